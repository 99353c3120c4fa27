package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.Waiting;
import io.github.dcssync.schedule.MissedTicks;
import io.github.dcssync.sync.SyncObserver;
import io.github.dcssync.sync.SyncRun;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Syncs that begin by themselves. */
class ScheduleTest {

    private static final String NEVER = "0 0 0 1 1 ? 2099";

    @Test
    void beginsSyncsOneAtATimeAndEndsInTheMiddleOfOne() throws Exception {
        SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(2, 1, 1).variable("DCS_SYNC_CRON", "* * * * * ?")
                .variable("DCS_FULL_SYNC_CRON", NEVER).scheduled().start();
        Watch watch = new Watch();
        try {
            fixture.bundle().observe(watch);
            fixture.simulator().onRequest(request -> watch.holdUpTheSecond());

            Waiting.on(watch.secondPlanned);
            fixture.bundle().close();

            assertThat(watch.closed.getCount()).as("ended without the answers").isOne();
            assertThat(watch.mostAtOnce).hasValue(1);
            assertThat(fixture.database().column("select distinct trigger_type from sync_run"))
                    .containsExactly("schedule");
            // The first may have begun before it was watched.
            assertThat(fixture.database().column("select status from sync_run order by status"))
                    .containsOnly("complete", "interrupted").containsOnlyOnce("interrupted");
        } finally {
            watch.closed.countDown();
            fixture.close();
        }
    }

    /** A sync works in its trigger's thread until it ends: many that last must keep none from beginning. */
    @Test
    void beginsTheSyncsOfAllShardsThoughNoneEnds() throws Exception {
        int shards = 14;
        CountDownLatch begun = new CountDownLatch(shards);
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(1, 1, 1)
                .variable("DCS_SOURCE_DEFAULT_SHARDS", Integer.toString(shards))
                .variable("DCS_SYNC_CRON", "* * * * * ?").scheduled().start()) {
            CountDownLatch over = new CountDownLatch(1);
            Set<String> names = ConcurrentHashMap.newKeySet();
            fixture.bundle().observe(new SyncObserver() {
                @Override
                public void planned(SyncRun run) {
                    if (names.add(run.getShard().name())) {
                        begun.countDown();
                    }
                    try {
                        over.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            });

            boolean all = begun.await(5, TimeUnit.MINUTES);
            over.countDown();

            assertThat(all).as("all begun: %s", names).isTrue();
        }
    }

    @Test
    void tellsThatASourceIsOverdueWhileItsOnlySyncHangs() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch hanging = new CountDownLatch(1);
        try (AlertReceiver receiver = new AlertReceiver();
                SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(1, 1, 1)
                        .variable("DCS_ALERT_URI", receiver.uri()).variable("DCS_SYNC_CRON", "* * * * * ?")
                        .scheduled().start()) {
            fixture.simulator().onRequest(request -> {
                hanging.countDown();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            Waiting.on(hanging);

            fixture.clock().advance(Duration.ofHours(2));

            Waiting.until("the alert", () -> receiver.told("sync_overdue").contains("raised default"));
            end.countDown();
        }
    }

    @ParameterizedTest
    @CsvSource({"H2, sync", "POSTGRESQL, full-sync", "MARIADB, sync"})
    void makesUpOnceWhatWasMissedWhileNoProcessRan(TestDatabase database, String kind) throws Exception {
        String variable = kind.equals("sync") ? "DCS_SYNC_CRON" : "DCS_FULL_SYNC_CRON";
        try (SyncFixture fixture = SyncFixture.on(database).fleet(1, 1, 1).variable("DCS_SYNC_CRON", NEVER)
                .variable("DCS_FULL_SYNC_CRON", NEVER).scheduled().start()) {
            Waiting.until("the first look", () -> fixture.database().count("schedule_tick") == 2);
            fixture.database().execute("update schedule_tick set ticked_at = timestamp '2024-01-01 00:00:00' where kind = '"
                    + kind + "'");

            // Of its ticks one was missed, and the next is far away.
            fixture.restart(Map.of(variable, "0 0 12 1 2 ? 2024,2099"));
            Waiting.until("the sync", () -> fixture.database().column("select status from sync_run")
                    .equals(List.of("complete")));
            Object made = ticked(fixture, kind);
            fixture.database().execute("delete from schedule_tick where kind <> '" + kind + "'");
            fixture.restart(Map.of());
            Waiting.until("another look", () -> fixture.database().count("schedule_tick") == 2);
            Waiting.until("its end", ScheduleTest::nobodyLooksForMissedTicks);

            assertThat(ticked(fixture, kind)).as("noted by whoever makes a tick up").isEqualTo(made);
            assertThat(fixture.database().rows("select trigger_type from sync_run"))
                    .containsExactly(Map.of("trigger_type", "schedule"));
        }
    }

    private static Object ticked(SyncFixture fixture, String kind) {
        return fixture.database().column("select ticked_at from schedule_tick where kind = ?", kind).get(0);
    }

    /** The only thread that does has done so and waits for its next turn. */
    private static boolean nobodyLooksForMissedTicks() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().equals("missed-ticks"))
                .noneMatch(thread -> Stream.of(thread.getValue())
                        .anyMatch(frame -> frame.getClassName().equals(MissedTicks.class.getName())));
    }

    private static final class Watch implements SyncObserver {

        private final CountDownLatch secondPlanned = new CountDownLatch(2);
        private final CountDownLatch closed = new CountDownLatch(1);
        private final Set<String> running = ConcurrentHashMap.newKeySet();
        private final AtomicInteger mostAtOnce = new AtomicInteger();

        /** Keeps the service from answering what the second sync asks. */
        void holdUpTheSecond() {
            try {
                if (secondPlanned.getCount() == 0) {
                    closed.await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void planned(SyncRun run) {
            running.add(run.getId());
            mostAtOnce.accumulateAndGet(running.size(), Math::max);
            secondPlanned.countDown();
        }

        @Override
        public void finished(SyncRun run) {
            running.remove(run.getId());
        }
    }
}
