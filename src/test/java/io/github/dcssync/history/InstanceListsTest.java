package io.github.dcssync.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.app.Bundle;
import io.github.dcssync.schedule.DueTicks;
import io.github.dcssync.schedule.TickLog;
import io.github.dcssync.schedule.Ticks;
import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.Operation;
import io.github.dcssync.sync.Summary.Status;
import io.github.dcssync.sync.SyncRequest;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.OnEveryDatabase;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The shards of a source have the list of its instances from each other, in whichever process they are synced. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@OnEveryDatabase
class InstanceListsTest {

    private static final int SHARDS = 4;
    private static final int INSTANCES = 9;

    private final ExecutorService threads = Executors.newFixedThreadPool(SHARDS);
    private final ConcurrentLinkedQueue<Integer> asked = new ConcurrentLinkedQueue<>();
    private final TestDatabase store;
    private SyncFixture stage;
    private Bundle other;
    private DueTicks ticks;
    private Instant tick = Instant.parse("2026-03-10T08:15:00Z");

    InstanceListsTest(TestDatabase store) {
        this.store = store;
    }

    @BeforeEach
    void start() throws Exception {
        stage = SyncFixture.on(store).fleet(INSTANCES, 3, 2)
                .variable("DCS_SOURCE_DEFAULT_SHARDS", Integer.toString(SHARDS)).start();
        // Only one process can have an H2 database open, and frees what it finds held at its start.
        other = store == TestDatabase.H2 ? stage.bundle() : stage.another();
        stage.simulator().onRequest(request -> {
            if (request.operation() == Operation.INSTANCES_V2) {
                asked.add(request.position());
            }
        });
        ticks = new DueTicks(Map.of("sync", new Ticks("0 0 0 1 1 ? 2099", ZoneOffset.UTC)),
                new TickLog(new JdbcTemplate(stage.database().dataSource())),
                new TransactionTemplate(stage.database().transactions()), Clock.systemUTC());
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
        stage.close();
    }

    private SyncRequest scheduled(int number) {
        String shard = "default.shard" + number;
        return new SyncRequest(shard, "schedule", List.of(), false, null, null,
                ticks.fired(shard, "sync", "sync", Date.from(tick)));
    }

    private List<SyncRun> all(List<Callable<SyncRun>> syncs) throws Exception {
        List<SyncRun> runs = new ArrayList<>();
        for (Future<SyncRun> run : threads.invokeAll(syncs)) {
            runs.add(run.get());
        }
        return runs;
    }

    /** Two shards in each of two processes. */
    private List<SyncRun> nextTick() throws Exception {
        tick = tick.plus(Duration.ofMinutes(15));
        asked.clear();
        return all(IntStream.rangeClosed(1, SHARDS).<Callable<SyncRun>>mapToObj(
                number -> () -> (number % 2 == 0 ? other : stage.bundle()).sync(scheduled(number))).toList());
    }

    /** One reading asks for the first page, then for what follows it, and once more for the first where it is unsure. */
    private void assertThatItWasAskedForOnce(int instances) {
        assertThat(List.copyOf(asked)).isIn(List.of(0), List.of(0, instances), List.of(0, instances, 0));
    }

    private void assertThatAllIsRead(List<SyncRun> runs, int instances) {
        assertThat(runs).allSatisfy(
                run -> assertThat(run.getSummary().status()).as(run.getError()).isEqualTo(Status.COMPLETE));
        assertThat(runs.stream().mapToLong(run -> run.getSummary().instances()).sum()).isEqualTo(instances);
        stage.stored().equalsWhatIsListed();
    }

    @Test
    void readItOnceATick() throws Exception {
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThatAllIsRead(nextTick(), INSTANCES + attempt);

            assertThatItWasAskedForOnce(INSTANCES + attempt);
            assertThat(stage.tables().count("dcs_instance where gone_at is null")).isEqualTo(INSTANCES + attempt);
            stage.fleet().addInstance("more-" + attempt);
        }
    }

    @Test
    void takeWhatWasReadForTheSameTickThoughTheyComeLater() throws Exception {
        stage.bundle().sync(scheduled(3));
        assertThat(stage.tables().count("dcs_instance where gone_at is null")).isEqualTo(INSTANCES);
        asked.clear();

        for (int number : List.of(1, 2, 4)) {
            assertThat(other.sync(scheduled(number)).getSummary().status()).isEqualTo(Status.COMPLETE);
        }

        assertThat(asked).isEmpty();
        stage.stored().equalsWhatIsListed();
    }

    @Test
    void readItOnceWhereOneCommandGoesThroughAllOfThem() throws Exception {
        for (String trigger : List.of("plan", "once")) {
            asked.clear();
            List<SyncRun> runs = all(SyncRequest.ofEachShard(stage.settings().sources().get(0), trigger,
                    List.of(), false, null, null).stream()
                    .<Callable<SyncRun>>map(request -> () -> trigger.equals("plan")
                            ? stage.bundle().plan(request) : stage.bundle().sync(request))
                    .toList());

            assertThat(runs.stream().mapToLong(run -> run.getSummary().instances()).sum()).isEqualTo(INSTANCES);
            assertThatItWasAskedForOnce(INSTANCES);
        }
        stage.stored().equalsWhatIsListed();
    }

    @Test
    void failOnceOfOneCauseAndAreWellTogether() throws Exception {
        nextTick();
        stage.simulator().injectFaults((request, answer) -> request.operation() == Operation.INSTANCES_V2
                ? Answer.json(403, "{\"error_code\":\"DCS.3001\",\"error_msg\":\"no right\"}") : answer);
        for (int attempt = 0; attempt < 2; attempt++) {
            List<SyncRun> runs = nextTick();

            assertThat(runs).allSatisfy(run -> {
                assertThat(run.getSummary().status()).isEqualTo(Status.FAILED);
                assertThat(run.getError()).contains("DCS.3001");
            });
            assertThat(asked).hasSize(1);
            assertThat(stage.tables().count("sync_error")).isEqualTo(attempt + 1);
            assertThat(stage.tables().column("select open_key from alert where kind = 'source_failed'"))
                    .containsExactly("source_failed:default");
        }
        stage.simulator().injectFaults((request, answer) -> answer);

        assertThatAllIsRead(nextTick(), INSTANCES);

        assertThat(stage.tables().column("select open_key from alert where kind = 'source_failed'"))
                .containsOnlyNulls();
    }

    @Test
    void takeItOverFromOneThatDied() throws Exception {
        nextTick();
        stage.tables().execute("update instance_listing set run_id = 'dead', status = 'reading', asked_for = ?",
                tick.plus(Duration.ofMinutes(15)).toString());

        assertThatAllIsRead(nextTick(), INSTANCES);

        assertThatItWasAskedForOnce(INSTANCES);
        assertThat(stage.tables().value("select status from instance_listing")).isEqualTo("read");
    }

    @Test
    void markWhatIsGoneAndReadNoneOfAFleetThatIsEmptyAllAtOnce() throws Exception {
        nextTick();
        stage.fleet().removeInstance(stage.instance(0));
        assertThatAllIsRead(nextTick(), INSTANCES - 1);
        assertThat(stage.tables().count("dcs_instance where gone_at is null")).isEqualTo(INSTANCES - 1);

        List.copyOf(stage.fleet().instanceIds()).forEach(stage.fleet()::removeInstance);
        assertThatAllIsRead(nextTick(), 0);

        assertThat(stage.tables().count("dcs_instance where gone_at is null")).isEqualTo(INSTANCES - 1);
        assertThat(stage.tables().column("select open_key from alert where kind = 'fleet_empty'"))
                .containsExactly("fleet_empty:default");
    }

    /** No proof that one is gone: it stays, and is not asked for all the same. */
    @Test
    void askForNoInstanceThatWasNotListedThoughItIsNotProvedGone() throws Exception {
        nextTick();
        stage.tables().execute("insert into dcs_instance (instance_id, source, first_seen_at, changed_at)"
                + " values ('unproved', 'default', current_timestamp, current_timestamp)");
        stage.simulator().injectFaults((request, answer) -> request.operation() == Operation.INSTANCES_V2
                ? Answer.json(200, new String(answer.body(), StandardCharsets.UTF_8)
                        .replaceFirst("\"instance_num\":\\d+", "\"instance_num\":0"))
                : answer);

        List<SyncRun> runs = nextTick();

        assertThat(runs.stream().mapToLong(run -> run.getSummary().failed()).sum()).isZero();
        assertThat(runs.stream().mapToLong(run -> run.getSummary().instances()).sum()).isEqualTo(INSTANCES);
        assertThat(stage.tables().count("dcs_instance where gone_at is null")).isEqualTo(INSTANCES + 1);
        assertThat(stage.tables().count("instance_sync where instance_id = 'unproved'")).isZero();
    }
}
