package io.github.dcssync.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** How fast a source is asked. */
class PaceTest {

    private static final int A_SECOND = 40;
    /** A request may wait for its connection a little longer than the next one. */
    private static final long JITTER_NANOS = 50_000_000;

    @Test
    void isNeverFasterThanTheSettingsAllow() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(8, 2, 2)
                .variable("DCS_REQUESTS_PER_SECOND", Integer.toString(A_SECOND)).start()) {
            List<Long> arrivals = new CopyOnWriteArrayList<>();
            fixture.simulator().onRequest(request -> arrivals.add(System.nanoTime()));

            fixture.sync();

            assertThat(arrivals).hasSizeBetween(18, 60);
            List<Long> sorted = arrivals.stream().sorted().toList();
            for (int i = 1; i < sorted.size(); i++) {
                assertThat(sorted.get(i) - sorted.get(0)).as("request %d", i)
                        .isGreaterThanOrEqualTo(i * 1_000_000_000L / A_SECOND - JITTER_NANOS);
            }
        }
    }

    /** Of a source: what another one may have stays its own. */
    @Test
    void hasNoMoreRequestsWaitingThanTheSettingsAllow() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().source("north", 30, 2, 2).source("south", 1, 0, 0)
                .service(service -> service.latency(Duration.ofMillis(20)))
                .variable("DCS_REQUESTS_PER_SECOND", "0").variable("DCS_PARALLELISM", "4").start()) {
            fixture.sync("north");

            assertThat(fixture.simulator("north").traffic().mostAtOnce()).isBetween(2L, 4L);
        }
    }
}
