package io.github.dcssync.identity;

import static io.github.dcssync.testkit.TestSource.INSTANCES;
import static io.github.dcssync.testkit.TestSource.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcssync.api.Authorisation;
import io.github.dcssync.api.SourceRefusedException;
import io.github.dcssync.secret.Secrets;
import io.github.dcssync.settings.Credentials.Password;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.Source;
import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.IamAccount;
import io.github.dcssync.simulator.Operation;
import io.github.dcssync.simulator.SimulatedRequest;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.simulator.SimulatorOptions;
import io.github.dcssync.testkit.TestClock;
import io.github.dcssync.testkit.TestSource;
import io.github.dcssync.testkit.Workers;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of the simulator's IAM, used for its lists. */
class IamTokensTest {

    private static final IamAccount ANN =
            new IamAccount("ann", "p\u00e4ss\"w\\ord", "acme", Duration.ofHours(24), 32_000);

    private final TestClock clock = new TestClock("2026-03-01T12:00:00Z");
    private final Secrets secrets = new Secrets();
    private final Simulator simulator =
            Simulator.start(SimulatorOptions.builder().clock(clock).instances(1).iam(ANN).build());
    private final TestSource source = source(ANN.password());

    @AfterEach
    void close() throws IOException {
        source.close();
        simulator.close();
    }

    @Test
    void opensTheListsWithOneTokenForAll() throws Exception {
        try (Workers workers = new Workers(8)) {
            workers.all(() -> assertThat(source.get(INSTANCES)).isEqualTo(200));
        }
        assertThat(tokenRequests()).isEqualTo(1);
        assertThat(listHeaders()).hasSize(8).allSatisfy(headers -> assertThat(headers)
                .containsEntry("x-project-id", PROJECT).containsKey("x-auth-token").doesNotContainKey("authorization"));
        assertThat(source.client.requests()).isEqualTo(8);
    }

    @Test
    void sendsNoTokenToIamAndNoPasswordToTheLists() throws IOException {
        source.get(INSTANCES);

        SimulatedRequest asked = simulator.traffic().recent(Operation.TOKEN).get(0);
        assertThat(asked.headers()).containsEntry("content-type", "application/json;charset=utf8")
                .doesNotContainKeys("x-auth-token", "authorization", "upgrade", "http2-settings");
        assertThat(asked.query()).containsKey("nocatalog");
        assertThat(listHeaders().toString()).doesNotContain(ANN.password());
    }

    @Test
    void registersEachTokenAsASecret() throws IOException {
        source.get(INSTANCES);
        String token = listHeaders().get(0).get("x-auth-token");

        assertThat(token).hasSize(32_000);
        assertThat(secrets.mask("got " + token + ".")).isEqualTo("got xxxxxx.");
    }

    @Test
    void renewsTheTokenBeforeItEnds() throws IOException {
        source.get(INSTANCES);
        clock.advance(Duration.ofHours(24).minusMinutes(11));
        source.get(INSTANCES);
        assertThat(tokenRequests()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(2));
        assertThat(source.get(INSTANCES)).isEqualTo(200);
        assertThat(tokenRequests()).isEqualTo(2);
        assertThat(simulator.traffic().answered(401)).isZero();
    }

    @Test
    void getsANewTokenOnceTheServiceRefusesTheOld() throws IOException {
        assertThat(source.get(INSTANCES)).isEqualTo(200);
        simulator.invalidateTokens();
        assertThat(source.get(INSTANCES)).isEqualTo(401);
        assertThat(source.get(INSTANCES)).isEqualTo(200);
        assertThat(tokenRequests()).isEqualTo(2);
    }

    @Test
    void outlivesManyEndedTokensAsLongAsTheNewOnesAreTaken() throws IOException {
        for (int i = 1; i <= 4; i++) {
            assertThat(source.get(INSTANCES)).isEqualTo(200);
            simulator.invalidateTokens();
            assertThat(source.get(INSTANCES)).isEqualTo(401);
        }
        assertThat(source.get(INSTANCES)).isEqualTo(200);
    }

    @Test
    void findsOutWithTwoRequestsThatNoTokenIsTakenWhateverTheThreads() throws Exception {
        simulator.injectFaults((request, answer) -> request.operation().isDcs() ? Answer.empty(401) : answer);
        try (Workers workers = new Workers(8)) {
            workers.all(() -> {
                try {
                    assertThat(source.get(INSTANCES)).isEqualTo(401);
                } catch (SourceRefusedException expected) {
                    assertThat(expected).hasMessageContaining("refused the IAM user");
                }
            });
        }
        assertThat(source.client.requests()).isEqualTo(2);
        assertThat(tokenRequests()).isEqualTo(2);
    }

    @Test
    void givesUpWhenTheServiceRefusesTheNewTokenToo() throws IOException {
        simulator.injectFaults((request, answer) -> request.operation().isDcs() ? Answer.empty(401) : answer);
        assertThat(source.get(INSTANCES)).isEqualTo(401);
        assertThat(source.get(INSTANCES)).isEqualTo(401);
        assertThatThrownBy(() -> source.get(INSTANCES)).isInstanceOf(SourceRefusedException.class);
        assertThat(tokenRequests()).isEqualTo(2);
        assertThat(simulator.requests()).isEqualTo(4);
    }

    @Test
    void asksIamOnceWithAWrongPasswordWhateverTheThreads() throws Exception {
        try (TestSource wrong = source("guess"); Workers workers = new Workers(8)) {
            workers.all(() -> assertThatThrownBy(() -> wrong.get(INSTANCES))
                    .isInstanceOf(SourceRefusedException.class).hasMessageNotContaining("guess"));
            assertThatThrownBy(() -> wrong.get(INSTANCES)).isInstanceOf(SourceRefusedException.class);
        }
        assertThat(simulator.requests()).isEqualTo(1);
    }

    @Test
    void saysWhoWasRefusedAndWhy() throws IOException {
        try (TestSource wrong = source("guess")) {
            assertThatThrownBy(() -> wrong.get(INSTANCES)).isInstanceOf(SourceRefusedException.class)
                    .hasMessage("IAM gave no token to user 'ann': HTTP 401: The username or password is wrong.");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503})
    void asksAgainWhenIamIsOnlyBusy(int status) throws IOException {
        simulator.injectFaults((request, answer) -> request.number() == 1 ? Answer.html(status, "<busy>") : answer);
        assertThatThrownBy(() -> source.get(INSTANCES)).isInstanceOf(IOException.class)
                .isNotInstanceOf(SourceRefusedException.class).hasMessageContaining("HTTP " + status + ": <busy>");
        assertThat(source.get(INSTANCES)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "no json", "{\"token\":{\"expires_at\":\"soon\"}}", "null", "[]"})
    void refusesATokenWithoutAnEnd(String body) {
        simulator.injectFaults((request, answer) -> request.operation() == Operation.TOKEN
                ? Answer.json(201, body).withHeader("X-Subject-Token", "a-token") : answer);
        assertThatThrownBy(() -> source.get(INSTANCES)).isInstanceOf(IOException.class)
                .isNotInstanceOf(SourceRefusedException.class).hasMessageContaining("token.expires_at");
        assertThat(secrets.mask("a-token")).isEqualTo(Secrets.MASK);
    }

    @Test
    void refusesAnAnswerWithoutAToken() {
        simulator.injectFaults((request, answer) -> Answer.json(201, "{}"));
        assertThatThrownBy(() -> source.get(INSTANCES)).isInstanceOf(IOException.class)
                .hasMessageContaining("IAM gave no token to user 'ann': HTTP 201");
    }

    @Test
    void followsNoRedirectOfIam() throws IOException {
        try (Simulator other = Simulator.start(SimulatorOptions.builder().instances(1).iam(ANN).build())) {
            simulator.injectFaults((request, answer) -> request.operation() == Operation.TOKEN
                    ? Answer.empty(307).withHeader("Location", other.endpoint() + "/v3/auth/tokens") : answer);
            assertThatThrownBy(() -> source.get(INSTANCES)).hasMessageContaining("HTTP 307");
            assertThat(other.requests()).isZero();
        }
    }

    @Test
    void saysWhichIamCannotBeReached() throws IOException {
        simulator.injectFaults((request, answer) -> Answer.dropped());
        assertThatThrownBy(() -> source.get(INSTANCES)).isInstanceOf(IOException.class)
                .hasMessageContaining("IAM at " + simulator.endpoint() + " cannot be reached");
    }

    @ParameterizedTest
    @CsvSource({"endpoint, dcs.iam.endpoint", "iam.endpoint, dcs.source.eu.iam.endpoint"})
    void namesTheKeyOfAnIamWhoseHostHasNoAddress(String own, String key) throws IOException {
        try (TestSource lost = source(URI.create("https://iam.nowhere.invalid"), ANN.password(), Set.of(own))) {
            assertThatThrownBy(() -> lost.get(INSTANCES)).isInstanceOf(IOException.class)
                    .hasMessage("IAM at https://iam.nowhere.invalid cannot be reached: the host has no address; check "
                            + key + " and the DNS");
        }
    }

    @Test
    void isRefusedWithATokenOfAnotherProject() throws IOException {
        String other = INSTANCES.replace(PROJECT, "f".repeat(32));
        assertThat(source.get(other)).isIn(400, 401);
        assertThat(source.get(INSTANCES)).isEqualTo(200);
    }

    private long tokenRequests() {
        return simulator.traffic().requests(Operation.TOKEN);
    }

    private List<Map<String, String>> listHeaders() {
        return simulator.traffic().recent(Operation.INSTANCES_V2).stream().map(SimulatedRequest::headers).toList();
    }

    private TestSource source(String password) {
        return source(simulator.endpoint(), password, Set.of());
    }

    private TestSource source(URI iam, String password, Set<String> ownKeys) {
        Source given = new Source("eu", simulator.endpoint(), PROJECT,
                new Password(iam, ANN.user(), password, ANN.domain()), List.of(), List.of(), List.of(), 1, ownKeys,
                Map.of());
        Authorisation tokens = IamTokens.authorisation(given, (Password) given.credentials(), secrets,
                new Settings.Http(Duration.ofSeconds(20), Duration.ofSeconds(20), 1, false), UnaryOperator.identity());
        return new TestSource(simulator.endpoint(), tokens, clock);
    }
}
