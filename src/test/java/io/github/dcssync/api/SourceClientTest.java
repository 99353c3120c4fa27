package io.github.dcssync.api;

import static io.github.dcssync.testkit.TestSource.INSTANCES;
import static io.github.dcssync.testkit.TestSource.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcssync.settings.Credentials.KeyPair;
import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.ReceivedRequest;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.simulator.SimulatorOptions;
import io.github.dcssync.testkit.RawSink;
import io.github.dcssync.testkit.TestClock;
import io.github.dcssync.testkit.TestSource;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceClientTest {

    private final TestClock clock = new TestClock("2026-03-01T12:00:00Z");
    private final Simulator simulator = Simulator.start(SimulatorOptions.builder().clock(clock).instances(2)
            .keys("AK", "right").securityToken(null).build());
    private final TestSource source = source("right", null);

    @AfterEach
    void close() throws IOException {
        source.close();
        simulator.close();
    }

    @Test
    void signsRequestsAsTheServiceWantsThem() throws IOException {
        assertThat(source.get(INSTANCES + "?offset=0&limit=1000")).isEqualTo(200);

        assertThat(lastHeaders()).containsEntry("x-project-id", PROJECT).containsEntry("accept", "application/json")
                .containsEntry("user-agent", "dcs-sync/1.2.3").doesNotContainKeys("x-security-token", "x-auth-token");
        assertThat(lastHeaders().get("authorization")).startsWith("SDK-HMAC-SHA256 Access=AK, ")
                .contains("SignedHeaders=host;x-project-id;x-sdk-date,");
    }

    @Test
    void sendsAndSignsTheTokenOfTemporaryKeys() throws IOException {
        try (Simulator temporary = Simulator.start(SimulatorOptions.builder().clock(clock).keys("AK", "right")
                .securityToken("session").build());
                TestSource unit = source(temporary.endpoint(), "right", "session")) {
            assertThat(unit.get(INSTANCES)).isEqualTo(200);

            Map<String, String> headers = temporary.traffic().recent().get(0).request().headers();
            assertThat(headers).containsEntry("x-security-token", "session");
            assertThat(headers.get("authorization"))
                    .contains("SignedHeaders=host;x-project-id;x-sdk-date;x-security-token,");
        }
    }

    @Test
    void signsARepeatedRequestAfresh() throws IOException {
        HttpGet request = new HttpGet(simulator.endpoint() + INSTANCES);
        request.setHeader("X-Sdk-Date", "20200101T000000Z");
        request.setHeader("Authorization", "SDK-HMAC-SHA256 Access=AK, SignedHeaders=x-sdk-date, Signature=00");
        assertThat(source.get(request)).isEqualTo(200);
        clock.advance(Duration.ofMinutes(20));
        assertThat(source.get(request)).isEqualTo(200);

        assertThat(simulator.traffic().recent()).extracting(received -> received.request().headers().get("x-sdk-date"))
                .containsExactly("20260301T120000Z", "20260301T122000Z");
    }

    @Test
    void countsEveryAttemptThatLeaves() throws IOException {
        simulator.injectFaults((request, answer) -> request.number() == 1 ? Answer.empty(503) : answer);
        source.get(INSTANCES);
        source.get(INSTANCES);
        assertThatThrownBy(() -> source.get(URI.create("http://127.0.0.2:9/"))).isInstanceOf(IOException.class);

        assertThat(source.client.requests()).isEqualTo(2);
    }

    @Test
    void leavesRepeatingToTheRoutes() throws IOException {
        simulator.injectFaults((request, answer) -> Answer.empty(503).withHeader("Retry-After", "0"));
        assertThat(source.get(INSTANCES)).isEqualTo(503);
        assertThat(simulator.requests()).isEqualTo(1);

        simulator.injectFaults((request, answer) -> Answer.dropped());
        assertThatThrownBy(() -> source.get(INSTANCES)).isInstanceOf(NoHttpResponseException.class);
        assertThat(simulator.requests()).isEqualTo(2);
    }

    @Test
    void keepsNoCookies() throws IOException {
        simulator.injectFaults((request, answer) -> answer.withHeader("Set-Cookie", "session=1; Path=/"));
        source.get(INSTANCES);
        source.get(INSTANCES);
        assertThat(lastHeaders()).doesNotContainKey("cookie");
    }

    @Test
    void sendsNothingToAnotherHost() throws IOException {
        try (Simulator other = Simulator.start(SimulatorOptions.builder().instances(1).build())) {
            int port = simulator.endpoint().getPort();
            refuses(new HttpGet(other.endpoint() + INSTANCES));
            refuses(new HttpGet("http://localhost:" + port + INSTANCES));
            assertThatThrownBy(() -> source.http.execute(HttpHost.create(other.endpoint()),
                    new HttpGet(simulator.endpoint() + INSTANCES), response -> null))
                    .isInstanceOf(ClientProtocolException.class).hasMessageContaining("No credentials are sent to "
                            + other.endpoint());
            assertThatThrownBy(() -> source.http.execute(HttpHost.create(simulator.endpoint()),
                    new HttpGet(other.endpoint() + INSTANCES), response -> null))
                    .isInstanceOf(ClientProtocolException.class);

            assertThat(other.requests()).isZero();
            assertThat(simulator.requests()).isZero();
            assertThat(source.client.requests()).isZero();
        }
    }

    @Test
    void sendsNothingOverAnotherScheme() throws IOException {
        URI secure = URI.create(simulator.endpoint().toString().replace("http:", "https:"));
        try (TestSource unit = source(secure, "right", null)) {
            assertThatThrownBy(() -> unit.get(URI.create(simulator.endpoint() + INSTANCES)))
                    .isInstanceOf(ClientProtocolException.class)
                    .hasMessageContaining("No credentials are sent to http:");
            assertThat(simulator.requests()).isZero();
        }
    }

    @Test
    void takesADefaultPortForTheSameAsNone() throws IOException {
        try (TestSource unit = source(URI.create("http://127.0.0.1"), "right", null)) {
            assertThatThrownBy(() -> unit.http.execute(HttpHost.create(simulator.endpoint()),
                    new HttpGet("http://127.0.0.1:80/"), response -> null))
                    .hasMessageContaining("No credentials are sent to " + simulator.endpoint());
        }
    }

    private void refuses(HttpGet request) {
        assertThatThrownBy(() -> source.get(request)).isInstanceOf(ClientProtocolException.class)
                .hasMessageContaining("No credentials are sent to http://")
                .hasMessageContaining("they belong to " + simulator.endpoint());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirect(int status) throws IOException {
        simulator.injectFaults((request, answer) -> Answer.empty(status)
                .withHeader("Location", simulator.endpoint() + INSTANCES));

        assertThat(source.get(INSTANCES)).isEqualTo(status);
        assertThat(simulator.requests()).isEqualTo(1);
    }

    @Test
    void takesNoConnectionBeforeItsTurnHasCome() throws IOException {
        List<Integer> taken = new ArrayList<>();
        TestSource[] unit = new TestSource[1];
        RateLimiter slow =
                new RateLimiter(1, null, Runnable::run, System::nanoTime,
                        time -> taken.add(unit[0].connections.getTotalStats().getLeased()));
        unit[0] = new TestSource(simulator.endpoint(), keys(), slow, clock);
        try (TestSource paced = unit[0]) {
            assertThat(paced.get(INSTANCES)).isEqualTo(200);
            assertThat(paced.get(INSTANCES)).isEqualTo(200);
        }
        assertThat(taken).containsOnly(0).isNotEmpty();
    }

    @Test
    void takesNoConnectionBeforeItHasItsToken() throws IOException {
        List<Integer> taken = new ArrayList<>();
        TestSource[] unit = new TestSource[1];
        unit[0] = new TestSource(simulator.endpoint(), new TokenAuthorisation(() -> {
            taken.add(unit[0].connections.getTotalStats().getLeased());
            return new TokenAuthorisation.Token("token", clock.instant().plusSeconds(3600));
        }), clock);
        try (TestSource withToken = unit[0]) {
            withToken.get(INSTANCES);
        }
        assertThat(taken).containsExactly(0);
    }

    /** Such a service says nothing of it: the next request, a while later, would find nobody. */
    @Test
    void losesNoRequestToAServiceThatClosesIdleConnections() throws IOException {
        try (RawSink server = new RawSink();
                TestSource unit = new TestSource(URI.create(server.address()), keys(), new RateLimiter(4), clock)) {
            server.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
            for (int i = 0; i < 4; i++) {
                assertThat(unit.get(INSTANCES)).isEqualTo(200);
            }
        }
    }

    private static KeyPairAuthorisation keys() {
        return new KeyPairAuthorisation(new KeyPair("AK", "right", null));
    }

    @Test
    void canBeInterruptedWhileItWaitsForItsTurn() throws IOException {
        RateLimiter slow = new RateLimiter(1, null, Runnable::run, System::nanoTime, time -> {
            throw new InterruptedException();
        });
        try (TestSource unit = new TestSource(simulator.endpoint(),
                new KeyPairAuthorisation(new KeyPair("AK", "right", null)), slow, clock)) {
            assertThat(unit.get(INSTANCES)).isEqualTo(200);
            assertThatThrownBy(() -> unit.get(INSTANCES)).isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(simulator.requests()).isEqualTo(1);
        }
    }

    private Map<String, String> lastHeaders() {
        List<ReceivedRequest> recent = simulator.traffic().recent();
        return recent.get(recent.size() - 1).request().headers();
    }

    private TestSource source(String secretKey, String securityToken) {
        return source(simulator.endpoint(), secretKey, securityToken);
    }

    private TestSource source(URI endpoint, String secretKey, String securityToken) {
        return new TestSource(endpoint, new KeyPairAuthorisation(new KeyPair("AK", secretKey, securityToken)), clock);
    }
}
