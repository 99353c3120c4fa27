package io.github.dcssync.alert;

import io.github.dcssync.client.Network;
import io.github.dcssync.client.ProxyAnswers;
import java.time.Duration;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;

/** The HTTP client behind a sink: it does what it is told and nothing by itself. */
final class SinkClient {

    private static final int LONGEST_LINE = 8 * 1024;
    private static final int MOST_HEADERS = 100;

    private SinkClient() {
    }

    /**
     * @param longest wait for anything that the network does
     * @param network the way to the sink
     * @param tls     how TLS is spoken on it
     * @return a client with a connection for each request; the caller closes it
     */
    static CloseableHttpClient of(Duration longest, String userAgent, Network network, TlsSocketStrategy tls,
            DnsResolver names) {
        Timeout timeout = Timeout.of(longest);
        HttpClientBuilder client = HttpClientBuilder.create().setRequestExecutor(new ProxyAnswers(false));
        network.applyTo(client);
        return client.setConnectionManager(connections(timeout, tls, names))
                .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(timeout)
                        .setConnectionRequestTimeout(timeout).setProtocolUpgradeEnabled(false).build())
                .setUserAgent(userAgent)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setConnectionReuseStrategy((request, response, context) -> false)
                .build();
    }

    private static HttpClientConnectionManager connections(Timeout timeout, TlsSocketStrategy tls, DnsResolver names) {
        // No answer takes more memory than it is worth.
        Http1Config http1 = Http1Config.custom().setMaxLineLength(LONGEST_LINE).setMaxHeaderCount(MOST_HEADERS).build();
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder().http1Config(http1).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(timeout)
                        .setSocketTimeout(timeout).build())
                .setTlsSocketStrategy(tls)
                .setDnsResolver(names)
                .build();
    }
}
