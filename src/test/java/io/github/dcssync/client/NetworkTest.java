package io.github.dcssync.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.testkit.ForwardProxy;
import io.github.dcssync.testkit.ForwardProxy.Mood;
import io.github.dcssync.testkit.Operator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests through a proxy, to a host whose address it alone knows. */
class NetworkTest {

    private static final String HOST = ForwardProxy.NOWHERE;
    private static final String TUNNELLED = "https://" + HOST + "/v2";
    private static final String PLAIN = "http://" + HOST + "/v2";

    @TempDir
    Path home;

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private ForwardProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            seen.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Host") + " "
                    + exchange.getRequestHeaders().getFirst("Proxy-Authorization"));
            byte[] answer = "a".repeat(1000).getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        proxy = new ForwardProxy().leads(HOST, server.getAddress().getPort());
    }

    @AfterEach
    void end() {
        proxy.close();
        server.stop(0);
    }

    @Test
    void leadsThroughTheProxyWithoutAskingForTheAddress() throws Exception {
        assertThat(get(proxy.address(), PLAIN)).hasSize(1000);

        assertThat(proxy.requests()).containsExactly("GET " + PLAIN);
        assertThat(seen).containsExactly("/v2 " + HOST + " null");
    }

    @Test
    void logsInAtOnce() throws Exception {
        proxy.wants("ann@corp", "s3cr:t w\u00f6rd");

        assertThat(get(proxy.address("ann%40corp:s3cr%3At%20w%C3%B6rd@"), PLAIN)).hasSize(1000);
        assertThat(proxy.requests()).hasSize(1);
    }

    @Test
    void takesUpAnotherProxyAndLoginFromTheirFile() throws Exception {
        proxy.wants("ann", "first");
        Path file = Files.writeString(home.resolve("proxy"), proxy.address("ann:first@"));
        try (ForwardProxy other = new ForwardProxy().leads(HOST, server.getAddress().getPort()).wants("bob", "third");
                CloseableHttpClient http = HttpBounds.of(Operator.ready(home)
                        .variable("DCS_HTTP_PROXY_FILE", file.toString()).load().http(), 1024).client()) {
            assertThat(read(http, PLAIN)).hasSize(1000);

            proxy.wants("ann", "second");
            Files.writeString(file, proxy.address("ann:second@"));
            assertThat(read(http, PLAIN)).hasSize(1000);
            Files.writeString(file, other.address("bob:third@"));
            assertThat(read(http, PLAIN)).hasSize(1000);

            assertThat(proxy.requests()).hasSize(2);
            assertThat(other.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://", "https://"})
    void saysThatTheProxyWantsALogin(String scheme) {
        proxy.wants("ann", "right");

        assertThatThrownBy(() -> get(proxy.address(), scheme + HOST))
                .isInstanceOf(ProxyRefusedException.class).hasMessage("the proxy 127.0.0.1:" + proxy.port()
                        + " wants a login (407): write user and password before its host in dcs.http.proxy");
        assertThatThrownBy(() -> get(proxy.address("ann:wrong@"), scheme + HOST))
                .isInstanceOf(ProxyRefusedException.class).hasMessage("the proxy 127.0.0.1:" + proxy.port()
                        + " refuses the user or password of dcs.http.proxy (407): correct them, percent-encoded");
        assertThat(proxy.requests()).as("asked once each").hasSize(2);
    }

    @Test
    void saysThatAProxyWhichNobodyHasSetWantsALogin() {
        server.removeContext("/");
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(407, -1);
            exchange.close();
        });

        assertThatThrownBy(() -> get(null, "http://127.0.0.1:" + server.getAddress().getPort()))
                .isInstanceOf(ProxyRefusedException.class).hasMessageContaining("wants a login (407)")
                .hasMessageContaining("name it as dcs.http.proxy");
    }

    @Test
    void saysThatTheProxyForbidsTheHost() {
        proxy.is(Mood.FORBIDDING);

        assertThatThrownBy(() -> get(proxy.address(), TUNNELLED)).isInstanceOf(ProxyRefusedException.class)
                .hasMessage("the proxy 127.0.0.1:" + proxy.port() + " does not let through to " + HOST
                        + ":443: it answered 403; have it allow that host");
        assertThat(proxy.requests()).containsExactly("CONNECT " + HOST + ":443");
    }

    @Test
    void saysThatTheProxyDoesNotReachTheHost() {
        assertThatThrownBy(() -> get(proxy.address(), "https://other-" + HOST)).isInstanceOf(ProxyException.class)
                .isNotInstanceOf(ProxyRefusedException.class).hasMessage("the proxy 127.0.0.1:" + proxy.port()
                        + " does not reach other-" + HOST
                        + ":443: it answered 502; check that name, and what keeps the proxy"
                        + " from it");
    }

    @Test
    void saysThatTheProxyIsSilent() {
        proxy.is(Mood.SILENT);

        assertThatThrownBy(() -> get(proxy.address(), TUNNELLED)).isInstanceOf(ProxyException.class)
                .hasMessage("the proxy 127.0.0.1:" + proxy.port() + " gave no answer within 500 ms");
        assertThatThrownBy(() -> get(proxy.address(), PLAIN)).isInstanceOf(AnswerTimeoutException.class);
    }

    @Test
    void saysThatTheProxyCannotBeReached() throws Exception {
        try (Socket deaf = new Socket()) {
            deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String address = "127.0.0.1:" + deaf.getLocalPort();

            for (String uri : List.of(PLAIN, TUNNELLED)) {
                assertThatThrownBy(() -> get(address, uri)).isInstanceOf(ProxyException.class).hasMessage("the proxy "
                        + address + " cannot be reached: Connection refused; check dcs.http.proxy (or HTTPS_PROXY) and"
                        + " the firewalls on the way");
            }
            assertThatThrownBy(() -> get(HOST, PLAIN)).isInstanceOf(ProxyException.class)
                    .hasMessageContaining(HOST + ":80 cannot be reached: it has no address");
        }
    }

    @Test
    void losesAnAnswerThatTheProxyBreaksOff() {
        proxy.is(Mood.DYING);

        assertThatThrownBy(() -> get(proxy.address(), PLAIN)).isInstanceOf(IOException.class)
                .isNotInstanceOf(ProxyException.class);
    }

    @Test
    void isStraightToThisMachineAndForWhatIsNeverToGoThroughAProxy() throws Exception {
        String here = "http://127.0.0.1:" + server.getAddress().getPort() + "/here";

        assertThat(get(proxy.address(), here)).hasSize(1000);
        assertThatThrownBy(() -> read(bounds(proxy.address()).straight(), PLAIN))
                .isInstanceOf(UnknownHostException.class);
        assertThat(proxy.requests()).isEmpty();
    }

    private String get(String address, String uri) throws IOException {
        return read(bounds(address), uri);
    }

    private HttpBounds bounds(String address) {
        Operator operator = Operator.ready(home).variable("DCS_HTTP_RESPONSE_TIMEOUT", "500ms");
        Settings settings = (address == null ? operator : operator.variable("HTTPS_PROXY", address)
                .variable("HTTP_PROXY", address)).load();
        return HttpBounds.of(settings.http(), 1024 * 1024);
    }

    private static String read(HttpBounds bounds, String uri) throws IOException {
        try (CloseableHttpClient http = bounds.client()) {
            return read(http, uri);
        }
    }

    private static String read(CloseableHttpClient http, String uri) throws IOException {
        return http.execute(new HttpGet(uri), answer -> EntityUtils.toString(answer.getEntity()));
    }
}
