package io.github.dcssync.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.testkit.Launcher;
import io.github.dcssync.testkit.Started;
import io.github.dcssync.testkit.WrongClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Standing processes of the launcher on one database, which come, go, die and stand still. */
final class GrowingCluster implements AutoCloseable {

    private final Path folder;
    private final Simulator simulator;
    private final DatabaseTarget target;
    private final int requestsASecond;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Node> frozen = new ArrayList<>();
    private int shards;
    private int started;

    /**
     * A process.
     *
     * @param name   what its connections and its leases are called by
     * @param shards into how many parts it cuts the source
     */
    record Node(String name, Duration clockShift, int shards, Started program) {

        @Override
        public String toString() {
            return name + (clockShift.isZero() ? "" : " (" + clockShift.toSeconds() + " s off)");
        }
    }

    /** @param shards into how many parts the source is cut by who starts from now on */
    GrowingCluster(Path folder, Simulator simulator, DatabaseTarget target, int requestsASecond, int shards) {
        this.folder = folder;
        this.simulator = simulator;
        this.target = target;
        this.requestsASecond = requestsASecond;
        this.shards = shards;
    }

    int shards() {
        return shards;
    }

    /** Those that go on. */
    List<Node> nodes() {
        return nodes;
    }

    /** Starts one more, and waits for it. */
    Node join(Duration clockShift) throws IOException {
        String name = "node" + ++started;
        // Second compilers on two cores would take more than all that is tested here.
        String options = "-XX:TieredStopAtLevel=1 -Xmx128m"
                + (clockShift.isZero() ? "" : " " + WrongClock.options(folder, clockShift));
        Started program = Launcher.of(folder, simulator, target).with("JAVA_OPTS", options)
                .with("DCS_DB_URL", target.url() + "?ApplicationName=" + name)
                .with("DCS_CLUSTER_ENABLED", "true").with("DCS_CLUSTER_NODE", name)
                .with("DCS_SYNC_CRON", "0/3 * * * * ?").with("DCS_FULL_SYNC_CRON", "30 * * * * ?")
                .with("DCS_SOURCE_DEFAULT_SHARDS", Integer.toString(shards))
                .with("DCS_REQUESTS_PER_SECOND", Integer.toString(requestsASecond))
                .with("DCS_BACKUPS_PAGE_SIZE", "4").with("DCS_HTTP_SERVER_PORT", "0")
                .with("DCS_MANAGEMENT_PORT", "0").start("run");
        Node node = new Node(name, clockShift, shards, program);
        nodes.add(node);
        program.says("Running: ");
        return node;
    }

    /** Ends one as an operator does. */
    void leave(Node node) throws InterruptedException {
        nodes.remove(node);
        assertThat(node.program().exitCodeAfterSigterm()).as("exit code of %s", node).isZero();
    }

    /** Ends one as the kernel does that needs its memory. */
    void kill(Node node) {
        nodes.remove(node);
        node.program().close();
    }

    /** Lets one stand still, wherever it is. */
    void freeze(Node node) throws Exception {
        nodes.remove(node);
        frozen.add(node);
        signal("STOP", node);
    }

    boolean hasFrozen() {
        return !frozen.isEmpty();
    }

    /** Lets those go on that stand still; one that cuts the source otherwise by now is restarted, as its message says. */
    void thaw() throws Exception {
        for (Node node : List.copyOf(frozen)) {
            signal("CONT", node);
            frozen.remove(node);
            nodes.add(node);
            if (node.shards() != shards) {
                node.program().says("restart it with dcs.source.default.shards=" + shards);
                join(node.clockShift());
                leave(node);
            }
        }
    }

    /** Restarts one after another with another number of shards. */
    void recut(int newShards) throws Exception {
        shards = newShards;
        for (Node old : List.copyOf(nodes)) {
            join(old.clockShift());
            leave(old);
        }
    }

    private static void signal(String name, Node node) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(node.program().process().pid())).start();
        assertThat(kill.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(kill.exitValue()).isZero();
    }

    @Override
    public void close() {
        nodes.forEach(node -> node.program().close());
        frozen.forEach(node -> node.program().close());
    }
}
