package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.schedule.MissedTicks;
import io.github.dcssync.simulator.Answer;
import io.github.dcssync.sync.SyncObserver;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.AlertReceiver;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import io.github.dcssync.testkit.Waiting;
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
import org.junit.jupiter.params.provider.ValueSource;

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
            assertThat(fixture.tables().column("select distinct trigger_type from sync_run"))
                    .containsExactly("schedule");
            // The first may have begun before it was watched.
            assertThat(fixture.tables().column("select status from sync_run order by status"))
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
        try (SyncFixture fixture = idle(database)) {
            miss(fixture, kind);

            fixture.restart(Map.of());
            Waiting.until("the sync", () -> nothingIsDue(fixture));
            Object made = due(fixture, kind);
            fixture.tables().execute("delete from schedule_tick where kind <> '" + kind + "'");
            fixture.restart(Map.of());
            Waiting.until("another look", () -> fixture.tables().count("schedule_tick") == 2);
            Waiting.until("its end", ScheduleTest::nobodyLooksForMissedTicks);

            assertThat(due(fixture, kind)).isEqualTo(made);
            assertThat(fixture.tables().rows("select trigger_type, status from sync_run"))
                    .containsExactly(Map.of("trigger_type", "schedule", "status", "complete"));
        }
    }

    /** Until it ends nothing says that its tick was served: one that is killed leaves it as it was. */
    @ParameterizedTest
    @ValueSource(strings = {"sync", "full-sync"})
    void makesUpAtTheNextStartWhatWasInterrupted(String kind) throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        try (SyncFixture fixture = idle(TestDatabase.H2)) {
            fixture.simulator().onRequest(request -> {
                if (reached.getCount() > 0) {
                    reached.countDown();
                    Waiting.on(over);
                }
            });
            miss(fixture, kind);
            fixture.restart(Map.of());
            Waiting.on(reached);
            assertThat(nothingIsDue(fixture)).isFalse();

            fixture.clock().advance(Duration.ofHours(1));
            fixture.restart(Map.of());
            over.countDown();
            Waiting.until("the sync", () -> nothingIsDue(fixture));

            assertThat(fixture.tables().column("select status from sync_run order by started_at"))
                    .containsExactly("interrupted", "complete");
        } finally {
            over.countDown();
        }
    }

    /** A full sync is never dropped: what ended them may be anything, a stop among them. */
    @Test
    void makesUpASyncHoweverManyProcessesEndedOverIt() throws Exception {
        try (SyncFixture fixture = idle(TestDatabase.H2)) {
            miss(fixture, "full-sync");
            for (String run : List.of("'interrupted', 0", "'interrupted', 0", "'running', 0")) {
                fixture.tables()
                        .execute("insert into sync_run (run_id, trigger_type, source, started_at, status, requests)"
                                + " values (random_uuid(), 'schedule', 'default', timestamp '2024-01-01 00:01:00', "
                                + run + ")");
            }

            fixture.restart(Map.of());
            Waiting.until("the sync", () -> nothingIsDue(fixture));

            assertThat(fixture.tables().column("select status from sync_run order by started_at")).hasSize(4)
                    .endsWith("complete");
        }
    }

    @Test
    void doesNotRepeatAtEachStartASyncThatFailed() throws Exception {
        try (SyncFixture fixture = idle(TestDatabase.H2)) {
            fixture.simulator().injectFaults((request, answer) -> Answer.json(403, "{}"));
            miss(fixture, "full-sync");

            fixture.restart(Map.of());
            Waiting.until("the sync", () -> nothingIsDue(fixture));

            assertThat(fixture.tables().column("select status from sync_run")).containsExactly("failed");
        }
    }

    @Test
    void losesNoMissedFullSyncToAnotherNumberOfShards() throws Exception {
        try (SyncFixture fixture = idle(TestDatabase.H2)) {
            miss(fixture, "full-sync");

            fixture.restart(Map.of("DCS_SOURCE_DEFAULT_SHARDS", "2"));
            Waiting.until("the syncs", () -> fixture.tables().count("sync_run where status = 'complete'") == 2
                    && nothingIsDue(fixture));

            assertThat(fixture.tables().column("select shard from sync_run order by shard")).containsExactly(1L, 2L);
            assertThat(fixture.tables().column("select distinct source from schedule_tick order by source"))
                    .containsExactly("default.shard1", "default.shard2");
        }
    }

    @Test
    void losesNoMissedFullSyncToAnotherNameOfItsSource() throws Exception {
        try (SyncFixture fixture = idle(TestDatabase.H2)) {
            fixture.sync();
            miss(fixture, "full-sync");

            fixture.restart(Map.of("DCS_SOURCES", "renamed"));
            Waiting.until("the sync", () -> fixture.tables().count("sync_run where status = 'complete'") == 2
                    && fixture.tables()
                            .count("schedule_tick where source = 'renamed' and due_at < current_timestamp") == 0);

            assertThat(fixture.tables().column("select trigger_type from sync_run where source = 'renamed'"))
                    .containsExactly("schedule");
            assertThat(fixture.tables().count("schedule_tick where source = 'default' and due_at < current_timestamp"))
                    .as("what a program that is alive and has the old name has missed").isOne();
        }
    }

    /** Whose schedule has no tick soon. */
    private static SyncFixture idle(TestDatabase database) throws Exception {
        SyncFixture fixture = SyncFixture.on(database).fleet(4, 1, 1).variable("DCS_SYNC_CRON", NEVER)
                .variable("DCS_FULL_SYNC_CRON", NEVER).scheduled().start();
        Waiting.until("the first look", () -> nothingIsDue(fixture));
        return fixture;
    }

    /** As if no process had run when a tick was due. */
    private static void miss(SyncFixture fixture, String kind) {
        fixture.bundle().close();
        fixture.tables().execute("update schedule_tick set due_at = timestamp '2024-01-01 00:00:00' where kind = '"
                + kind + "'");
    }

    private static boolean nothingIsDue(SyncFixture fixture) {
        return fixture.tables().count("schedule_tick") >= 2
                && fixture.tables().count("schedule_tick where due_at < current_timestamp") == 0;
    }

    private static Object due(SyncFixture fixture, String kind) {
        return fixture.tables().column("select due_at from schedule_tick where kind = ?", kind).get(0);
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
