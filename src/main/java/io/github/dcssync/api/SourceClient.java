package io.github.dcssync.api;

import io.github.dcssync.client.HttpBounds;
import io.github.dcssync.secret.Secrets;
import io.github.dcssync.settings.Source;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.NamedEndpoint;

/**
 * What a source does to the HTTP client that reads it. Every attempt, repeated ones too, waits for its turn, is counted
 * and gets fresh credentials; an attempt at any other host gets none and fails.
 */
public final class SourceClient implements HttpClientConfigurer {

    /** The context attribute under which an attempt remembers what it was authorised with. */
    private static final String AUTHORISATION = "dcs-sync.authorisation";

    /**
     * The largest answer to anything that a source is asked. A page of 1,000 records has about half a mebibyte. A small
     * heap must hold it some times over, as bytes and as what is read from them.
     */
    public static final int MOST_BYTES =
            (int) Math.min(32 * 1024 * 1024, Runtime.getRuntime().maxMemory() / 16);

    private final URI endpoint;
    private final String projectId;
    private final String userAgent;
    private final Authorisation authorisation;
    private final RateLimiter pace;
    private final HttpBounds bounds;
    private final Secrets secrets;
    private final Clock clock;
    private final FirstRequest firstRequest;
    private final LongAdder requests = new LongAdder();

    /**
     * @param source        whose endpoint and project the requests are for
     * @param authorisation what makes a request acceptable
     * @param pace          how fast requests may leave
     * @param bounds        how long an answer may take, and how large it may be
     * @param secrets       hears the signatures of requests that fail, because the gateway echoes them
     * @param clock         the time of signing
     * @param version       the program's version, for the user agent
     */
    public SourceClient(Source source, Authorisation authorisation, RateLimiter pace, HttpBounds bounds,
            Secrets secrets,
            Clock clock, String version) {
        this.endpoint = source.endpoint();
        this.projectId = source.projectId();
        this.userAgent = "dcs-sync/" + version;
        this.authorisation = authorisation;
        this.firstRequest = new FirstRequest(authorisation.turn());
        this.pace = pace;
        this.bounds = bounds;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        bounds.applyTo(client);
        client.setUserAgent(userAgent)
                .addRequestInterceptorLast(this::authorise)
                .addResponseInterceptorFirst(this::judge)
                .addExecInterceptorFirst("turn", this::inTurn)
                .addExecInterceptorFirst("first-request", firstRequest);
    }

    /** Called before a sync: a source that refused its credentials last time gets one request to show it is well. */
    public void beginSync() {
        firstRequest.begin();
        authorisation.reset();
    }

    /** @return how it stands with the renewal of its credentials; empty for those that are never renewed */
    public Optional<Renewal> renewal() {
        return authorisation.renewal();
    }

    /** @return how many requests have left so far */
    public long requests() {
        return requests.sum();
    }

    /** All that takes time comes before a connection is taken: while a request holds one, the service may close it. */
    private ClassicHttpResponse inTurn(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        // What the request says and where the connection leads are two things.
        HttpHost target = scope.route.getTargetHost();
        requireOurs(request.getScheme(), request.getAuthority());
        requireOurs(target.getSchemeName(), target);
        ClassicHttpResponse response = proceedInTurn(request, scope, chain);
        if (response.getCode() != HttpStatus.SC_UNAUTHORIZED
                || !authorisation.hasOthers((String) scope.clientContext.getAttribute(AUTHORISATION))) {
            return response;
        }
        response.close();
        return proceedInTurn(ClassicRequestBuilder.copy(scope.originalRequest).build(), scope, chain);
    }

    private ClassicHttpResponse proceedInTurn(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        awaitTurn();
        authorisation.prepare(clock.instant());
        return chain.proceed(request, scope);
    }

    private void authorise(HttpRequest request, EntityDetails body, HttpContext context) throws IOException {
        request.setHeader("Accept", "application/json");
        request.setHeader("X-Project-Id", projectId);
        context.setAttribute(AUTHORISATION, authorisation.apply(request, clock.instant()));
        requests.increment();
    }

    private void judge(HttpResponse response, EntityDetails body, HttpContext context) {
        String credentials = (String) context.getAttribute(AUTHORISATION);
        if (response.getCode() >= HttpStatus.SC_REDIRECTION) {
            SignedRequest.keepSecret(HttpClientContext.cast(context).getRequest(), secrets);
        }
        if (response.getCode() == HttpStatus.SC_UNAUTHORIZED) {
            authorisation.refused(credentials);
        } else if (response.getCode() == HttpStatus.SC_TOO_MANY_REQUESTS) {
            Header wish = response.getFirstHeader(RetryAfter.NAME);
            pace.throttled(wish == null ? null : RetryAfter.read(wish.getValue(), clock.instant()));
        } else if (response.getCode() < HttpStatus.SC_REDIRECTION) {
            authorisation.accepted(credentials);
        }
    }

    private void awaitTurn() throws IOException {
        try {
            pace.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Stopped while waiting for the next request's turn");
        }
    }

    private void requireOurs(String scheme, NamedEndpoint host) throws ProtocolException {
        if (!isOurs(scheme, host)) {
            throw new ProtocolException("No credentials are sent to " + scheme + "://" + host.getHostName()
                    + (host.getPort() < 0 ? "" : ":" + host.getPort()) + ": they belong to " + endpoint);
        }
    }

    private boolean isOurs(String scheme, NamedEndpoint host) {
        return endpoint.getScheme().equalsIgnoreCase(scheme)
                && endpoint.getHost().equalsIgnoreCase(bracketed(host.getHostName()))
                && port(endpoint.getPort()) == port(host.getPort());
    }

    /** {@link URI#getHost} keeps the brackets of an IPv6 address, the HTTP client drops them. */
    private String bracketed(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    private int port(int port) {
        return port >= 0 ? port : endpoint.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }
}
