package io.github.dcssync.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcssync.app.Bundle;
import io.github.dcssync.lease.LeaseHeldException;
import io.github.dcssync.lease.LeaseLostException;
import io.github.dcssync.lease.Leases;
import io.github.dcssync.schedule.DueTicks;
import io.github.dcssync.schedule.TickLog;
import io.github.dcssync.schedule.Ticks;
import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.Operation;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.simulator.SimulatedListRequest;
import io.github.dcssync.sync.MadeUpException;
import io.github.dcssync.sync.Summary.Status;
import io.github.dcssync.sync.SyncRequest;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.HeldAnswer;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import io.github.dcssync.testkit.Waiting;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.quartz.Scheduler;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Two programs on one database: one syncs a source at a time, and who has lost the lease writes nothing. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ParameterizedClass(name = "{0}")
@EnumSource(names = {"POSTGRESQL", "MARIADB"})
class LeaseTest {

    private static final SyncRequest FULL_TICK =
            new SyncRequest(SyncFixture.DEFAULT, "schedule", List.of(), true, null, null);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HeldAnswer held = new HeldAnswer();
    private final TestDatabase store;
    private SyncFixture stage;
    private Bundle other;

    LeaseTest(TestDatabase store) {
        this.store = store;
    }

    @BeforeEach
    void start() throws Exception {
        stage = SyncFixture.on(store).fleet(2, 30, 5).pageSizes(10).start();
        other = stage.another();
    }

    @AfterEach
    void end() {
        held.release();
        threads.shutdownNow();
        stage.close();
    }

    /** Begins a sync and leaves it in the middle of the first instance's backups. */
    private Future<SyncRun> holdUp() {
        return holdUp(SyncFixture.request("once"));
    }

    private Future<SyncRun> holdUp(SyncRequest asked) {
        stage.simulator().onRequest(request -> {
            if (isSecondPage(request) && !held.isReached()) {
                held.hold();
            }
        });
        Future<SyncRun> sync = threads.submit(() -> stage.bundle().sync(asked));
        held.await();
        return sync;
    }

    private boolean isSecondPage(SimulatedListRequest request) {
        return request.operation() == Operation.BACKUPS_V1 && stage.instance(0).equals(request.instanceId())
                && request.position() > 0;
    }

    /** Takes the lease while it is held: a heartbeat gives it new life, so that it ends again until it is taken. */
    private SyncRun steal() throws Exception {
        Future<SyncRun> thief = threads.submit(() -> other.sync(SyncFixture.request("once")));
        Waiting.until("the lease to be taken", () -> stage.tables().execute("update sync_lease"
                + " set expires_at = current_timestamp - interval '1' second where token = 1") == 0);
        return thief.get();
    }

    private Map<String, Object> lease() {
        return stage.tables().row("select * from sync_lease where source = ?", SyncFixture.DEFAULT);
    }

    private void assertThatItWaitsAndThenRuns(SyncRequest request) throws Exception {
        Future<SyncRun> first = holdUp();
        AtomicReference<Thread> waiting = new AtomicReference<>();
        Future<SyncRun> second = threads.submit(() -> {
            waiting.set(Thread.currentThread());
            return other.sync(request);
        });
        Waiting.until("the second sync to wait", () -> waiting.get() != null
                && waiting.get().getState() == Thread.State.TIMED_WAITING);
        assertThat(stage.tables().count("sync_run")).isOne();
        assertThat(second.isDone()).isFalse();

        held.release();

        assertThat(first.get().getSummary().status()).isEqualTo(Status.COMPLETE);
        assertThat(second.get().getSummary().status()).isEqualTo(Status.COMPLETE);
        assertThat(second.get().getSummary().inserted()).isZero();
        assertThat(stage.tables().column("select status from sync_run")).containsExactly("complete", "complete");
        stage.stored().equalsWhatIsListed();
    }

    @Test
    void anotherSyncOfTheSourceWaitsAndThenRuns() throws Exception {
        assertThatItWaitsAndThenRuns(SyncFixture.request("once"));
    }

    @Test
    void aScheduledFullSyncWaitsAndIsNotDropped() throws Exception {
        assertThatItWaitsAndThenRuns(FULL_TICK);
    }

    @Test
    void aScheduledSyncIsLeftOut() throws Exception {
        Future<SyncRun> first = holdUp();

        assertThatThrownBy(() -> other.sync(SyncFixture.request("schedule"))).isInstanceOf(LeaseHeldException.class)
                .hasMessageContaining(SyncFixture.DEFAULT).hasMessageContaining((String) lease().get("holder"));

        assertThat(stage.tables().count("sync_run")).isOne();
        held.release();
        assertThat(first.get().getSummary().status()).isEqualTo(Status.COMPLETE);
        assertThat(other.sync(SyncFixture.request("schedule")).getSummary().status()).isEqualTo(Status.COMPLETE);
    }

    /** Both have looked before either has begun. */
    @Test
    void isGivenBackAtOnceWhereAnotherHasMadeUpMeanwhileWhatBothHaveMissed() throws Exception {
        stage.tables()
                .execute("insert into schedule_tick (source, kind, ticked_at, due_at) values ('default', 'full-sync',"
                        + " timestamp '2024-01-01 00:00:00', timestamp '2024-01-01 02:07:00')");
        DueTicks ticks = new DueTicks(Map.of("full-sync", new Ticks("0 0 0 1 1 ? 2099", ZoneOffset.UTC)),
                new TickLog(new JdbcTemplate(stage.database().dataSource())),
                new TransactionTemplate(stage.database().transactions()), Clock.systemUTC());
        SyncRequest missed = new SyncRequest(SyncFixture.DEFAULT, "schedule", List.of(), true, null, null,
                ticks.fired(SyncFixture.DEFAULT, "full-sync", Scheduler.DEFAULT_GROUP, new Date()));
        Future<SyncRun> first = holdUp(missed);
        AtomicReference<Thread> waiting = new AtomicReference<>();
        Future<SyncRun> second = threads.submit(() -> {
            waiting.set(Thread.currentThread());
            return other.sync(missed);
        });
        Waiting.until("the second sync to wait", () -> waiting.get() != null
                && waiting.get().getState() == Thread.State.TIMED_WAITING);

        held.release();

        assertThat(first.get().getSummary().status()).isEqualTo(Status.COMPLETE);
        assertThatThrownBy(second::get).hasCauseInstanceOf(MadeUpException.class);
        assertThat(stage.tables().column("select status from sync_run")).containsExactly("complete");
        assertThat(lease()).containsEntry("token", 2L).containsEntry("holder", null);
    }

    @Test
    void isGivenBackAtTheEnd() throws Exception {
        stage.sync();

        assertThat(lease()).containsEntry("token", 1L).containsEntry("holder", null).containsEntry("expires_at", null);
        other.sync(SyncFixture.request("once"));
        assertThat(lease()).containsEntry("token", 2L).containsEntry("holder", null);
    }

    @Test
    void isTakenOverWhenItHasExpiredAndTheOldHolderWritesNothingMore() throws Exception {
        Future<SyncRun> old = holdUp();
        String gone = stage.record(SimulatedKind.BACKUP, stage.instance(0), 25);

        SyncRun thief = steal();

        assertThat(thief.getSummary().status()).isEqualTo(Status.COMPLETE);
        assertThat(lease()).containsEntry("token", 2L);
        assertThat(stage.tables().value("select status from sync_run where run_id <> ?", thief.getId()))
                .isEqualTo("interrupted");
        stage.fleet().addFirst(SimulatedKind.BACKUP, stage.instance(0));
        stage.fleet().remove(SimulatedKind.BACKUP, stage.instance(0), gone);
        Map<String, List<String>> before = stage.tables().everything("sync_run");
        held.release();
        SyncRun fenced = old.get();

        assertThat(fenced.getFailure()).isInstanceOf(LeaseLostException.class);
        assertThat(fenced.getSummary().status()).isNotEqualTo(Status.COMPLETE);
        assertThat(stage.tables().everything("sync_run")).isEqualTo(before);
        assertThat(stage.tables().row("select * from sync_run where run_id = ?", fenced.getId()))
                .containsEntry("status", "interrupted");
        assertThat(stage.sync().getSummary().status()).isEqualTo(Status.COMPLETE);
        stage.stored().equalsWhatIsListed();
    }

    @Test
    void ofADeadHolderOutlivesNoClockThatIsSetBack() throws Exception {
        stage.sync();
        stage.tables().execute("update sync_lease set holder = 'dead', run_id = 'dead',"
                + " heartbeat_at = current_timestamp + interval '1' day,"
                + " expires_at = current_timestamp + interval '1' day");

        assertThat(stage.bundle().sync(SyncFixture.request("schedule")).getSummary().status())
                .isEqualTo(Status.COMPLETE);
    }

    /** Its holder may be late and live: it goes on giving signs of life while it stores pages, one over the other. */
    @Test
    void isTakenOverNoSoonerThanAPageIsStoredAndKeptAliveMeanwhile() throws Exception {
        stage.sync();
        stage.tables().execute("update sync_lease set token = 7, holder = 'late', run_id = 'late',"
                + " expires_at = current_timestamp - interval '1' second where source = 'default'");
        try (PageInHand page = new PageInHand(stage, lease())) {
            Future<SyncRun> newer = threads.submit(() -> other.sync(SyncFixture.request("once")));
            Waiting.until("another process to wait", () -> newer.isDone() || isSomebodyWaiting());
            assertThat(newer.isDone()).isFalse();
            assertThat(lease()).containsEntry("token", 7L);
            if (store == TestDatabase.POSTGRESQL) {
                // MariaDB lets no page overtake a sign of life that waits for one.
                assertThat(Leases.extend(stage.jdbc(), SyncFixture.DEFAULT, 7, "late")).isTrue();
                stage.tables().execute("update sync_lease set expires_at = current_timestamp - interval '1' second"
                        + " where run_id = 'late'");
            }

            page.store();

            assertThat(newer.get().getSummary().status()).isEqualTo(Status.COMPLETE);
        }
        assertThat(lease()).containsEntry("token", 8L);
    }

    private boolean isSomebodyWaiting() {
        return stage.tables().count(store == TestDatabase.POSTGRESQL
                ? "pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
                : "information_schema.processlist where db = database() and info like '%for update'"
                        + " and info like '%sync_lease%'") > 0;
    }

    /** A failure is not news of the list either, once another reads it. */
    @Test
    void keepsAnOldHolderFromNotingThatItFailed() throws Exception {
        stage.simulator().injectFaults((request, answer) -> held.isReached() && held.isReleased()
                ? Answer.json(404, "{}") : answer);
        Future<SyncRun> old = holdUp();
        Waiting.until("the other lists", () -> stage.tables().count("instance_sync") == 3);
        steal();
        Map<String, List<String>> before = stage.tables().everything("sync_run");
        held.release();

        assertThat(old.get().getSummary().failed()).isPositive();

        assertThat(stage.tables().everything("sync_run")).isEqualTo(before);
    }

    @Test
    void isNotTakenOverWhileItsHolderLives() throws Exception {
        Future<SyncRun> first = holdUp();
        Object taken = lease().get("expires_at");

        Waiting.until("a heartbeat", () -> !lease().get("expires_at").equals(taken));

        assertThat(lease()).containsEntry("token", 1L)
                .hasEntrySatisfying("heartbeat_at", at -> assertThat(at).isNotEqualTo(lease().get("acquired_at")));
        assertThatThrownBy(() -> other.sync(SyncFixture.request("schedule"))).isInstanceOf(LeaseHeldException.class);
        held.release();
        assertThat(first.get().getSummary().status()).isEqualTo(Status.COMPLETE);
    }

    @Test
    void callsTheRunsOfDeadHoldersInterrupted() throws Exception {
        stage.sync();
        stage.tables().execute("insert into sync_run (run_id, trigger_type, source, started_at, status) values"
                + " ('dead', 'schedule', 'default', current_timestamp, 'running'),"
                + " ('elsewhere', 'schedule', 'another-source', current_timestamp, 'running')");

        stage.sync();

        assertThat(stage.tables().row("select status, finished_at from sync_run where run_id = 'dead'"))
                .containsEntry("status", "interrupted").containsEntry("finished_at", stage.clock().instant());
        assertThat(stage.tables().value("select status from sync_run where run_id = 'elsewhere'"))
                .isEqualTo("running");
        assertThat(stage.tables().count("sync_run where status = 'complete'")).isEqualTo(2);
    }
}
