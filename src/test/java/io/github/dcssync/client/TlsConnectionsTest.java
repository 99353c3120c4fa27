package io.github.dcssync.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.testkit.Certificates;
import io.github.dcssync.testkit.ForwardProxy;
import io.github.dcssync.testkit.Operator;
import io.github.dcssync.testkit.TlsFront;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom the program trusts over TLS, whom it shows its certificate, and what it says of the others. */
class TlsConnectionsTest {

    private static final String HOST = ForwardProxy.NOWHERE;

    @TempDir
    static Path folder;

    private static Certificates certificates;
    private static HttpServer server;

    private final Operator operator = Operator.ready(folder.resolve("home"));

    @BeforeAll
    static void start() throws Exception {
        certificates = new Certificates(folder.resolve("pki")).sign("server", "EC", 90, "localhost", HOST)
                .sign("elsewhere", "EC", 90, "elsewhere.example.com").sign("ended", "EC", -3, "localhost")
                .sign("client", "RSA", 90).sign("successor", "EC", 90);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void end() {
        server.stop(0);
    }

    @Test
    void trustThePrivateAuthorityBesideThoseOfThisJava() throws Exception {
        try (TlsFront front = front("server", false)) {
            assertThat(get(trusting(), front)).isEqualTo(204);
        }
    }

    @Test
    void saySignedByWhomACertificateIsThatNobodyTrusts() throws Exception {
        try (TlsFront front = front("server", false)) {
            assertThatThrownBy(() -> get(operator, front)).isInstanceOf(TlsException.class)
                    .hasMessage("no secure connection to localhost:" + front.port() + ": nobody whom this program"
                            + " trusts has signed its certificate (CN=House CA); name a PEM file with its CA as"
                            + " dcs.tls.ca-file");
        }
    }

    @Test
    void sayForWhomACertificateIsThatIsAnothers() throws Exception {
        try (TlsFront front = front("elsewhere", false)) {
            assertThatThrownBy(() -> get(trusting(), front)).isInstanceOf(TlsException.class)
                    .hasMessageEndingWith("its certificate is for [elsewhere.example.com] and not for this host;"
                            + " check the host's name in the settings");
        }
    }

    @Test
    void saySinceWhenACertificateIsNoLongerValid() throws Exception {
        try (TlsFront front = front("ended", false)) {
            assertThatThrownBy(() -> get(trusting(), front)).isInstanceOf(TlsException.class)
                    .hasMessageMatching(
                            ".*: its certificate ended on \\d{4}-\\d\\d-\\d\\d \\(CN=ended\\); it has to be renewed");
        }
    }

    @Test
    void sayThatNoTlsIsSpoken() {
        assertThat(TlsException.orSame(new SSLException("Unsupported or unrecognized SSL message"), "h:80",
                Optional.empty())).isInstanceOf(TlsException.class).hasMessage("no secure connection to h:80: no TLS is"
                        + " spoken there; check the port, and http or https");
    }

    @Test
    void showTheCertificateToAServerThatWantsOne() throws Exception {
        try (TlsFront front = front("server", true)) {
            assertThat(get(showing("client"), front)).isEqualTo(204);
            assertThat(front.clients()).containsExactly("CN=client");
        }
    }

    @Test
    void areNotLetInWithoutOneThatIsWanted() throws Exception {
        try (TlsFront front = front("server", true)) {
            assertThatThrownBy(() -> get(trusting(), front)).isInstanceOf(IOException.class);
            assertThat(front.clients()).isEmpty();
        }
    }

    @Test
    void showNobodyElseTheCertificate() throws Exception {
        try (TlsFront front = front("server", false)) {
            Settings.Http http = showing("client").load().http();
            HttpBounds toOthers =
                    new HttpBounds(http.connectTimeout(), http.responseTimeout(), 1024, Network.toOthers(http));

            assertThat(status(toOthers, address(front))).isEqualTo(204);
            assertThat(status(HttpBounds.of(http, 1024).straight(), address(front))).isEqualTo(204);
            assertThat(front.clients()).containsExactly("-", "-");
        }
    }

    @Test
    void showItThroughATunnelAndNotToTheProxyItself() throws Exception {
        try (TlsFront front = front("server", true);
                ForwardProxy proxy = new ForwardProxy().leads(HOST, front.port());
                TlsFront ofProxy = new TlsFront(certificates.server("server"), false, proxy.port())) {
            Operator proxied = showing("client").variable("DCS_HTTP_PROXY", "https://localhost:" + ofProxy.port());

            assertThat(status(bounds(proxied), "https://" + HOST)).isEqualTo(204);
            assertThat(front.clients()).containsExactly("CN=client");
            assertThat(ofProxy.clients()).containsExactly("-");
        }
    }

    @Test
    void takeUpFilesThatWereReplacedAndKeepTheOldWhileTheNewAreNotGood() throws Exception {
        Path certificate = folder.resolve("rotating.crt");
        Path key = folder.resolve("rotating.key");
        Files.copy(certificates.chain("client"), certificate);
        Files.copy(certificates.keyFile("client"), key);
        HttpBounds bounds = bounds(trusting().variable("DCS_TLS_CERTIFICATE_FILE", certificate.toString())
                .variable("DCS_TLS_KEY_FILE", key.toString()));
        try (TlsFront front = front("server", true)) {
            status(bounds, address(front));
            Files.copy(certificates.chain("successor"), certificate, StandardCopyOption.REPLACE_EXISTING);
            status(bounds, address(front));
            Files.copy(certificates.keyFile("successor"), key, StandardCopyOption.REPLACE_EXISTING);
            status(bounds, address(front));

            assertThat(front.clients()).containsExactly("CN=client", "CN=client", "CN=successor");
        }
    }

    @ParameterizedTest
    @CsvSource({"certificate_required,it wants a client certificate", "handshake_failure,both sides do not agree",
        "certificate_expired,it wants a client certificate"})
    void knowWhatAServerSaysAfterwards(String alert, String said) {
        assertThat(TlsException.orSame(new SSLHandshakeException("Received fatal alert: " + alert), "h:1",
                Optional.empty())).isInstanceOf(TlsException.class).hasMessageContaining(said);
        assertThat(TlsException.orSame(new SSLHandshakeException("Received fatal alert: " + alert), "h:1",
                Optional.of("CN=client in /x"))).hasMessageContaining("CN=client in /x");
    }

    @Test
    void leaveWhatMayPassAsItIs() {
        SSLException passing = new SSLException("Remote host terminated the handshake");

        assertThat(TlsException.orSame(passing, "h:1", Optional.empty())).isSameAs(passing);
    }

    private static TlsFront front(String name, boolean wants) throws Exception {
        return new TlsFront(certificates.server(name), wants, server.getAddress().getPort());
    }

    private Operator trusting() throws Exception {
        return operator.variable("DCS_TLS_CA_FILE", certificates.authority().toString());
    }

    private Operator showing(String name) throws Exception {
        return trusting().variable("DCS_TLS_CERTIFICATE_FILE", certificates.chain(name).toString())
                .variable("DCS_TLS_KEY_FILE", certificates.keyFile(name).toString());
    }

    private static HttpBounds bounds(Operator operator) {
        return HttpBounds.of(operator.load().http(), 1024 * 1024);
    }

    private static int get(Operator operator, TlsFront front) throws IOException {
        return status(bounds(operator), address(front));
    }

    private static String address(TlsFront front) {
        return "https://localhost:" + front.port();
    }

    private static int status(HttpBounds bounds, String uri) throws IOException {
        try (CloseableHttpClient http = bounds.client()) {
            return http.execute(new HttpGet(uri), answer -> answer.getCode());
        }
    }
}
