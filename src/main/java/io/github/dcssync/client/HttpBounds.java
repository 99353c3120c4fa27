package io.github.dcssync.client;

import io.github.dcssync.settings.Settings;
import java.io.IOException;
import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * What bounds every call over HTTP. No client follows redirects, repeats a request, keeps cookies or offers another
 * protocol by itself.
 *
 * @param connectTimeout longest wait for a connection to one address
 * @param answerTimeout  longest time from the first byte sent to the last byte read, and for all that goes before the
 *                       first byte
 * @param mostBytes      the largest body, after decompression
 * @param network        the way there
 */
public record HttpBounds(Duration connectTimeout, Duration answerTimeout, int mostBytes, Network network) {

    /** A token of IAM has up to 32,000 characters. */
    private static final int LONGEST_LINE = 64 * 1024;
    private static final int MOST_HEADERS = 100;
    /** A connection that was idle for longer may have been closed by the server, and is looked at before it is used. */
    private static final TimeValue TRUSTED_IDLE = TimeValue.ofMilliseconds(100);

    /** To whom no proxy leads. */
    public HttpBounds(Duration connectTimeout, Duration answerTimeout, int mostBytes) {
        this(connectTimeout, answerTimeout, mostBytes, Network.straight());
    }

    /**
     * @param mostBytes the largest body, after decompression
     * @return the bounds that the settings ask for
     */
    public static HttpBounds of(Settings.Http http, int mostBytes) {
        return new HttpBounds(http.connectTimeout(), http.responseTimeout(), mostBytes, Network.of(http));
    }

    /** @return the same for whom no proxy is to come between */
    public HttpBounds straight() {
        return new HttpBounds(connectTimeout, answerTimeout, mostBytes, network.withoutProxy());
    }

    /**
     * @param most connections at a time, to all servers together
     * @return a pool of connections, the caller's to close
     */
    public PoolingHttpClientConnectionManager connections(int most) {
        Http1Config http1 = Http1Config.custom().setMaxLineLength(LONGEST_LINE).setMaxHeaderCount(MOST_HEADERS).build();
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder().http1Config(http1).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(Timeout.of(connectTimeout))
                        .setSocketTimeout(Timeout.of(answerTimeout)).setValidateAfterInactivity(TRUSTED_IDLE).build())
                .setTlsSocketStrategy(network.tls()).setMaxConnPerRoute(most).setMaxConnTotal(most).build();
    }

    /** Puts these bounds on the clients that the builder makes. Whoever reads an answer has it whole and in memory. */
    public void applyTo(HttpClientBuilder client) {
        client.disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .setDefaultRequestConfig(RequestConfig.custom().setProtocolUpgradeEnabled(false)
                        .setConnectionRequestTimeout(Timeout.of(answerTimeout))
                        .setResponseTimeout(Timeout.of(answerTimeout)).build())
                // Waiting for a turn or a token takes nothing from the time that the server has.
                .addRequestInterceptorFirst((request, body, context) -> Attempt.of(context).pause())
                .setRequestExecutor(new FromFirstByte());
        network.applyTo(client);
        client.addExecInterceptorFirst("whole-answer", new WholeAnswer(this));
    }

    /** @return a client with one connection, the caller's to close */
    public CloseableHttpClient client() {
        HttpClientBuilder client = HttpClientBuilder.create().setConnectionManager(connections(1));
        applyTo(client);
        return client.build();
    }

    private static final class FromFirstByte extends ProxyAnswers {

        @Override
        public ClassicHttpResponse execute(ClassicHttpRequest request, HttpClientConnection connection,
                HttpResponseInformationCallback informed, HttpContext context) throws IOException, HttpException {
            // To be led through a proxy is part of connecting.
            if (!isTunnel(request)) {
                Attempt.of(context).restart();
            }
            return super.execute(request, connection, informed, context);
        }
    }
}
