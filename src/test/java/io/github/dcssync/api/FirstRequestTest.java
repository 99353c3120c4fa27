package io.github.dcssync.api;

import static io.github.dcssync.testkit.TestSource.INSTANCES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcssync.settings.Credentials.KeyPair;
import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.simulator.SimulatorOptions;
import io.github.dcssync.testkit.TestClock;
import io.github.dcssync.testkit.TestSource;
import io.github.dcssync.testkit.Workers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** More than five failures in a row lock a key pair: as few requests as possible find out that it is wrong. */
class FirstRequestTest {

    private final TestClock clock = new TestClock("2026-03-01T12:00:00Z");
    private final Simulator simulator =
            Simulator.start(SimulatorOptions.builder().clock(clock).instances(2).keys("AK", "right").build());
    private final TestSource source = source("right");

    @AfterEach
    void close() throws IOException {
        source.close();
        simulator.close();
    }

    @Test
    void sendsNothingMoreAfterARefusalUntilTheNextSync() throws Exception {
        try (TestSource wrong = source("wrong")) {
            assertThat(wrong.get(INSTANCES)).isEqualTo(401);
            refusesOnItsOwn(wrong);
            refusesOnItsOwn(wrong);
            assertThat(simulator.requests()).isEqualTo(1);
            assertThat(wrong.client.requests()).isEqualTo(1);

            wrong.client.beginSync();
            assertThat(wrong.get(INSTANCES)).isEqualTo(401);
            refusesOnItsOwn(wrong);
            assertThat(simulator.requests()).isEqualTo(2);
        }
    }

    @Test
    void tellsTheRefusalOfAKeyFromOtherErrors() throws IOException {
        simulator.injectFaults((request, answer) -> request.number() <= 3
                ? Answer.empty(List.of(403, 429, 500).get((int) request.number() - 1)) : answer);

        assertThat(source.get(INSTANCES)).isEqualTo(403);
        assertThat(source.get(INSTANCES)).isEqualTo(429);
        assertThat(source.get(INSTANCES)).isEqualTo(500);
        assertThat(source.get(INSTANCES)).isEqualTo(200);
    }

    @Test
    void aWrongKeyFailsOnceAndNotOnceAWorker() throws Exception {
        try (TestSource wrong = source("wrong"); Workers workers = new Workers(16)) {
            workers.all(() -> triesWith(wrong));
            assertThat(simulator.requests()).isEqualTo(1);
            wrong.client.beginSync();
            workers.all(() -> triesWith(wrong));
            assertThat(simulator.requests()).isEqualTo(2);
        }
    }

    @Test
    void aKeyThatWasGoodInTheLastSyncFailsOnceInTheNext() throws Exception {
        assertThat(source.get(INSTANCES)).isEqualTo(200);
        simulator.injectFaults((request, answer) -> Answer.empty(401).delayedBy(Duration.ofMillis(200)));
        source.client.beginSync();
        try (Workers workers = new Workers(8)) {
            workers.all(() -> triesWith(source));
        }
        assertThat(simulator.traffic().answered(401)).isEqualTo(1);
    }

    @Test
    void asksSideBySideOnceTheFirstAnswerIsThere() throws Exception {
        CyclicBarrier together = new CyclicBarrier(4);
        simulator.injectFaults((request, answer) -> {
            if (request.number() > 1) {
                meet(together);
            }
            return answer;
        });
        try (Workers workers = new Workers(5)) {
            workers.all(() -> assertThat(source.get(INSTANCES)).isEqualTo(200));
        }
        assertThat(simulator.traffic().answered(200)).isEqualTo(5);
    }

    @Test
    void asksSideBySideWhenTheFirstRequestFindsNobody() throws Exception {
        CyclicBarrier together = new CyclicBarrier(4);
        simulator.injectFaults((request, answer) -> {
            if (request.number() == 1) {
                return Answer.dropped();
            }
            meet(together);
            return answer;
        });
        try (Workers workers = new Workers(5)) {
            workers.all(() -> {
                try {
                    source.get(INSTANCES);
                } catch (NoHttpResponseException first) {
                    assertThat(simulator.requests()).isPositive();
                }
            });
        }
        assertThat(simulator.traffic().answered(200)).isEqualTo(4);
    }

    private static void triesWith(TestSource unit) throws IOException {
        try {
            unit.get(INSTANCES);
        } catch (SourceRefusedException expected) {
            assertThat(expected).hasMessageContaining("refused this access key");
        }
    }

    private static void refusesOnItsOwn(TestSource unit) {
        assertThatThrownBy(() -> unit.get(INSTANCES)).isInstanceOf(SourceRefusedException.class)
                .hasMessageContaining("no further request was sent");
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(5, TimeUnit.MINUTES);
        } catch (Exception e) {
            throw new IllegalStateException("The requests did not come side by side", e);
        }
    }

    private TestSource source(String secretKey) {
        return new TestSource(simulator.endpoint(), new KeyPairAuthorisation(new KeyPair("AK", secretKey, null)),
                clock);
    }
}
