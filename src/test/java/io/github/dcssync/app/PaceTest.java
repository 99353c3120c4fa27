package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.simulator.Operation;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** How fast a source is asked. */
class PaceTest {

    private static final int A_SECOND = 40;

    @Test
    void isNeverFasterThanTheSettingsAllow() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(8, 2, 2)
                .variable("DCS_REQUESTS_PER_SECOND", Integer.toString(A_SECOND)).start()) {
            List<Long> arrivals = new CopyOnWriteArrayList<>();
            fixture.simulator().onRequest(request -> arrivals.add(System.nanoTime()));

            // A request may arrive late, the first as well: none is too early, counted from here.
            long begin = System.nanoTime();
            fixture.sync();

            assertThat(arrivals).hasSizeBetween(18, 60);
            List<Long> sorted = arrivals.stream().sorted().toList();
            for (int i = 1; i < sorted.size(); i++) {
                assertThat(sorted.get(i) - begin).as("request %d", i)
                        .isGreaterThanOrEqualTo(i * 1_000_000_000L / A_SECOND);
            }
        }
    }

    /** Of a source: what another one may have stays its own. */
    @Test
    void hasNoMoreRequestsWaitingThanTheSettingsAllow() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().source("north", 30, 2, 2).source("south", 1, 0, 0)
                .service(service -> service.latency(Duration.ofMillis(20)))
                .variable("DCS_REQUESTS_PER_SECOND", "0").variable("DCS_PARALLELISM", "4").start()) {
            CountDownLatch two = new CountDownLatch(2);
            fixture.simulator("north").onRequest(request -> {
                if (request.operation() == Operation.BACKUPS_V1) {
                    two.countDown();
                    Waiting.on(two);
                }
            });

            fixture.sync("north");

            assertThat(fixture.simulator("north").traffic().mostAtOnce()).isBetween(2L, 4L);
        }
    }
}
