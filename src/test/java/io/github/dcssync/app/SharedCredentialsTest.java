package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.IamAccount;
import io.github.dcssync.sync.Summary.Status;
import io.github.dcssync.sync.SyncRequest;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.SyncFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sources and shards with the same credentials: more than five failures in a row lock them for everybody. */
class SharedCredentialsTest {

    private static final int MANY = 8;
    /** So long the others wait for the first answer, and then ask themselves. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String WRONG = "a-secret-key-that-is-wrong";
    private static final IamAccount ACCOUNT =
            new IamAccount("reader", "p4ssword-of-reader", "shop", Duration.ofHours(24), 300);
    private static final List<String> SHARDS =
            IntStream.rangeClosed(1, MANY).mapToObj(number -> "default.shard" + number).toList();
    private static final List<String> SOURCES = List.of("a", "b", "c", "d", "e", "f");

    private final ExecutorService threads = Executors.newFixedThreadPool(MANY);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void aWrongKeyMakesOneRequestARoundHoweverManyShards() throws Exception {
        try (SyncFixture fixture = shards().variable("DCS_SECRET_KEY", WRONG).start()) {
            for (int round = 1; round <= 7; round++) {
                assertThat(atOnce(fixture, SHARDS)).allSatisfy(SharedCredentialsTest::isRefused);
                assertThat(fixture.simulator().requests()).isEqualTo(round);
            }
        }
    }

    @Test
    void aWrongKeyMakesOneRequestARoundWhenOneBeginsAfterTheOther() throws Exception {
        try (SyncFixture fixture = shards().variable("DCS_SECRET_KEY", WRONG).start()) {
            for (int round = 1; round <= 3; round++) {
                List<String> order = new ArrayList<>(SHARDS);
                java.util.Collections.rotate(order, round);
                for (String shard : order) {
                    isRefused(fixture.sync(shard));
                }
                assertThat(fixture.simulator().requests()).isEqualTo(round);
            }
        }
    }

    @Test
    void sourcesWithOneKeyMakeOneRequestARoundToo() throws Exception {
        try (SyncFixture fixture = sources(Map.of("DCS_SECRET_KEY", WRONG, "DCS_ACCESS_KEY", "AK"))) {
            for (int round = 1; round <= 3; round++) {
                assertThat(atOnce(fixture, SOURCES)).allSatisfy(SharedCredentialsTest::isRefused);
                assertThat(fixture.simulator().requests()).isEqualTo(round);
            }
        }
    }

    @Test
    void sourcesWithOneUserLogInOnceARoundWithAWrongPassword() throws Exception {
        try (SyncFixture fixture = sources(login("not-the-password"))) {
            for (int round = 1; round <= 3; round++) {
                assertThat(atOnce(fixture, SOURCES)).allSatisfy(SharedCredentialsTest::isRefused);
                assertThat(fixture.simulator().requests()).isEqualTo(round);
            }
        }
    }

    @Test
    void aKeyThatGoesBadIsAskedOnceInTheNextRoundAndServesAllWhenItIsGoodAgain() throws Exception {
        try (SyncFixture fixture = shards().start()) {
            assertThat(atOnce(fixture, SHARDS)).allSatisfy(run -> isComplete(run));
            long before = fixture.simulator().requests();
            fixture.simulator().injectFaults((request, answer) -> Answer.json(401,
                    "{\"error_code\":\"APIGW.0301\",\"error_msg\":\"Incorrect IAM authentication information\"}"));
            assertThat(atOnce(fixture, SHARDS)).allSatisfy(SharedCredentialsTest::isRefused);
            assertThat(fixture.simulator().requests()).isEqualTo(before + 1);
            fixture.simulator().injectFaults((request, answer) -> answer);

            assertThat(atOnce(fixture, SHARDS)).allSatisfy(run -> isComplete(run));
        }
    }

    /** Two regions with the same key, of which one does not know it. */
    @Test
    void aPlaceThatDoesNotKnowAKeyKeepsItFromNoOther() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().source("bad", 1, 1, 1).source("good", 1, 1, 1)
                .service(service -> service.keys("AK", "right-secret-key")).start()) {
            fixture.simulator("bad").injectFaults((request, answer) -> Answer.json(401,
                    "{\"error_code\":\"APIGW.0301\",\"error_msg\":\"Incorrect IAM authentication information\"}"));
            isRefused(fixture.sync("bad"));
            isRefused(fixture.sync("good"));
            isRefused(fixture.sync("bad"));
            for (int round = 0; round < 4; round++) {
                isComplete(fixture.sync("good"));
                isRefused(fixture.sync("bad"));
            }
        }
    }

    private static void isComplete(SyncRun run) {
        assertThat(run.getSummary().status()).as(run.getError()).isEqualTo(Status.COMPLETE);
    }

    private static void isRefused(SyncRun run) {
        assertThat(run.getSummary().status()).isEqualTo(Status.FAILED);
        assertThat(run.getError()).containsAnyOf("401", "no further request was sent");
    }

    private static SyncFixture.Builder shards() {
        return SyncFixture.onAnyDatabase().fleet(MANY, 1, 1)
                .variable("DCS_SOURCE_DEFAULT_SHARDS", Integer.toString(MANY));
    }

    /** Six projects at one service, under the plain credentials. */
    private static SyncFixture sources(Map<String, String> credentials) throws Exception {
        SyncFixture fixture =
                SyncFixture.onAnyDatabase().fleet(1, 1, 1).service(service -> service.iam(ACCOUNT)).start();
        Map<String, String> variables = new HashMap<>(Map.of("DCS_SOURCES", String.join(",", SOURCES),
                "DCS_ACCESS_KEY", "", "DCS_SECRET_KEY", ""));
        SOURCES.forEach(name -> variables.put("DCS_SOURCE_" + name.toUpperCase(java.util.Locale.ROOT) + "_PROJECT_ID",
                name.repeat(32)));
        variables.putAll(credentials);
        if (credentials.containsKey("DCS_IAM_USER")) {
            variables.put("DCS_IAM_ENDPOINT", fixture.simulator().endpoint().toString());
        }
        fixture.restart(variables);
        return fixture;
    }

    private static Map<String, String> login(String password) {
        return Map.of("DCS_IAM_USER", ACCOUNT.user(), "DCS_IAM_PASSWORD", password, "DCS_IAM_DOMAIN", ACCOUNT.domain());
    }

    private List<SyncRun> atOnce(SyncFixture fixture, List<String> names) throws Exception {
        List<Callable<SyncRun>> syncs = names.stream()
                .<Callable<SyncRun>>map(name -> () -> fixture.bundle().sync(new SyncRequest(name, "once", List.of())))
                .toList();
        List<SyncRun> runs = new ArrayList<>();
        long begin = System.nanoTime();
        for (Future<SyncRun> run : threads.invokeAll(syncs)) {
            runs.add(run.get());
        }
        assumeThat(Duration.ofNanos(System.nanoTime() - begin)).as("a machine that makes the others wait for longer"
                + " than they do for a service that hangs").isLessThan(PATIENCE);
        return runs;
    }
}
