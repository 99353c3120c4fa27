package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.database.DatabaseFaults;
import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.simulator.SimulatedListRequest;
import io.github.dcssync.sync.Summary.Status;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.ReadOnlyTable;
import io.github.dcssync.testkit.StallingProxy;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A database that keeps its connections and says nothing: frozen, or behind a way that is cut. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FrozenDatabaseTest {

    /** A minute is promised; the rest is for a machine with other things to do. The next longer limit is ten minutes. */
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private static final List<TestDatabase> SERVERS = List.of(TestDatabase.POSTGRESQL, TestDatabase.MARIADB);

    private final ScheduledExecutorService operator = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void end() {
        operator.shutdownNow();
    }

    @Test
    void isGivenUpInAMinute() throws Exception {
        sideBySide(SERVERS, this::isGivenUpInAMinute);
    }

    private void isGivenUpInAMinute(TestDatabase store) throws Exception {
        DatabaseTarget target = store.migrated();
        try (StallingProxy way = new StallingProxy(target);
                SyncFixture stage = SyncFixture.on(way.of(target)).realTime().fleet(4, 30, 8).pageSizes(6).start()) {
            AtomicLong begin = new AtomicLong();
            at(stage, 15, () -> {
                way.stall();
                begin.set(System.nanoTime());
            });

            SyncRun run = stage.sync();

            assertThat(Duration.ofNanos(System.nanoTime() - begin.get())).isLessThan(LONGEST);
            assertThat(DatabaseFaults.mayReturn(run.getFailure())).as(run.getError()).isTrue();
            way.resume();
            stage.simulator().onRequest(request -> {});
            assertThat(stage.sync().getSummary().status()).isEqualTo(Status.COMPLETE);
            stage.stored().equalsWhatIsListed();
        }
    }

    @Test
    void isRiddenOutForTwentySeconds() throws Exception {
        sideBySide(SERVERS, this::isRiddenOutForTwentySeconds);
    }

    private void isRiddenOutForTwentySeconds(TestDatabase store) throws Exception {
        DatabaseTarget target = store.migrated();
        try (StallingProxy way = new StallingProxy(target);
                SyncFixture stage = SyncFixture.on(way.of(target)).realTime().fleet(4, 30, 8).pageSizes(6).start()) {
            AtomicInteger passing = new AtomicInteger();
            at(stage, 15, () -> {
                way.stall();
                operator.schedule(() -> {
                    passing.incrementAndGet();
                    way.resume();
                }, 20, TimeUnit.SECONDS);
            });

            SyncRun run = stage.sync();

            assertThat(run.getSummary().status()).as(run.getError()).isEqualTo(Status.COMPLETE);
            assertThat(passing).as("the sync has outlived the silence").hasValue(1);
            stage.stored().equalsWhatIsListed();
            assertThat(run.getSummary().read()).isEqualTo(stage.stored().sizeListed());
            assertThat(stage.tables().column("select status from sync_run")).containsExactly("complete");
        }
    }

    /** As after a fail-over, when the old server still answers. */
    @Test
    void isWaitedForWhileItOnlyReads() throws Exception {
        sideBySide(SERVERS, this::isWaitedForWhileItOnlyReads);
    }

    private void isWaitedForWhileItOnlyReads(TestDatabase store) throws Exception {
        DatabaseTarget target = store.migrated();
        try (SyncFixture stage = SyncFixture.on(target).realTime().fleet(2, 10, 4).pageSizes(6).start()) {
            stage.sync();
            stage.fleet().addFirst(SimulatedKind.BACKUP, stage.instance(0));
            ReadOnlyTable table = new ReadOnlyTable(target, "backup_record");
            operator.schedule(() -> {
                table.close();
                return null;
            }, 4, TimeUnit.SECONDS);

            SyncRun run = stage.sync();

            assertThat(run.getSummary().status()).as(run.getError()).isEqualTo(Status.COMPLETE);
            stage.stored().equalsWhatIsListed();
        }
    }

    /** As by somebody's long transaction, or an ALTER that waits for one. */
    @Test
    void isWaitedForWhereSomebodyElseHasLockedATable() throws Exception {
        sideBySide(List.of(TestDatabase.values()), this::isWaitedForWhereSomebodyElseHasLockedATable);
    }

    private void isWaitedForWhereSomebodyElseHasLockedATable(TestDatabase store) throws Exception {
        DatabaseTarget target = store.migrated();
        try (SyncFixture stage = SyncFixture.on(target).realTime().fleet(2, 10, 4).pageSizes(6).start();
                Connection other = DriverManager.getConnection(target.url(), target.user(), target.password());
                Statement statement = other.createStatement()) {
            stage.sync();
            other.setAutoCommit(false);
            statement.execute("update instance_sync set pages = pages + 0");
            stage.fleet().addFirst(SimulatedKind.BACKUP, stage.instance(0));
            operator.schedule(() -> {
                other.rollback();
                return null;
            }, 13, TimeUnit.SECONDS);

            SyncRun run = stage.sync();

            assertThat(run.getSummary().status()).as(run.getError()).isEqualTo(Status.COMPLETE);
            stage.stored().equalsWhatIsListed();
        }
    }

    @Test
    void isGivenUpInAMinuteWhereSomebodyElseKeepsATableLocked() throws Exception {
        sideBySide(List.of(TestDatabase.values()), this::isGivenUpInAMinuteWhereSomebodyElseKeepsATableLocked);
    }

    private void isGivenUpInAMinuteWhereSomebodyElseKeepsATableLocked(TestDatabase store) throws Exception {
        DatabaseTarget target = store.migrated();
        try (SyncFixture stage = SyncFixture.on(target).realTime().fleet(2, 10, 4).pageSizes(6).start();
                Connection other = DriverManager.getConnection(target.url(), target.user(), target.password());
                Statement statement = other.createStatement()) {
            stage.sync();
            other.setAutoCommit(false);
            statement.execute("update instance_sync set pages = pages + 0");
            long begin = System.nanoTime();

            SyncRun run = stage.sync();

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONGEST);
            assertThat(run.getError()).contains("a lock that somebody else holds");
            assertThat(DatabaseFaults.mayReturn(run.getFailure())).as("%s: %s", store, run.getFailure()).isTrue();
            other.rollback();
        }
    }

    /** What happens on one store. */
    private interface Case {
        void on(TestDatabase store) throws Exception;
    }

    /** They wait, and need not do so one after another. */
    private void sideBySide(List<TestDatabase> stores, Case what) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(stores.size());
        try {
            List<Callable<Void>> cases = new ArrayList<>();
            stores.forEach(store -> cases.add(() -> {
                what.on(store);
                return null;
            }));
            for (Future<Void> ended : threads.invokeAll(cases)) {
                ended.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void at(SyncFixture stage, int request, Runnable work) {
        AtomicInteger requests = new AtomicInteger();
        stage.simulator().onRequest((SimulatedListRequest asked) -> {
            if (requests.incrementAndGet() == request) {
                work.run();
            }
        });
    }
}
