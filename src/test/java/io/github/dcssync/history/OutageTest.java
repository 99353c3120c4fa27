package io.github.dcssync.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.sync.Summary.Status;
import io.github.dcssync.sync.SyncObserver;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.MigratedDatabases;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import io.github.dcssync.testkit.TestMariaDb;
import io.github.dcssync.testkit.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database that restarts during a sync is waited for. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OutageTest {

    private static final int OUTAGE_SECONDS = 2;

    @TempDir
    private Path folder;

    @Test
    void thatPassesLosesNothing() throws Exception {
        ScheduledExecutorService operator = Executors.newSingleThreadScheduledExecutor();
        try (TestPostgres.Own server = new TestPostgres.Own(folder.resolve("data"));
                SyncFixture stage = SyncFixture.on(server.database()).realTime().fleet(6, 30, 8).pageSizes(6)
                        .service(service -> service.latency(Duration.ofMillis(5))).start()) {
            AtomicInteger requests = new AtomicInteger();
            AtomicInteger restarts = new AtomicInteger();
            stage.simulator().onRequest(request -> {
                if (requests.incrementAndGet() == 20) {
                    operator.execute(server::stop);
                    operator.schedule(() -> {
                        // It answers before it is known here that it has started.
                        restarts.incrementAndGet();
                        server.start();
                    }, OUTAGE_SECONDS, TimeUnit.SECONDS);
                }
            });

            SyncRun run = stage.sync();

            assertThat(run.getSummary().status()).as(run.getError()).isEqualTo(Status.COMPLETE);
            assertThat(restarts).as("the sync has outlived the outage").hasValue(1);
            stage.stored().equalsWhatIsListed();
            assertThat(run.getSummary().read()).isEqualTo(stage.stored().sizeListed());
            assertThat(stage.tables().row("select * from sync_run")).containsEntry("status", "complete")
                    .containsEntry("tasks_complete", 12L);
            assertThat(stage.tables().count("record_change")).isZero();
            assertThat(stage.tables().value("select expires_at from sync_lease where source = 'default'")).isNull();
        } finally {
            operator.shutdownNow();
        }
    }

    /** As a server does that restarts, or an operator who is tired of them. */
    @Test
    void thatCutsEveryConnectionOfMariaDbLosesNothing() throws Exception {
        DatabaseTarget target = TestDatabase.MARIADB.migrated();
        try (SyncFixture stage = SyncFixture.on(target).realTime().fleet(6, 30, 8).pageSizes(6).start()) {
            AtomicInteger requests = new AtomicInteger();
            AtomicInteger cut = new AtomicInteger();
            stage.simulator().onRequest(request -> {
                if (requests.incrementAndGet() % 12 == 0 && cut.getAndIncrement() < 3) {
                    TestMariaDb.cutConnections(MigratedDatabases.nameOf(target));
                }
            });

            SyncRun run = stage.sync();

            assertThat(run.getSummary().status()).as(run.getError()).isEqualTo(Status.COMPLETE);
            assertThat(cut).hasValueGreaterThanOrEqualTo(3);
            stage.stored().equalsWhatIsListed();
            assertThat(run.getSummary().read()).isEqualTo(stage.stored().sizeListed());
        }
    }

    /** Where nothing is being written: between the last list and the row that ends the run. */
    @Test
    void isWaitedForAtTheEndOfASync() throws Exception {
        ScheduledExecutorService operator = Executors.newSingleThreadScheduledExecutor();
        try (TestPostgres.Own server = new TestPostgres.Own(folder.resolve("data"));
                SyncFixture stage = SyncFixture.on(server.database()).realTime().fleet(1, 0, 0).start()) {
            AtomicInteger ended = new AtomicInteger();
            stage.bundle().observe(new SyncObserver() {
                @Override
                public void taskEnded(SyncRun run) {
                    if (ended.incrementAndGet() == 2) {
                        server.stop();
                        operator.schedule(server::start, 1, TimeUnit.SECONDS);
                    }
                }
            });

            assertThat(stage.sync().getSummary().status()).isEqualTo(Status.COMPLETE);

            assertThat(ended).hasValue(2);
            assertThat(stage.tables().column("select status from sync_run")).containsExactly("complete");
        } finally {
            operator.shutdownNow();
        }
    }
}
