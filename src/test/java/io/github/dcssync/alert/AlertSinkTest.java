package io.github.dcssync.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import io.github.dcssync.settings.AlertAddress;
import io.github.dcssync.settings.OperatorFiles;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.SinkSettings;
import io.github.dcssync.testkit.Certificates;
import io.github.dcssync.testkit.ForwardProxy;
import io.github.dcssync.testkit.Operator;
import io.github.dcssync.testkit.RawSink;
import io.github.dcssync.testkit.TlsFront;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any address of a sink takes messages, and nothing of it is shown where one is not taken. */
class AlertSinkTest {

    private Settings.Http http = new Settings.Http(Duration.ofSeconds(5), Duration.ofSeconds(60), 5, false);

    private final CamelContext camel = new DefaultCamelContext();
    private final CountDownLatch end = new CountDownLatch(1);

    @BeforeEach
    void start() throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:hangs").process(exchange -> end.await());
                from("direct:fails").process(exchange -> {
                    throw new IllegalStateException("no room at " + exchange.getFromEndpoint()
                            + " for Unguessable-B0\n\u0007\u202e\u009b31m now");
                });
            }
        });
        camel.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        camel.stop();
    }

    @Test
    void goesThroughTheProxyToAHostWhoseAddressNobodyIsAskedFor(@TempDir Path home) throws Exception {
        Certificates certificates = new Certificates(home.resolve("pki")).sign("hooks", "EC", 90, ForwardProxy.NOWHERE);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        List<String> asked = new CopyOnWriteArrayList<>();
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try (TlsFront front = new TlsFront(certificates.server("hooks"), false, server.getAddress().getPort());
                ForwardProxy proxy = new ForwardProxy().leads(ForwardProxy.NOWHERE, front.port()).wants("ann", "x")) {
            Operator operator = Operator.ready(home).variable("DCS_HTTP_PROXY", proxy.address("ann:x@"));
            http = operator.load().http();
            try (AlertSink sink = sink("https://" + ForwardProxy.NOWHERE + "/s3cret-path")) {
                assertThatThrownBy(() -> sink.deliver("{}", Map.of())).isInstanceOf(SinkException.class)
                        .hasMessageStartingWith(
                                "no secure connection to " + ForwardProxy.NOWHERE + ":443: nobody whom");
            }
            http = operator.variable("DCS_TLS_CA_FILE", certificates.authority().toString())
                    .variable("DCS_TLS_CERTIFICATE_FILE", certificates.chain("hooks").toString())
                    .variable("DCS_TLS_KEY_FILE", certificates.keyFile("hooks").toString()).load().http();
            try (AlertSink sink = sink("https://" + ForwardProxy.NOWHERE + "/s3cret-path")) {
                sink.deliver("{}", Map.of());
            }
            http = operator.variable("DCS_HTTP_PROXY", proxy.address()).load().http();
            try (AlertSink sink = sink("https://" + ForwardProxy.NOWHERE + "/s3cret-path")) {
                assertThatThrownBy(() -> sink.deliver("{}", Map.of())).isInstanceOf(SinkException.class)
                        .hasMessageStartingWith("the proxy 127.0.0.1:" + proxy.port() + " wants a login (407)");
            }
            assertThat(asked).containsExactly("/s3cret-path");
            assertThat(front.clients()).as("certificates that were shown").containsExactly("-");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void mayBeAnyEndpointOfCamels() throws Exception {
        try (AlertSink sink = sink("mock:alerts?retainFirst=2")) {
            sink.deliver("{\"a\":1}", Map.of("Content-Type", "application/json"));

            MockEndpoint mock = camel.getEndpoint("mock:alerts?retainFirst=2", MockEndpoint.class);
            assertThat(mock.getReceivedExchanges()).singleElement().satisfies(exchange -> {
                assertThat(exchange.getMessage().getBody()).isEqualTo("{\"a\":1}");
                assertThat(exchange.getMessage().getHeaders()).isEqualTo(Map.of("Content-Type", "application/json"));
            });
        }
    }

    @Test
    void isReachedWithinBoundsWhenAComponentHangs() throws Exception {
        try (Attempts attempts = new Attempts(Duration.ofMillis(150))) {
            CamelSink hanging = new CamelSink(AlertAddress.read("direct:hangs"), camel, attempts);
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> hanging.send("{}", Map.of()))
                        .hasMessageMatching("the sink (has not taken it within 150 ms|was not tried.*)");
            }
        }
    }

    @Test
    void showsNothingOfItsAddressWhenItFails() throws Exception {
        try (AlertSink sink = sink("direct:fails?timeout=31000")) {
            assertThatThrownBy(() -> sink.deliver("{}", Map.of())).isInstanceOf(SinkException.class)
                    .hasMessageContaining("IllegalStateException: no room at ")
                    .hasMessageNotContaining("fails").hasMessageNotContaining("31000").hasMessageEndingWith(" 31m now");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cannot POST %1$s", "{\"error\":\"no hook T0Abc at /hooks/T0Abc/n0t%%2Bsaid\"}",
        "bad token pass+word or pass%%2Bword", "user bot:pa55@word", "unknown room quiet"})
    void showsNothingOfItsAddressWhenItIsEchoed(String body) throws Exception {
        String target = "/hooks/T0Abc/n0t%2Bsaid?sig=pass%2Bword&room=quiet";
        try (RawSink server = new RawSink();
                AlertSink sink = sink("http://bot:pa55%40word@127.0.0.1:" + server.port()
                        + target)) {
            String text = body.formatted(target);
            server.answer("HTTP/1.1 400 No\r\n\r\n" + text);

            Throwable refused = catchThrowable(() -> sink.deliver("{}", Map.of()));

            assertThat(refused).isInstanceOf(SinkException.class).hasNoCause()
                    .hasMessageStartingWith("the sink answered with status 400: ").hasMessageContaining("xxxxxx");
            assertThat(refused.getMessage()).doesNotContain("T0Abc", "n0t", "said", "pass", "word", "pa55", "quiet");
        }
    }

    @Test
    void showsNoControlCharacterOfAnAnswerAndNoMoreThanALine() throws Exception {
        try (RawSink server = new RawSink(); AlertSink sink = sink(server.address())) {
            server.answer("HTTP/1.1 400 No\r\n\r\n\u001b[2Jno\r\n\u202e\u0085\u2028way" + "!".repeat(1_000));

            assertThatThrownBy(() -> sink.deliver("{}", Map.of()))
                    .hasMessageStartingWith("the sink answered with status 400: [2Jno way!!!")
                    .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(600).endsWith("!..."));
        }
    }

    @Test
    void showsNothingOfALongAnswerInWhichHalfOfASecretMayStand() throws Exception {
        try (RawSink server = new RawSink(); AlertSink sink = sink(server.address() + "/Unguessable-B0")) {
            server.answer("HTTP/1.1 400 No\r\n\r\n" + "/Unguessable-B0".repeat(500));

            assertThatThrownBy(() -> sink.deliver("{}", Map.of())).hasMessage("the sink answered with status 400");
        }
    }

    @Test
    void saysWhoseCannotBeReached() throws Exception {
        try (AlertSink sink = sink("http://127.0.0.1:1/Unguessable-B0")) {
            assertThatThrownBy(() -> sink.deliver("{}", Map.of())).hasMessageContaining("127.0.0.1")
                    .hasMessageContaining("refused").hasMessageNotContaining("Unguessable");
        }
    }

    @Test
    void isToldWhereAndSignedWithWhatItsFilesHaveByNow(@TempDir Path home) throws Exception {
        try (RawSink first = new RawSink(); RawSink second = new RawSink()) {
            Path address = Files.writeString(home.resolve("address"), first.address() + "/Unguessable-B0#hmac");
            Path secret = Files.writeString(home.resolve("secret"), "the-first");
            Settings settings = Operator.ready(home).line("dcs.alert.sinks=ops")
                    .variable("DCS_ALERT_OPS_URI_FILE", address.toString())
                    .variable("DCS_ALERT_OPS_SECRET_FILE", secret.toString()).load();
            try (AlertSink sink = sink(settings.alerting().sinks().get(0))) {
                sink.deliver("{}", Map.of());
                Files.writeString(secret, "the-second");
                sink.deliver("{}", Map.of());
                Files.writeString(address, second.address() + "/Unguessable-B1#hmac");
                sink.deliver("{}", Map.of());
                Files.writeString(address, "http://hooks.example.com/Unguessable-B2#hmac");
                sink.deliver("{}", Map.of());

                assertThat(first.requests()).extracting(AlertSinkTest::signature)
                        .containsExactly(signature("the-first"), signature("the-second"));
                assertThat(second.requests()).as("plain http to another machine is no place for alerts")
                        .extracting(AlertSinkTest::signature)
                        .containsExactly(signature("the-second"), signature("the-second"));
                second.answer("HTTP/1.1 400 No\r\n\r\nnot at /Unguessable-B1");
                assertThatThrownBy(() -> sink.deliver("{}", Map.of())).hasMessageContaining("not at")
                        .hasMessageNotContaining("Unguessable");
                assertThat(settings.secrets().mask("Unguessable-B1 the-second")).isEqualTo("xxxxxx xxxxxx");
            }
        }
    }

    private static String signature(RawSink.Request request) {
        return request.headers().stream().filter(line -> line.startsWith(BodySignature.HEADER)).findFirst().orElse("");
    }

    private static String signature(String secret) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return BodySignature.HEADER + ": sha256="
                + HexFormat.of().formatHex(mac.doFinal("{}".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void isRefusedAtOnceWhenCamelHasNoSuchOption() {
        assertThatThrownBy(() -> sink("log:dcs.alert?levle=Unguessable-B0")).isInstanceOf(SinkException.class)
                .hasMessageStartingWith("dcs.alert.uri=log:dcs.alert: Camel has no such endpoint; correct its path and"
                        + " options: ")
                .hasMessageNotContaining("Unguessable");
    }

    private AlertSink sink(String address) throws SinkException {
        return sink(SinkSettings.only(AlertAddress.read(address)));
    }

    private AlertSink sink(SinkSettings settings) throws SinkException {
        return new AlertSink(settings, http, OperatorFiles.of(Path.of(""), Map.of()), camel, "test");
    }
}
