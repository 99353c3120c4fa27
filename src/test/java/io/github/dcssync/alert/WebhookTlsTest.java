package io.github.dcssync.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcssync.client.Network;
import io.github.dcssync.settings.AlertAddress;
import io.github.dcssync.settings.HttpAddress;
import io.github.dcssync.testkit.TlsServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom an alert is shown to over https. */
class WebhookTlsTest {

    @TempDir
    Path folder;

    private TlsServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TlsServer("*.example.com", 90, folder);
    }

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void isTheHostOfTheAddress() throws Exception {
        post("https://hooks.example.com:%d/x", server.trusted());

        assertThat(server.asked()).containsExactly("/x");
    }

    @Test
    void mayHaveAnUnderscoreInItsName() throws Exception {
        post("https://team_hooks.example.com:%d/x", server.trusted());

        assertThat(server.asked()).containsExactly("/x");
    }

    @Test
    void isNobodyWhoseCertificateIsNotTrusted() {
        assertThatThrownBy(() -> post("https://hooks.example.com:%d/x", SSLContext.getDefault()))
                .isInstanceOf(SSLException.class);
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void isNobodyWhoseCertificateIsAnothers() {
        assertThatThrownBy(() -> post("https://hooks.example.net:%d/x", server.trusted()))
                .isInstanceOf(SSLException.class);
        assertThatThrownBy(() -> post("https://team_hooks.example.net:%d/x", server.trusted()))
                .isInstanceOf(SSLException.class);
        assertThat(server.asked()).isEmpty();
    }

    private void post(String text, SSLContext tls) throws Exception {
        HttpAddress address = AlertAddress.read(text.formatted(server.port())).http().orElseThrow();
        Duration longest = Duration.ofMinutes(2);
        try (Attempts attempts = new Attempts(longest);
                CloseableHttpClient client = SinkClient.of(longest,
                        "dcs-sync/test", Network.straight(), strategy(tls), new WebhookTest.Names(() -> {}))) {
            new Webhook(address, client, attempts).post("{}", Map.of());
        }
    }

    /** As the program speaks TLS, but with whom it trusts. */
    private static TlsSocketStrategy strategy(SSLContext tls) {
        return new DefaultClientTlsStrategy(tls, HostnameVerificationPolicy.CLIENT, new DefaultHostnameVerifier());
    }
}
