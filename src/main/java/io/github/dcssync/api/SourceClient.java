package io.github.dcssync.api;

import io.github.dcssync.settings.Source;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.URIAuthority;

/**
 * What a source does to the HTTP client that reads it. Every attempt, repeated ones too, waits for its turn, is counted
 * and gets fresh credentials; an attempt at any other host gets none and fails.
 */
public final class SourceClient implements HttpClientConfigurer {

    /** The context attribute under which an attempt remembers what it was authorised with. */
    private static final String AUTHORISATION = "dcs-sync.authorisation";

    private final URI endpoint;
    private final String projectId;
    private final String userAgent;
    private final Authorisation authorisation;
    private final Pace pace;
    private final Clock clock;
    private final LongAdder requests = new LongAdder();

    /**
     * @param source        whose endpoint and project the requests are for
     * @param authorisation what makes a request acceptable
     * @param pace          how fast requests may leave
     * @param clock         the time of signing
     * @param version       the program's version, for the user agent
     */
    public SourceClient(Source source, Authorisation authorisation, Pace pace, Clock clock, String version) {
        this.endpoint = source.endpoint();
        this.projectId = source.projectId();
        this.userAgent = "dcs-sync/" + version;
        this.authorisation = authorisation;
        this.pace = pace;
        this.clock = clock;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.setUserAgent(userAgent)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .addRequestInterceptorLast(this::authorise)
                .addResponseInterceptorFirst(this::judge)
                .addExecInterceptorFirst("bounded-answer", new BoundedAnswer());
    }

    /** Called before a sync: a source that refused its credentials last time gets one request to show it is well. */
    public void beginSync() {
        authorisation.reset();
    }

    /** @return how many requests have left so far */
    public long requests() {
        return requests.sum();
    }

    private void authorise(HttpRequest request, EntityDetails body, HttpContext context)
            throws IOException, ProtocolException {
        if (!isOurs(request.getScheme(), request.getAuthority())) {
            throw new ProtocolException("No credentials are sent to " + request.getScheme() + "://"
                    + request.getAuthority() + ": they belong to " + endpoint);
        }
        awaitTurn();
        request.setHeader("Accept", "application/json");
        request.setHeader("X-Project-Id", projectId);
        context.setAttribute(AUTHORISATION, authorisation.apply(request, clock.instant()));
        requests.increment();
    }

    private void judge(HttpResponse response, EntityDetails body, HttpContext context) {
        if (response.getCode() == HttpStatus.SC_UNAUTHORIZED) {
            authorisation.refused((String) context.getAttribute(AUTHORISATION));
        }
    }

    private void awaitTurn() throws InterruptedIOException {
        try {
            pace.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Stopped while waiting for the next request's turn");
        }
    }

    private boolean isOurs(String scheme, URIAuthority authority) {
        return endpoint.getScheme().equalsIgnoreCase(scheme)
                && endpoint.getHost().equalsIgnoreCase(bracketed(authority.getHostName()))
                && port(endpoint.getPort()) == port(authority.getPort());
    }

    /** {@link URI#getHost} keeps the brackets of an IPv6 address, the HTTP client drops them. */
    private String bracketed(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    private int port(int port) {
        return port >= 0 ? port : endpoint.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }
}
