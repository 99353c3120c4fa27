package io.github.dcssync.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.github.dcssync.api.Authorisation;
import io.github.dcssync.api.RateLimiter;
import io.github.dcssync.api.SourceClient;
import io.github.dcssync.client.HttpBounds;
import io.github.dcssync.secret.Secrets;
import io.github.dcssync.settings.Credentials;
import io.github.dcssync.settings.Source;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.slf4j.LoggerFactory;

/** An HTTP client as the routes have one for a source. */
public final class TestSource implements AutoCloseable {

    public static final String PROJECT = "0123456789abcdef0123456789abcdef";
    public static final String INSTANCES = "/v2/" + PROJECT + "/instances";

    private static final HttpBounds BOUNDS =
            new HttpBounds(Duration.ofSeconds(20), Duration.ofMinutes(1), SourceClient.MOST_BYTES);

    static {
        // At debug it logs every byte.
        ((Logger) LoggerFactory.getLogger("org.apache.hc.client5.http")).setLevel(Level.INFO);
    }

    public final SourceClient client;
    public final CloseableHttpClient http;
    public final PoolingHttpClientConnectionManager connections = BOUNDS.connections(32);
    private final URI endpoint;

    public TestSource(URI endpoint, Authorisation authorisation, RateLimiter pace, Clock clock) {
        this.endpoint = endpoint;
        Credentials none = new Credentials.KeyPair("unused", "unused", null);
        client = new SourceClient(new Source("default", endpoint, PROJECT, none, List.of(), List.of(), List.of(), 1),
                authorisation, pace, BOUNDS, new Secrets(), clock, "1.2.3");
        HttpClientBuilder builder = HttpClientBuilder.create().setConnectionManager(connections);
        client.configureHttpClient(builder);
        http = builder.build();
    }

    public TestSource(URI endpoint, Authorisation authorisation, Clock clock) {
        this(endpoint, authorisation, new RateLimiter(0), clock);
    }

    /** Asks for the path and query; returns the status. */
    public int get(String pathAndQuery) throws IOException {
        return get(URI.create(endpoint + pathAndQuery));
    }

    public int get(URI uri) throws IOException {
        return get(new HttpGet(uri));
    }

    public int get(HttpGet request) throws IOException {
        return http.execute(request, response -> {
            EntityUtils.consume(response.getEntity());
            return response.getCode();
        });
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
