package io.github.dcssync.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.dcssync.app.Bundle;
import io.github.dcssync.lease.LeaseLostException;
import io.github.dcssync.lease.OtherCutException;
import io.github.dcssync.lease.OwnCuts;
import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.Operation;
import io.github.dcssync.sync.Summary.Status;
import io.github.dcssync.sync.SyncRequest;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.HeldAnswer;
import io.github.dcssync.testkit.OnEveryDatabase;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import io.github.dcssync.testkit.Waiting;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Processes are given another number of shards one after another, while all of them run. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@OnEveryDatabase
class CutTest {

    private static final String GHOST =
            "{\"total_num\":1,\"backup_record_response\":[{\"backup_id\":\"ghost\",\"status\":\"succeed\"}]}";
    private static final int FEW = 2;
    private static final int MANY = 3;
    private static final Logger SAID = (Logger) LoggerFactory.getLogger(OwnCuts.class);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HeldAnswer held = new HeldAnswer();
    private final ListAppender<ILoggingEvent> ear = new ListAppender<>();
    private final TestDatabase store;
    private SyncFixture stage;

    CutTest(TestDatabase store) {
        this.store = store;
    }

    @BeforeEach
    void start() throws Exception {
        stage = SyncFixture.on(store).fleet(7, 5, 2).pageSizes(3)
                .variable("DCS_SOURCE_DEFAULT_SHARDS", Integer.toString(MANY)).start();
        SAID.setLevel(Level.INFO);
        ear.start();
        SAID.addAppender(ear);
    }

    @AfterEach
    void end() {
        held.release();
        SAID.detachAppender(ear);
        SAID.setLevel(null);
        threads.shutdownNow();
        stage.close();
    }

    private Bundle another(int shards) throws Exception {
        return stage.another(Map.of("DCS_SOURCE_DEFAULT_SHARDS", Integer.toString(shards)));
    }

    private static String shard(int number) {
        return "default.shard" + number;
    }

    private static SyncRun sync(Bundle bundle, String name) throws Exception {
        return bundle.sync(new SyncRequest(name, "once", List.of(), true, null, null));
    }

    private void syncAll(Bundle bundle, int shards) throws Exception {
        for (int number = 1; number <= shards; number++) {
            SyncRun run = sync(bundle, shards == 1 ? SyncFixture.DEFAULT : shard(number));
            assertThat(run.getSummary().status()).as(run.getError()).isEqualTo(Status.COMPLETE);
        }
    }

    private static void assertThatNothingIsSyncedBy(Bundle bundle, int shards) {
        for (int number = 1; number <= shards; number++) {
            String name = shard(number);
            assertThatThrownBy(() -> sync(bundle, name)).isInstanceOf(OtherCutException.class)
                    .hasMessageContaining("dcs.source.default.shards=");
        }
    }

    /** Lets a sync of the first process ask for backups, and not have the answer, which is none of the service's. */
    private Future<SyncRun> holdUp() {
        AtomicBoolean armed = new AtomicBoolean(true);
        stage.simulator().injectFaults((request, answer) -> {
            if (request.operation() != Operation.BACKUPS_V1 || !armed.getAndSet(false)) {
                return answer;
            }
            held.hold();
            return Answer.json(200, GHOST);
        });
        List<Future<SyncRun>> syncs = IntStream.rangeClosed(1, MANY)
                .mapToObj(number -> threads.submit(() -> sync(stage.bundle(), shard(number)))).toList();
        held.await();
        Waiting.until("the other shards", () -> syncs.stream().filter(Future::isDone).count() == MANY - 1);
        return syncs.stream().filter(sync -> !sync.isDone()).findFirst().orElseThrow();
    }

    private List<String> said() {
        return ear.list.stream().map(event -> event.getLevel() + " " + event.getFormattedMessage()).toList();
    }

    @Test
    void storesNoPageOfAnOlderCutAndAllOfTheNewOne() throws Exception {
        Future<SyncRun> old = holdUp();
        Bundle newer = another(FEW);
        syncAll(newer, FEW);
        Map<String, List<String>> before = stage.tables().everything("sync_lease");

        held.release();
        SyncRun left = old.get();

        assertThat(left.getFailure()).isInstanceOf(LeaseLostException.class);
        assertThat(stage.tables().everything("sync_lease")).as("nothing of the older is written").isEqualTo(before);
        assertThat(stage.tables().count("backup_record where backup_id = 'ghost'")).isZero();
        assertThat(stage.tables().value("select status from sync_run where run_id = ?", left.getId()))
                .isEqualTo("interrupted");
        stage.stored().equalsWhatIsListed();
        assertThat(stage.tables().count("record_change")).isZero();
        assertThatNothingIsSyncedBy(stage.bundle(), MANY);
        assertThat(said()).singleElement().asString()
                .startsWith("WARN Source default is cut into 2 shards since ")
                .contains("this process has dcs.source.default.shards=3: restart it with dcs.source.default.shards=2");
    }

    @Test
    void goesBackAndForthAndSaysOnceEachTimeWhoHasToBeRestarted() throws Exception {
        syncAll(stage.bundle(), MANY);
        Bundle newer = another(FEW);
        assertThatNothingIsSyncedBy(stage.bundle(), MANY);
        syncAll(newer, FEW);

        another(MANY);

        assertThatNothingIsSyncedBy(newer, FEW);
        syncAll(stage.bundle(), MANY);
        Bundle whole = another(1);
        syncAll(whole, 1);
        assertThatNothingIsSyncedBy(stage.bundle(), MANY);
        assertThat(said()).hasSize(4).satisfiesExactly(
                line -> assertThat(line).contains("is cut into 2 shards since "),
                line -> assertThat(line).contains("is cut into 3 shards since "),
                line -> assertThat(line).startsWith("INFO").contains("is cut again as this process has it"),
                line -> assertThat(line).contains("is not cut into shards since ", "restart it with",
                        "dcs.source.default.shards=1"));
        stage.stored().equalsWhatIsListed();
        assertThat(stage.tables().count("record_change")).isZero();
    }

    /** A process that was killed has given nothing back, and the one that is started in its place is not told to wait. */
    @Test
    void endsWhatAKilledProcessOfAnOlderCutHasLeft() throws Exception {
        syncAll(stage.bundle(), MANY);
        for (int number = 1; number <= MANY; number++) {
            stage.tables().execute("update sync_lease set token = 7, holder = 'killed/1', run_id = ?, shards = 3,"
                    + " expires_at = current_timestamp + interval '1' hour where source = ?", "dead" + number,
                    shard(number));
            stage.tables().execute("insert into sync_run (run_id, trigger_type, source, started_at, status, shard,"
                    + " shards) values (?, 'schedule', 'default', current_timestamp, 'running', ?, 3)",
                    "dead" + number, number);
        }
        stage.tables().execute("insert into alert (kind, dedup_key, open_key, source, raised_at) values"
                + " ('source_failed', 'source_failed:default.shard3', 'source_failed:default.shard3', 'default',"
                + " current_timestamp)");

        Bundle newer = another(FEW);
        assertThat(stage.tables().count("sync_lease where expires_at is not null")).isZero();
        for (int number = 1; number <= FEW; number++) {
            assertThat(newer.sync(new SyncRequest(shard(number), "schedule", List.of())).getSummary().status())
                    .isEqualTo(Status.COMPLETE);
        }

        assertThat(stage.tables().column("select distinct status from sync_run where run_id like 'dead%'"))
                .containsExactly("interrupted");
        assertThat(stage.tables().column("select source from sync_lease where source like 'default%' order by source"))
                .containsExactly(shard(1), shard(2));
        assertThat(stage.tables().count("alert where open_key = 'source_failed:default.shard3'")).isZero();
        assertThat(stage.tables().column("select shards from sync_lease where source like 'default%'"))
                .containsOnly((long) FEW);
        stage.stored().equalsWhatIsListed();
    }

    /** A database that has failed over may have lost what was declared last. */
    @Test
    void declaresAgainWhatTheDatabaseHasLost() throws Exception {
        Bundle newer = another(FEW);
        Map<String, Object> declared = stage.tables().row("select * from source_cut");
        stage.tables().execute("delete from source_cut");

        syncAll(newer, FEW);
        assertThat(stage.tables().row("select * from source_cut")).as("as old as it was").isEqualTo(declared);

        stage.tables().execute("update source_cut set shards = 3, node = 'older/1',"
                + " declared_at = declared_at - interval '1' second");
        syncAll(newer, FEW);

        assertThat(stage.tables().row("select * from source_cut")).isEqualTo(declared);
        assertThatNothingIsSyncedBy(stage.bundle(), MANY);
    }

    /** Whoever declares first what was lost does not win by that. */
    @Test
    void leavesInForceWhatWasDeclaredLastInWhicheverOrderItIsRestored() throws Exception {
        Bundle newer = another(FEW);
        stage.tables().execute("delete from source_cut");
        syncAll(stage.bundle(), MANY);
        assertThat(stage.tables().value("select shards from source_cut")).isEqualTo((long) MANY);

        syncAll(newer, FEW);

        assertThatNothingIsSyncedBy(stage.bundle(), MANY);
        assertThat(stage.tables().count("sync_lease where expires_at is not null")).isZero();
        stage.stored().equalsWhatIsListed();
    }

    @Test
    void isDeclaredLaterThanWhatItTakesThePlaceOfThoughTheClockOfTheDatabaseIsBehind() throws Exception {
        stage.tables().execute("update source_cut set declared_at = declared_at + interval '1' hour");
        Bundle newer = another(FEW);

        syncAll(newer, FEW);

        assertThatNothingIsSyncedBy(stage.bundle(), MANY);
        syncAll(newer, FEW);
    }

    /** It crashed between the two: nobody has synced under the new cut, and the older one is declared again. */
    @Test
    void takesUpTheOlderCutAgainWhereTheNewOneCameToNothing() throws Exception {
        Future<SyncRun> old = holdUp();
        another(FEW).close();
        Bundle again = another(MANY);
        syncAll(again, MANY);

        held.release();

        assertThat(old.get().getFailure()).as("its lease was another").isInstanceOf(LeaseLostException.class);
        assertThat(stage.tables().count("backup_record where backup_id = 'ghost'")).isZero();
        stage.stored().equalsWhatIsListed();
        syncAll(stage.bundle(), MANY);
    }

    /** As a page does that is being stored: who says that the source is cut otherwise waits until that is done. */
    @Test
    void waitsForAPageThatIsBeingStored() throws Exception {
        Assumptions.assumeTrue(store == TestDatabase.POSTGRESQL, "H2 is one process's, MariaDB's locks are the same");
        Future<SyncRun> old = holdUp();
        try (PageInHand page = new PageInHand(stage,
                stage.tables().row("select * from sync_lease where expires_at is not null"))) {
            Future<Bundle> newer = threads.submit(() -> another(FEW));
            Waiting.until("the new process to wait", () -> stage.tables().count("pg_locks l join pg_stat_activity a"
                    + " on a.pid = l.pid where not l.granted and a.datname = current_database()") > 0);
            assertThat(stage.tables().value("select shards from source_cut")).isEqualTo((long) MANY);
            assertThat(newer.isDone()).isFalse();

            page.store();
            newer.get();
        }
        assertThat(stage.tables().value("select shards from source_cut")).isEqualTo((long) FEW);
        held.release();
        assertThat(old.get().getFailure()).isInstanceOf(LeaseLostException.class);
    }
}
