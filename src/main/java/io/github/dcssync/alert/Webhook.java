package io.github.dcssync.alert;

import io.github.dcssync.settings.HttpAddress;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.net.URIAuthority;

/** Posts messages to an HTTP address. Its answer counts by the status alone; a redirect is none that was hoped for. */
final class Webhook {

    /** Headers that are the client's to set. */
    private static final Set<String> OWN = Set.of("connection", "content-length", "expect", "host",
            "transfer-encoding", "upgrade");
    private static final String CAMEL = "camel";
    /** Answers that tell of the message, not of the sink. */
    private static final Set<Integer> REFUSALS = Set.of(HttpStatus.SC_BAD_REQUEST, HttpStatus.SC_REQUEST_TOO_LONG,
            HttpStatus.SC_UNPROCESSABLE_CONTENT);
    /** The status is known by then: what else is said is worth no more time. */
    private static final Executor SOON = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

    private final HttpAddress address;
    private final HttpHost host;
    private final CloseableHttpClient client;
    private final Attempts attempts;

    Webhook(HttpAddress address, CloseableHttpClient client, Attempts attempts) {
        this.address = address;
        this.host = new HttpHost(address.isSecure() ? "https" : "http", address.host(), address.port());
        this.client = client;
        this.attempts = attempts;
    }

    /**
     * Posts one message.
     *
     * @param message the body
     * @param headers that go with it, beside those of HTTP itself
     * @throws SinkException when the answer is not 2xx, or there is none in time
     * @throws IOException   when there is no answer
     */
    void post(String message, Map<String, Object> headers) throws Exception {
        post(SinkRequest.of(null, message, headers));
    }

    /** The same of a request that is ready to be sent. */
    void post(SinkRequest message) throws Exception {
        HttpPost request = request(message.target() == null ? address.target() : message.target());
        message.headers().forEach((name, value) -> {
            if (value != null && isSent(name.toLowerCase(Locale.ROOT))) {
                request.setHeader(name, value);
            }
        });
        request.setEntity(new ByteArrayEntity(message.body(), (ContentType) null));
        attempts.make(() -> exchange(request), request::cancel);
    }

    private HttpPost request(String target) {
        HttpPost request = new HttpPost("/");
        request.setScheme(host.getSchemeName());
        request.setAuthority(new URIAuthority(address.host(), address.port()));
        // Not as a URI, which would be put in order.
        request.setPath(target);
        request.setHeader(HttpHeaders.CONNECTION, "close");
        if (address.authorization() != null) {
            request.setHeader(HttpHeaders.AUTHORIZATION, address.authorization());
        }
        return request;
    }

    private static boolean isSent(String name) {
        return !OWN.contains(name) && !name.startsWith(CAMEL);
    }

    private Void exchange(HttpPost request) throws IOException {
        try {
            // Not closed, only cut off: to close it would first read the rest, however long.
            ClassicHttpResponse answer = client.executeOpen(host, request, null);
            SOON.execute(request::cancel);
            String text = SinkAnswer.text(answer.getEntity());
            if (answer.getCode() < HttpStatus.SC_OK || answer.getCode() >= HttpStatus.SC_REDIRECTION) {
                throw new SinkException("the sink answered with status " + answer.getCode() + remark(answer.getCode())
                        + (text.isBlank() ? "" : ": " + text.strip()), REFUSALS.contains(answer.getCode()));
            }
            return null;
        } finally {
            request.cancel();
        }
    }

    private static String remark(int status) {
        return status >= HttpStatus.SC_REDIRECTION && status < HttpStatus.SC_CLIENT_ERROR
                ? ", and redirects are not followed" : "";
    }
}
