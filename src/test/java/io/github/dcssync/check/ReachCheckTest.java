package io.github.dcssync.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.settings.Settings;
import io.github.dcssync.testkit.Certificates;
import io.github.dcssync.testkit.ForwardProxy;
import io.github.dcssync.testkit.Operator;
import io.github.dcssync.testkit.TlsFront;
import io.github.dcssync.testkit.TlsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReachCheckTest {

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
        try (TlsServer server = new TlsServer("localhost", 90, folder)) {
            assertThat(reaches(endpoint(server), server.trusted().getSocketFactory())).isTrue();
            assertThat(findings.lines()).last().asString()
                    .matches("ok connection: TLSv1\\.3, certificate valid until \\d{4}-\\d\\d-\\d\\d, 89 days");
        }
    }

    @Test
    void warnsOfACertificateThatEndsSoon() throws Exception {
        try (TlsServer server = new TlsServer("localhost", 10, folder)) {
            assertThat(reaches(endpoint(server), server.trusted().getSocketFactory())).isTrue();
            assertThat(findings.lines()).last().asString().startsWith("warning connection: TLSv1.3").endsWith("9 days");
        }
    }

    @Test
    void refusesACertificateThatNobodyTrusts() throws Exception {
        try (TlsServer server = new TlsServer("localhost", 90, folder)) {
            assertThat(reaches(endpoint(server), OF_THIS_JAVA)).isFalse();
            assertThat(findings.lines()).last().asString().startsWith("problem connection: no secure connection to"
                    + " localhost:").contains("javax.net.ssl.trustStore");
        }
    }

    @Test
    void refusesTheCertificateOfAnotherHost() throws Exception {
        try (TlsServer server = new TlsServer("elsewhere.example.com", 90, folder)) {
            assertThat(reaches(endpoint(server), server.trusted().getSocketFactory())).isFalse();
            assertThat(findings.lines()).last().asString().startsWith("problem connection: no secure connection");
        }
    }

    @Test
    void saysWhatIsWrongWithACertificateAsASyncDoes() throws Exception {
        Certificates certificates = new Certificates(folder.resolve("pki")).sign("elsewhere", "EC", 90,
                "elsewhere.example.com").sign("ended", "EC", -3, "localhost");
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                TlsFront elsewhere = new TlsFront(certificates.server("elsewhere"), false, deaf.getLocalPort());
                TlsFront ended = new TlsFront(certificates.server("ended"), false, deaf.getLocalPort())) {
            Settings.Http http = Operator.ready(folder)
                    .variable("DCS_TLS_CA_FILE", certificates.authority().toString()).load().http();
            ReachCheck check = new ReachCheck(http, http.tls().context(true).getSocketFactory(), Clock.systemUTC());
            for (TlsFront front : List.of(elsewhere, ended)) {
                check.connect(URI.create("https://localhost:" + front.port()), "dcs.endpoint", "", findings);
            }

            assertThat(findings.lines()).filteredOn(line -> line.startsWith("problem")).satisfiesExactly(
                    line -> assertThat(line).isEqualTo("problem connection: no secure connection to localhost:"
                            + elsewhere.port()
                            + ": its certificate is for [elsewhere.example.com] and not for this host;"
                            + " check the host's name in the settings"),
                    line -> assertThat(line).startsWith("problem connection: no secure connection to localhost:"
                            + ended.port() + ": its certificate ended on ")
                            .endsWith(" (CN=ended); it has to be renewed"));
        }
    }

    @Test
    void saysThroughWhichProxyItReachesAHostWhoseAddressNobodyIsAskedFor() throws Exception {
        Certificates certificates = new Certificates(folder.resolve("pki")).sign("server", "EC", 90,
                ForwardProxy.NOWHERE);
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                TlsFront front = new TlsFront(certificates.server("server"), false, deaf.getLocalPort());
                ForwardProxy proxy = new ForwardProxy().leads(ForwardProxy.NOWHERE, front.port()).wants("ann", "x")) {
            Operator operator = Operator.ready(folder).variable("DCS_HTTP_PROXY", proxy.address("ann:x@"))
                    .variable("DCS_TLS_CA_FILE", certificates.authority().toString());

            assertThat(reaches(operator, "https://" + ForwardProxy.NOWHERE)).isTrue();
            assertThat(findings.lines()).singleElement().asString().startsWith("ok connection: through proxy 127.0.0.1:"
                    + proxy.port() + ", TLSv1.3, certificate valid until ").endsWith(", 89 days");
            assertThat(reaches(operator, "http://" + ForwardProxy.NOWHERE)).isTrue();
            assertThat(findings.lines()).last().asString().startsWith("warning connection: through proxy 127.0.0.1:"
                    + proxy.port() + ", plain http: ");
            assertThat(proxy.requests()).as("nothing is asked yet")
                    .containsExactly("CONNECT " + ForwardProxy.NOWHERE + ":443");
            proxy.is(ForwardProxy.Mood.DYING);
            assertThat(reaches(operator, "https://" + ForwardProxy.NOWHERE)).isFalse();
            assertThat(findings.lines()).last().asString().startsWith("problem connection: no connection to "
                    + ForwardProxy.NOWHERE + " through proxy 127.0.0.1:" + proxy.port() + ": ")
                    .endsWith("; check dcs.source.eu.endpoint and dcs.http.proxy");
            operator.variable("DCS_HTTP_PROXY", proxy.address("ann:wrong@"));
            assertThat(reaches(operator, "https://" + ForwardProxy.NOWHERE)).isFalse();
            assertThat(findings.lines()).last().asString().startsWith("problem connection: the proxy 127.0.0.1:"
                    + proxy.port() + " refuses the user or password of dcs.http.proxy (407)");
        }
    }

    private boolean reaches(Operator operator, String uri) {
        return new ReachCheck(operator.load().http(), OF_THIS_JAVA, Clock.systemUTC())
                .connect(URI.create(uri), "dcs.source.eu.endpoint", "", findings);
    }

    private boolean reaches(String uri, SSLSocketFactory tls) {
        return new ReachCheck(Operator.ready(folder).load().http(), tls, Clock.systemUTC())
                .connect(URI.create(uri), "dcs.source.eu.endpoint", "", findings);
    }

    private static String endpoint(TlsServer server) {
        return "https://localhost:" + server.port();
    }
}
