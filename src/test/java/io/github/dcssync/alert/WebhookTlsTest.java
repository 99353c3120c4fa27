package io.github.dcssync.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.dcssync.settings.AlertAddress;
import io.github.dcssync.settings.HttpAddress;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom an alert is shown to over https. */
class WebhookTlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    private final List<String> received = new CopyOnWriteArrayList<>();
    private HttpsServer server;
    private KeyStore store;

    @BeforeEach
    void start() throws Exception {
        store = certificate("*.example.com");
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 1);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            received.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void isTheHostOfTheAddress() throws Exception {
        post("https://hooks.example.com:%d/x", trusting());

        assertThat(received).containsExactly("/x");
    }

    @Test
    void mayHaveAnUnderscoreInItsName() throws Exception {
        post("https://team_hooks.example.com:%d/x", trusting());

        assertThat(received).containsExactly("/x");
    }

    @Test
    void isNobodyWhoseCertificateIsNotTrusted() {
        assertThatThrownBy(() -> post("https://hooks.example.com:%d/x", SSLContext.getDefault()))
                .isInstanceOf(SSLException.class);
        assertThat(received).isEmpty();
    }

    @Test
    void isNobodyWhoseCertificateIsAnothers() {
        assertThatThrownBy(() -> post("https://hooks.example.net:%d/x", trusting())).isInstanceOf(SSLException.class);
        assertThatThrownBy(() -> post("https://team_hooks.example.net:%d/x", trusting()))
                .isInstanceOf(SSLException.class);
        assertThat(received).isEmpty();
    }

    private void post(String text, SSLContext tls) throws Exception {
        HttpAddress address = AlertAddress.read(text.formatted(server.getAddress().getPort())).http().orElseThrow();
        Duration longest = Duration.ofMinutes(2);
        try (Attempts attempts = new Attempts(longest);
                CloseableHttpClient client = SinkClient.of(longest,
                        "dcs-sync/test", tls, new WebhookTest.Names(() -> {}))) {
            new Webhook(address, client, attempts).post("{}", Map.of());
        }
    }

    /** Made by the JDK's own tool: there is no public API for it. */
    private KeyStore certificate(String host) throws Exception {
        Path file = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-keystore", file.toString(), "-storetype", "PKCS12", "-storepass",
                new String(PASSWORD), "-alias", "server", "-keyalg", "EC", "-dname", "CN=sink", "-ext",
                "san=dns:" + host).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore made = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(file)) {
            made.load(content, PASSWORD);
        }
        return made;
    }

    private SSLContext trusting() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", store.getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
