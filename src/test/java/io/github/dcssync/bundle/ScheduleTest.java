package io.github.dcssync.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.sync.SyncObserver;
import io.github.dcssync.sync.SyncRun;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Syncs that begin by themselves. */
class ScheduleTest {

    @Test
    void beginsSyncsOneAtATimeAndEndsInTheMiddleOfOne() throws Exception {
        SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(2, 1, 1)
                .service(service -> service.latency(Duration.ofMillis(250)))
                .variable("DCS_SYNC_CRON", "* * * * * ?").scheduled().start();
        try {
            Watch watch = new Watch();
            fixture.bundle().observe(watch);

            assertThat(watch.secondPlanned.await(20, TimeUnit.SECONDS)).isTrue();
            Instant closing = Instant.now();
            fixture.bundle().close();

            assertThat(Duration.between(closing, Instant.now())).isLessThan(Duration.ofSeconds(5));
            assertThat(watch.mostAtOnce).hasValue(1);
            assertThat(fixture.database().rows("select status, trigger_type from sync_run order by status"))
                    .containsExactly(java.util.Map.of("status", "complete", "trigger_type", "schedule"),
                            java.util.Map.of("status", "interrupted", "trigger_type", "schedule"));
        } finally {
            fixture.close();
        }
    }

    private static final class Watch implements SyncObserver {

        private final CountDownLatch secondPlanned = new CountDownLatch(2);
        private final AtomicInteger running = new AtomicInteger();
        private final AtomicInteger mostAtOnce = new AtomicInteger();

        @Override
        public void planned(SyncRun run) {
            int now = running.incrementAndGet();
            mostAtOnce.accumulateAndGet(now, Math::max);
            secondPlanned.countDown();
        }

        @Override
        public void finished(SyncRun run) {
            running.decrementAndGet();
        }
    }
}
