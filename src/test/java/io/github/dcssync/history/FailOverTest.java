package io.github.dcssync.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.app.Bundle;
import io.github.dcssync.lease.LeaseLostException;
import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.FaultInjector;
import io.github.dcssync.simulator.Operation;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.simulator.SimulatedRequest;
import io.github.dcssync.sync.Summary.Status;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.HeldAnswer;
import io.github.dcssync.testkit.Launcher;
import io.github.dcssync.testkit.PostgresPair;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.Tables;
import io.github.dcssync.testkit.Waiting;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL whose standby takes its place in the middle of a sync. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FailOverTest {

    private static final int MIDDLE = 15;
    private static final String GHOST =
            "{\"total_num\":1,\"backup_record_response\":[{\"backup_id\":\"ghost\",\"status\":\"succeed\"}]}";

    @TempDir
    private Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HeldAnswer old = new HeldAnswer();
    private final HeldAnswer next = new HeldAnswer();
    private PostgresPair servers;
    private SyncFixture stage;

    @BeforeEach
    void start() throws Exception {
        servers = new PostgresPair(folder);
        stage = SyncFixture.on(servers.database()).realTime().fleet(5, 30, 8).pageSizes(6).start();
    }

    @AfterEach
    void end() throws Exception {
        old.release();
        next.release();
        threads.shutdownNow();
        stage.close();
        servers.close();
    }

    private static Set<Object> records(Tables tables) {
        Set<Object> records = new HashSet<>(tables.column("select backup_id from backup_record"));
        records.addAll(tables.column("select restore_id from restore_record"));
        return records;
    }

    @Test
    void losesNothingWhereTheStandbyHasAllThatIsStored() throws Exception {
        servers.commitOnBoth();
        Set<Object> stored = new HashSet<>();
        AtomicInteger requests = new AtomicInteger();
        stage.simulator().injectFaults((request, answer) -> {
            if (requests.incrementAndGet() == MIDDLE) {
                stored.addAll(records(servers.first()));
                servers.failOver();
                stored.removeAll(records(servers.second()));
            }
            return answer;
        });

        SyncRun run = stage.sync();

        assertThat(run.getSummary().status()).as(run.getError()).isEqualTo(Status.COMPLETE);
        assertThat(requests.get()).isGreaterThan(MIDDLE);
        assertThat(stored).as("lost").isEmpty();
        stage.stored().equalsWhatIsListed();
        assertThat(stage.tables().column("select status from sync_run")).containsExactly("complete");
        assertThat(stage.tables().count("record_change")).isZero();
        Launcher.Result check = Launcher.of(folder, stage.simulator(), servers.database()).call("check");
        assertThat(check.exitCode()).as("%s", check).isZero();
        assertThat(check.out()).contains("Database: " + servers.database().address());
    }

    /** The new server knows neither the records nor the lease, and gives the next sync the same token once more. */
    @Test
    void restoresWithTheNextFullSyncWhatTheStandbyHadNotHeardOf() throws Exception {
        assertThat(stage.sync().getSummary().status()).isEqualTo(Status.COMPLETE);
        servers.losesTouch();
        for (SimulatedKind kind : SimulatedKind.values()) {
            stage.fleet().instanceIds().forEach(instance -> stage.fleet().addFirst(kind, instance));
        }
        AtomicInteger lists = new AtomicInteger();
        stage.simulator().injectFaults((request, answer) -> isFirstPage(request) && lists.incrementAndGet() == 5
                ? held(old, Answer.json(200, GHOST)) : answer);
        Future<SyncRun> left = threads.submit(() -> stage.sync());
        old.await();
        Waiting.until("the other lists", () -> servers.first().count("instance_sync s join sync_run r"
                + " on r.run_id = s.run_id where r.status = 'running'") == 9);
        Set<Object> lost = records(servers.first());
        servers.failOver();
        lost.removeAll(records(servers.second()));
        assertThat(lost).isNotEmpty();

        AtomicInteger more = new AtomicInteger();
        stage.simulator().injectFaults((request, answer) -> isFirstPage(request) && more.incrementAndGet() == 5
                ? held(next, answer) : answer);
        Bundle other = stage.another();
        Future<SyncRun> newer = threads.submit(() -> other.sync(SyncFixture.request("once")));
        next.await();
        old.release();
        SyncRun stopped = left.get();
        next.release();

        assertThat(stopped.getFailure()).isInstanceOf(LeaseLostException.class);
        assertThat(newer.get().getToken()).isEqualTo(stopped.getToken());
        assertThat(newer.get().getSummary().status()).as(newer.get().getError()).isEqualTo(Status.COMPLETE);
        stage.simulator().injectFaults(FaultInjector.NONE);
        assertThat(stage.fullSync().getSummary().status()).isEqualTo(Status.COMPLETE);
        stage.stored().equalsWhatIsListed();
        assertThat(records(stage.tables())).containsAll(lost).doesNotContain("ghost");
    }

    private static Answer held(HeldAnswer held, Answer answer) {
        held.hold();
        return answer;
    }

    private static boolean isFirstPage(SimulatedRequest request) {
        return request.operation() == Operation.BACKUPS_V1 && "1".equals(request.query().get("start"));
    }
}
