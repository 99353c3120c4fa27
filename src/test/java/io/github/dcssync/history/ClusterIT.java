package io.github.dcssync.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.FaultInjector;
import io.github.dcssync.simulator.Operation;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.simulator.SimulatorOptions;
import io.github.dcssync.testkit.HeldAnswer;
import io.github.dcssync.testkit.Launcher;
import io.github.dcssync.testkit.Started;
import io.github.dcssync.testkit.Stored;
import io.github.dcssync.testkit.Tables;
import io.github.dcssync.testkit.TestDatabase;
import io.github.dcssync.testkit.Waiting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Standing processes that share one database and its schedule, and a source that is cut into shards. */
@Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClusterIT {

    private static final int NODES = 3;
    private static final int SHARDS = 4;
    private static final int INSTANCES = 12;
    private static final String GHOST =
            "{\"total_num\":1,\"backup_record_response\":[{\"backup_id\":\"ghost\",\"status\":\"succeed\"}]}";

    @TempDir
    static Path folder;

    private static final List<Started> NODES_UP = new ArrayList<>();
    private static Simulator simulator;
    private static DatabaseTarget target;
    private static Tables tables;

    private final HeldAnswer held = new HeldAnswer();

    @BeforeAll
    static void start() throws Exception {
        simulator = Simulator.start(SimulatorOptions.builder().instances(INSTANCES).backupsPerInstance(5)
                .restoresPerInstance(2).build());
        target = TestDatabase.POSTGRESQL.migrated();
        tables = Tables.of(target);
        for (int i = 0; i < NODES; i++) {
            startNode();
        }
    }

    private static void startNode() throws IOException {
        // Three second compilers on two cores would take more than all that is tested here.
        NODES_UP.add(Launcher.of(folder, simulator, target).with("JAVA_OPTS", "-XX:TieredStopAtLevel=1")
                .with("DCS_CLUSTER_ENABLED", "true").with("DCS_CLUSTER_NODE", "twin")
                .with("DCS_SYNC_CRON", "0/2 * * * * ?").with("DCS_SOURCE_DEFAULT_SHARDS", Integer.toString(SHARDS))
                .with("DCS_HTTP_SERVER_PORT", "0").with("DCS_MANAGEMENT_PORT", "0").start("run"));
    }

    @AfterEach
    void release() {
        held.release();
        simulator.injectFaults(FaultInjector.NONE);
    }

    @AfterAll
    static void end() {
        NODES_UP.forEach(Started::close);
        simulator.close();
    }

    @Test
    void spreadsTheShardsAndSyncsNoneTwiceAtATime() {
        Instant begin = Instant.now();
        for (Started node : NODES_UP) {
            Waiting.until("a sync by each process",
                    () -> tables.count("sync_run where status = 'complete' and node like '%/" + node.process().pid()
                            + "'") > 1);
        }
        Waiting.until("a sync of each shard", () -> tables.rows("select distinct shard from sync_run"
                + " where status = 'complete' and started_at > ?", Timestamp.from(begin)).size() == SHARDS);

        for (int shard = 1; shard <= SHARDS; shard++) {
            Instant free = Instant.MIN;
            for (Map<String, Object> run : tables.rows("select * from sync_run where status = 'complete'"
                    + " and shard = ? order by started_at", shard)) {
                assertThat((Instant) run.get("started_at")).as("shard %s", shard).isAfterOrEqualTo(free);
                assertThat(run).containsEntry("source", "default").containsEntry("instances", instancesOf(shard));
                free = (Instant) run.get("finished_at");
            }
        }
        new Stored(tables, simulator.fleet()).equalsWhatIsListed();
    }

    @Test
    void takesOverFromAProcessThatIsKilled() throws Exception {
        Map<String, Object> run = holdUp();
        Started victim = nodeOf(run);

        victim.process().destroyForcibly();

        awaitTakeover(run);
        NODES_UP.remove(victim);
        startNode();
    }

    @Test
    void letsAProcessThatWasFrozenWriteNothing() throws Exception {
        Map<String, Object> run = holdUp();
        Started victim = nodeOf(run);
        signal("STOP", victim);
        awaitTakeover(run);
        Map<String, Object> taken = tables.row("select * from sync_run where run_id = ?", run.get("run_id"));

        held.release();
        signal("CONT", victim);

        Waiting.until("the process to notice", () -> said(victim, "Another process has taken source"));
        assertThat(tables.row("select * from sync_run where run_id = ?", run.get("run_id"))).isEqualTo(taken);
        assertThat(tables.count("backup_record where backup_id = 'ghost'")).isZero();
        for (String table : List.of("instance_sync", "sync_error", "record_change", "rejected_record")) {
            assertThat(tables.rows("select * from " + table + " where run_id = ?", run.get("run_id"))).as(table)
                    .isEmpty();
        }
    }

    /** Has a sync wait for an answer that is none of the service's, and tells whose it is. */
    private Map<String, Object> holdUp() {
        AtomicReference<String> instance = new AtomicReference<>();
        AtomicBoolean armed = new AtomicBoolean(true);
        simulator.injectFaults((request, answer) -> {
            if (request.operation() != Operation.BACKUPS_V1 || !armed.getAndSet(false)) {
                return answer;
            }
            instance.set(request.instanceId());
            held.hold();
            return Answer.json(200, GHOST);
        });
        held.await();
        return tables.row("select * from sync_run where status = 'running' and shard = ?", shardOf(instance.get()));
    }

    private static Started nodeOf(Map<String, Object> run) {
        return NODES_UP.stream().filter(node -> run.get("node").toString().endsWith("/" + node.process().pid()))
                .findFirst().orElseThrow();
    }

    private static void awaitTakeover(Map<String, Object> run) {
        Waiting.until("another process to sync the shard", () -> tables.count("sync_run where status = 'complete'"
                + " and shard = " + run.get("shard") + " and node <> '" + run.get("node") + "' and started_at > '"
                + run.get("started_at") + "'") > 0);
        assertThat(tables.value("select status from sync_run where run_id = ?", run.get("run_id")))
                .isEqualTo("interrupted");
    }

    private static boolean said(Started node, String words) {
        try {
            return node.err().stream().anyMatch(line -> line.contains(words));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void signal(String name, Started node) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(node.process().pid())).start();
        assertThat(kill.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(kill.exitValue()).isZero();
    }

    private static long instancesOf(int shard) {
        return simulator.fleet().instanceIds().stream().filter(id -> shardOf(id) == shard).count();
    }

    private static int shardOf(String instanceId) {
        CRC32 hash = new CRC32();
        hash.update(instanceId.getBytes(StandardCharsets.UTF_8));
        return 1 + (int) (hash.getValue() % SHARDS);
    }
}
