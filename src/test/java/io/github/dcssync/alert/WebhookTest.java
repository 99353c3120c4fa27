package io.github.dcssync.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.dcssync.client.Network;
import io.github.dcssync.settings.AlertAddress;
import io.github.dcssync.settings.HttpAddress;
import io.github.dcssync.testkit.RawSink;
import io.github.dcssync.testkit.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What reaches an HTTP sink, byte for byte, and how long an attempt takes whatever the sink does. */
class WebhookTest {

    /** For what succeeds: no machine is so slow. */
    private static final Duration AMPLE = Duration.ofMinutes(2);
    /** For what can only end by time. */
    private static final Duration SHORT = Duration.ofMillis(150);
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n";
    private static final String UNRESERVED = "abzAZ09-._~";
    private static final String SUB_DELIMITERS = "!$&'()*+,;=";

    private static RawSink shared;

    private RawSink sink;

    @BeforeContainer
    static void open() throws Exception {
        shared = new RawSink();
    }

    @AfterContainer
    static void shut() throws Exception {
        shared.close();
    }

    @BeforeEach
    void start() throws Exception {
        sink = new RawSink();
    }

    @AfterEach
    void end() throws Exception {
        sink.close();
    }

    static Stream<String> targets() {
        return Stream.of("/", "/a+b%2B%2F%2f?x=+%2B&y", "/?", "/a?", "/?sig=a%2Bb%3D&sp=%2Ftriggers%2F&x", "/a%zz%",
                "/${body}/${exception}?x=${header.a}&$y=$1", "/{{env:HOME}}?{{dcs.db.url}}={{{{x}}", "//a/../b/./c/..",
                "/;a=b/c@d:e,f", "/RAW(x)?a=RAW(b)&a=RAW{c}", "/?connectTimeout=1&httpMethod=GET&bridgeEndpoint=true",
                "/x|y\"<z>\\^`", "/a?b?c/d");
    }

    @ParameterizedTest
    @MethodSource("targets")
    void isAskedForTheTargetAsItWasWritten(String target) throws Exception {
        post(sink.address() + target, AMPLE);

        assertThat(sink.requests()).singleElement().extracting(RawSink.Request::line)
                .isEqualTo("POST " + target + " HTTP/1.1");
    }

    @Test
    void isAskedForItsRootWithoutAPath() throws Exception {
        post(sink.address(), AMPLE);
        post(sink.address() + "?token=a+b", AMPLE);
        post(sink.address() + "/x#fragment", AMPLE);

        assertThat(sink.requests()).extracting(RawSink.Request::line).containsExactly("POST / HTTP/1.1",
                "POST /?token=a+b HTTP/1.1", "POST /x HTTP/1.1");
    }

    @Property(seed = "1", tries = 300)
    void isAskedForAnyTargetAUriMayHave(@ForAll("uriTargets") String target) throws Exception {
        shared.requests().clear();

        post(shared.address() + target, AMPLE);

        assertThat(shared.requests()).singleElement().satisfies(request -> {
            assertThat(request.line()).isEqualTo("POST " + target + " HTTP/1.1");
            assertThat(request.text()).isEqualTo("{\"a\":\"ü\"}");
        });
    }

    /** RFC 3986: path-abempty, and a query or none. */
    @Provide
    Arbitrary<String> uriTargets() {
        Arbitrary<String> pchar = Arbitraries.oneOf(
                Arbitraries.strings().withChars(UNRESERVED + SUB_DELIMITERS + ":@").ofLength(1),
                Arbitraries.strings().withChars("0123456789abcdefABCDEF").ofLength(2).map(hex -> "%" + hex));
        Arbitrary<String> segment = pchar.list().ofMaxSize(6).map(list -> String.join("", list));
        Arbitrary<String> path = segment.list().ofMinSize(1).ofMaxSize(4).map(list -> "/" + String.join("/", list));
        Arbitrary<String> query = Arbitraries.oneOf(pchar, Arbitraries.of("/", "?")).list().ofMaxSize(12)
                .map(list -> "?" + String.join("", list));
        return path.flatMap(before -> Arbitraries.oneOf(Arbitraries.just(""), query).map(after -> before + after));
    }

    @Test
    void hasTheMessageAndTheHeadersOfTheRouteAndNoOthers() throws Exception {
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("X-Team", "dba");
        headers.put("CamelHttpMethod", "GET");
        headers.put("CamelHttpUri", "http://127.0.0.1:1/");
        headers.put("Host", "elsewhere");
        headers.put("Content-Length", "1");

        post(sink.address() + "/x", AMPLE, headers);

        assertThat(sink.requests()).singleElement().satisfies(request -> {
            assertThat(request.headers()).containsExactlyInAnyOrder("Connection: close",
                    "Content-Type: application/json", "X-Team: dba", "Host: 127.0.0.1:" + sink.port(),
                    "Content-Length: 10", "User-Agent: dcs-sync/test");
            assertThat(request.text()).isEqualTo("{\"a\":\"ü\"}");
        });
    }

    @Test
    void isLoggedInToWithTheUserOfTheAddress() throws Exception {
        post("http://b%40t:s%3A%C3%BC%2F+@127.0.0.1:" + sink.port() + "/x", AMPLE);
        post("http://bot@127.0.0.1:" + sink.port() + "/x", AMPLE);

        assertThat(sink.requests()).extracting(RawSink.Request::headers).satisfiesExactly(
                // b@t:s:ü/+
                first -> assertThat(first).contains("Authorization: Basic YkB0OnM6w7wvKw==",
                        "Host: 127.0.0.1:" + sink.port()),
                second -> assertThat(second).contains("Authorization: Basic Ym90Og=="));
    }

    @Test
    void mayHaveAHostNameWithAnUnderscore() throws Exception {
        post("http://alert_gateway:" + sink.port() + "/x", AMPLE);

        assertThat(sink.requests()).singleElement().satisfies(request -> assertThat(request.headers())
                .contains("Host: alert_gateway:" + sink.port()));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void hasTakenAMessageThatItAnswersWith2xx(int status) throws Exception {
        sink.answer("HTTP/1.1 " + status + " So\r\nContent-Length: 0\r\n\r\n");

        post(sink.address(), AMPLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 307, 308, 400, 401, 404, 407, 408, 413, 429, 500, 503})
    void hasNotTakenAnyOtherAndIsAskedOnce(int status) {
        sink.answer("HTTP/1.1 " + status + " So\r\nLocation: " + sink.address() + "/elsewhere\r\n"
                + "WWW-Authenticate: Basic realm=\"x\"\r\nRetry-After: 0\r\nContent-Length: 6\r\n\r\nno\u00fc\r\n");

        assertThatThrownBy(() -> post("http://bot:hush@127.0.0.1:" + sink.port() + "/x", AMPLE))
                .isInstanceOf(SinkException.class).hasMessage("the sink answered with status " + status
                        + (status < 400 ? ", and redirects are not followed" : "") + ": no\u00fc");
        assertThat(sink.requests()).hasSize(1);
    }

    static Stream<String> unfinishedHeads() {
        return IntStream.range(0, HEAD.length()).mapToObj(length -> HEAD.substring(0, length));
    }

    @ParameterizedTest
    @MethodSource("unfinishedHeads")
    void endsItsAttemptInTimeWhenItHangsAtAnyByteOfItsHead(String head) {
        sink.hangAfter(head);

        assertThatThrownBy(() -> post(sink.address(), SHORT)).hasMessage("the sink has not taken it within 150 ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "o", "ok"})
    void hasTakenAMessageOnceItHasSaidSoWhateverFollows(String body) throws Exception {
        sink.hangAfter(HEAD + body);

        post(sink.address(), AMPLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "n"})
    void hasRefusedAMessageOnceItHasSaidSoWhateverFollows(String body) {
        sink.hangAfter(HEAD.replace("200", "500") + body);

        assertThatThrownBy(() -> post(sink.address(), AMPLE)).hasMessage("the sink answered with status 500");
    }

    @Test
    void endsItsAttemptInTimeWhenItsHeadersDrip() {
        sink.drip("HTTP/1.1 200 OK\r\n", "X-Slow: yes\r\n");

        assertThatThrownBy(() -> post(sink.address(), SHORT)).hasMessage("the sink has not taken it within 150 ms");
    }

    @Test
    void endsItsAttemptInTimeWhenItProcessesForEver() {
        sink.drip("", "HTTP/1.1 102 Processing\r\n\r\n");

        assertThatThrownBy(() -> post(sink.address(), SHORT)).hasMessage("the sink has not taken it within 150 ms");
    }

    @Test
    void endsItsAttemptInTimeWhenItProcessesForEverAndQuickly() {
        sink.flood("", "HTTP/1.1 102 Processing\r\n\r\n");

        assertThatThrownBy(() -> post(sink.address(), SHORT)).hasMessage("the sink has not taken it within 150 ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X", "X: y\r\n"})
    void takesNoMemoryWithEndlessHeaders(String header) {
        sink.flood("HTTP/1.1 200 OK\r\n", header);

        assertThatThrownBy(() -> post(sink.address(), AMPLE)).isInstanceOf(IOException.class)
                .isNotInstanceOf(SinkException.class);
    }

    @Test
    void isNotReadToTheEndWhenItsBodyHasNone() throws Exception {
        sink.flood("HTTP/1.1 500 No\r\n\r\n", "no");
        assertThatThrownBy(() -> post(sink.address(), AMPLE)).hasMessage("the sink answered with status 500");
        sink.flood("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "2\r\nok\r\n");
        post(sink.address(), AMPLE);
        sink.drip("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "2\r\nok\r\n");
        post(sink.address(), AMPLE);

        Waiting.until("the answers to be dropped", () -> sink.dropped() == 3);
    }

    @Test
    void endsItsAttemptInTimeWhenTheHandshakeHangs() {
        assertThatThrownBy(() -> post("https://127.0.0.1:" + sink.port(), SHORT))
                .hasMessage("the sink has not taken it within 150 ms");
    }

    @Test
    void endsItsAttemptInTimeWhenConnectingHangs() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            List<SocketChannel> waiting = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                SocketChannel channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.connect(new InetSocketAddress("127.0.0.1", full.getLocalPort()));
                waiting.add(channel);
            }

            assertThatThrownBy(() -> post("http://127.0.0.1:" + full.getLocalPort(), SHORT))
                    .hasMessage("the sink has not taken it within 150 ms");
            for (SocketChannel channel : waiting) {
                channel.close();
            }
        }
    }

    @Test
    void leavesAFewThreadsBehindWhenTheLookUpOfItsHostHangsAndRecovers() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        DnsResolver names = new Names(() -> answered.await());
        HttpAddress address = AlertAddress.read("http://hooks:" + sink.port()).http().orElseThrow();
        try (Attempts attempts = new Attempts(SHORT); CloseableHttpClient client = client(names)) {
            Webhook webhook = new Webhook(address, client, attempts);
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> webhook.post("{}", Map.of()))
                        .hasMessage("the sink has not taken it within 150 ms");
            }
            assertThatThrownBy(() -> webhook.post("{}", Map.of())).isInstanceOf(SinkException.class)
                    .hasMessage("the sink was not tried: it hangs since earlier attempts");

            answered.countDown();

            Waiting.until("a message to be taken", () -> isTaken(webhook));
        }
    }

    @Test
    void leavesNoThreadBehindThatItCanCutOff() throws Exception {
        sink.hangAfter("HTTP/1.1 ");
        HttpAddress address = AlertAddress.read(sink.address()).http().orElseThrow();
        try (Attempts attempts = new Attempts(SHORT); CloseableHttpClient client = client(new Names(() -> {}))) {
            Webhook webhook = new Webhook(address, client, attempts);
            for (int i = 0; i < 8; i++) {
                Waiting.until("an attempt", () -> isTried(webhook));
            }
        }
        assertThat(sink.requests()).hasSizeGreaterThan(5);
    }

    private static boolean isTried(Webhook webhook) {
        Throwable hung = catchThrowable(() -> webhook.post("{}", Map.of()));
        return hung.getMessage().equals("the sink has not taken it within 150 ms");
    }

    private static boolean isTaken(Webhook webhook) {
        try {
            webhook.post("{}", Map.of());
            return true;
        } catch (Exception e) {
            return false;
        }
    }

    private void post(String address, Duration longest) throws Exception {
        post(address, longest, Map.of("Content-Type", "application/json"));
    }

    private void post(String text, Duration longest, Map<String, Object> headers) throws Exception {
        HttpAddress address = AlertAddress.read(text).http().orElseThrow();
        try (Attempts attempts = new Attempts(longest);
                CloseableHttpClient client = client(new Names(() -> {}))) {
            new Webhook(address, client, attempts).post("{\"a\":\"ü\"}", headers);
        }
    }

    private static CloseableHttpClient client(DnsResolver names) throws Exception {
        return SinkClient.of(AMPLE, "dcs-sync/test", Network.straight(), Network.straight().tls(), names);
    }

    /** A name server that knows one machine, and does something first. */
    record Names(LookUp before) implements DnsResolver {

        /** What is waited for, without regard to interruptions: a look-up has none. */
        interface LookUp {
            void await() throws InterruptedException;
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            boolean done = false;
            while (!done) {
                try {
                    before.await();
                    done = true;
                } catch (InterruptedException e) {
                    done = false;
                }
            }
            return new InetAddress[] {InetAddress.getByName("127.0.0.1")};
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
