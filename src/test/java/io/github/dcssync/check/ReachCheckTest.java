package io.github.dcssync.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReachCheckTest {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final SSLSocketFactory OF_THIS_JAVA = (SSLSocketFactory) SSLSocketFactory.getDefault();

    @TempDir
    Path folder;

    private final Findings findings = new Findings();

    @Test
    void saysThatAHostHasNoAddress() {
        assertThat(reaches("https://nowhere.invalid", OF_THIS_JAVA)).isFalse();
        assertThat(findings.lines()).containsExactly("problem address: the host 'nowhere.invalid' has no address;"
                + " check dcs.source.eu.endpoint and the DNS of this machine");
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        try (Socket deaf = new Socket()) {
            deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = deaf.getLocalPort();

            assertThat(reaches("http://127.0.0.1:" + port, OF_THIS_JAVA)).isFalse();
            assertThat(findings.lines()).startsWith("ok address: 127.0.0.1").last().asString()
                    .startsWith("problem connection: no connection to 127.0.0.1:" + port + ": Connection refused");
        }
    }

    @Test
    void acceptsPlainHttpOnThisMachine() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(reaches("http://127.0.0.1:" + server.getLocalPort(), OF_THIS_JAVA)).isTrue();
            assertThat(findings.lines()).last().isEqualTo("ok connection: plain http, which stays on this machine");
        }
    }

    @Test
    void saysUntilWhenACertificateIsValid() throws Exception {
        KeyStore store = certificate("localhost", 90);
        HttpsServer server = serve(store);
        try {
            assertThat(reaches(endpoint(server), trusting(store))).isTrue();
            assertThat(findings.lines()).last().asString()
                    .matches("ok connection: TLSv1\\.3, certificate valid until \\d{4}-\\d\\d-\\d\\d, 89 days");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void warnsOfACertificateThatEndsSoon() throws Exception {
        KeyStore store = certificate("localhost", 10);
        HttpsServer server = serve(store);
        try {
            assertThat(reaches(endpoint(server), trusting(store))).isTrue();
            assertThat(findings.lines()).last().asString().startsWith("warning connection: TLSv1.3").endsWith("9 days");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void refusesACertificateThatNobodyTrusts() throws Exception {
        HttpsServer server = serve(certificate("localhost", 90));
        try {
            assertThat(reaches(endpoint(server), OF_THIS_JAVA)).isFalse();
            assertThat(findings.lines()).last().asString().startsWith("problem connection: no secure connection to"
                    + " localhost:").contains("javax.net.ssl.trustStore");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void refusesTheCertificateOfAnotherHost() throws Exception {
        KeyStore store = certificate("elsewhere.example.com", 90);
        HttpsServer server = serve(store);
        try {
            assertThat(reaches(endpoint(server), trusting(store))).isFalse();
            assertThat(findings.lines()).last().asString().startsWith("problem connection: no secure connection");
        } finally {
            server.stop(0);
        }
    }

    private boolean reaches(String uri, SSLSocketFactory tls) {
        return new ReachCheck(TestSettings.of("http://127.0.0.1").load(folder).http(), tls, Clock.systemUTC())
                .connect(URI.create(uri), "dcs.source.eu.endpoint", "", findings);
    }

    /** Made by the JDK's own tool: there is no public API for it. */
    private KeyStore certificate(String host, int days) throws Exception {
        Path file = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-keystore", file.toString(), "-storetype", "PKCS12", "-storepass",
                new String(PASSWORD), "-alias", "server", "-keyalg", "EC", "-dname", "CN=" + host, "-ext",
                "san=dns:" + host, "-validity", Integer.toString(days))
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(file)) {
            store.load(content, PASSWORD);
        }
        return store;
    }

    private static HttpsServer serve(KeyStore store) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.start();
        return server;
    }

    private static String endpoint(HttpsServer server) {
        return "https://localhost:" + server.getAddress().getPort();
    }

    private static SSLSocketFactory trusting(KeyStore server) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", server.getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }
}
