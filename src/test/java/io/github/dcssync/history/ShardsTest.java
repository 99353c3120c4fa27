package io.github.dcssync.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.sync.Summary.Status;
import io.github.dcssync.sync.SyncRequest;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.OnEveryDatabase;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import io.github.dcssync.testkit.Waiting;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A source that is cut into shards is stored as one that is not, though each shard is synced by itself. */
@OnEveryDatabase
class ShardsTest {

    private static final int SHARDS = 3;
    private static final int INSTANCES = 9;

    private final ExecutorService threads = Executors.newFixedThreadPool(SHARDS);
    private final ExecutorService hold = Executors.newSingleThreadExecutor();
    private final TestDatabase store;

    ShardsTest(TestDatabase store) {
        this.store = store;
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
        hold.shutdownNow();
    }

    private SyncFixture.Builder cut() {
        return SyncFixture.on(store).fleet(INSTANCES, 7, 3).pageSizes(3)
                .variable("DCS_SOURCE_DEFAULT_SHARDS", Integer.toString(SHARDS));
    }

    private List<SyncRun> syncAllAtOnce(SyncFixture stage) throws Exception {
        List<Callable<SyncRun>> syncs = IntStream.rangeClosed(1, SHARDS)
                .<Callable<SyncRun>>mapToObj(number -> () -> sync(stage, number)).toList();
        List<SyncRun> runs = new ArrayList<>();
        for (Future<SyncRun> run : threads.invokeAll(syncs)) {
            runs.add(run.get());
        }
        return runs;
    }

    private static SyncRun sync(SyncFixture stage, int shard) throws Exception {
        return stage.bundle().sync(new SyncRequest("default.shard" + shard, "once", List.of(), true, null, null));
    }

    @Test
    void storesEachInstanceOnceWhenAllAreSyncedAtTheSameTime() throws Exception {
        try (SyncFixture stage = cut().start()) {
            for (int attempt = 0; attempt < 2; attempt++) {
                List<SyncRun> runs = syncAllAtOnce(stage);

                assertThat(runs).allSatisfy(
                        run -> assertThat(run.getSummary().status()).as(run.getError()).isEqualTo(Status.COMPLETE));
                assertThat(runs.stream().mapToLong(run -> run.getSummary().instances()).sum()).isEqualTo(INSTANCES);
                assertThat(runs.stream().mapToLong(run -> run.getSummary().read()).sum())
                        .isEqualTo(stage.stored().sizeListed());
                stage.stored().equalsWhatIsListed();
            }
            assertThat(stage.tables().count("dcs_instance where source = 'default'")).isEqualTo(INSTANCES);
            assertThat(stage.tables().count("record_change")).isZero();
            assertThat(stage.tables().rows("select distinct source, shard, status from sync_run")).hasSize(SHARDS);
            assertThat(stage.tables().column("select source from sync_lease where source like 'default%'"))
                    .containsExactlyInAnyOrder("default.shard1", "default.shard2", "default.shard3");
        }
    }

    @Test
    void leavesItToWhicheverComesToSayWhichInstancesThereAre() throws Exception {
        try (SyncFixture stage = cut().start()) {
            assertThat(sync(stage, 2).getSummary().status()).isEqualTo(Status.COMPLETE);
            assertThat(stage.tables().count("dcs_instance where gone_at is null")).isEqualTo(INSTANCES);

            stage.fleet().removeInstance(stage.instance(0));
            sync(stage, 3);

            assertThat(stage.tables().count("dcs_instance where gone_at is null")).isEqualTo(INSTANCES - 1);
        }
    }

    /** A heartbeat that hangs, here in the row of its lease, keeps no other from its own. */
    @Test
    void keepEachItsOwnLeaseAliveWhateverBecomesOfTheOthers() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch reached = new CountDownLatch(1);
        try (SyncFixture stage = cut().start()) {
            syncAllAtOnce(stage);
            stage.simulator().onRequest(request -> {
                reached.countDown();
                Waiting.on(end);
            });
            Future<List<SyncRun>> runs = hold.submit(() -> syncAllAtOnce(stage));
            Waiting.on(reached);
            Waiting.until("all leases to be held", () -> stage.tables()
                    .count("sync_lease where source like 'default%' and expires_at is not null") == SHARDS);
            try (Connection other = stage.database().dataSource().getConnection();
                    Statement statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.execute("update sync_lease set holder = holder where source = 'default.shard1'");
                for (int beat = 0; beat < 2; beat++) {
                    Object last = heartbeats(stage);
                    Waiting.until("the others' heartbeats", () -> !heartbeats(stage).equals(last));
                }
                other.rollback();
            }
            end.countDown();
            assertThat(runs.get()).allMatch(run -> run.getSummary().status() == Status.COMPLETE);
        }
    }

    private static Object heartbeats(SyncFixture stage) {
        return stage.tables().value("select heartbeat_at from sync_lease where source = 'default.shard2'");
    }

    @Test
    void callsOnlyItsOwnDeadRunsInterrupted() throws Exception {
        try (SyncFixture stage = cut().start()) {
            // The first sync of a process that has its database alone takes every lease for a dead one's.
            sync(stage, 3);
            stage.tables().execute("insert into sync_run (run_id, trigger_type, source, started_at, status, shard)"
                    + " values ('alive', 'schedule', 'default', current_timestamp, 'running', 2),"
                    + " ('dead', 'schedule', 'default', current_timestamp, 'running', 3)");
            stage.tables().execute("insert into sync_lease (source, token, run_id, expires_at) values"
                    + " ('default.shard2', 1, 'alive', current_timestamp + interval '1' hour)");

            sync(stage, 3);

            assertThat(stage.tables().column("select run_id from sync_run where status = 'running'"))
                    .containsExactly("alive");
        }
    }
}
