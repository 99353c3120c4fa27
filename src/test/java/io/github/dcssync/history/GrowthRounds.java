package io.github.dcssync.history;

import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.history.GrowingCluster.Node;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.simulator.SimulatorOptions;
import io.github.dcssync.testkit.Tables;
import io.github.dcssync.testkit.TestDatabase;
import io.github.dcssync.testkit.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Rounds in which processes that share a source come, go, die, stand still, are given another number of shards or have a
 * wrong clock, in an order that a seed decides. After each round all parts are synced once more and looked at.
 */
final class GrowthRounds implements AutoCloseable {

    static final int MOST_SHARDS = 4;
    private static final int MOST_NODES = 4;
    private static final int INSTANCES = 12;
    private static final int MOST_BACKUPS = 12;
    private static final int REQUESTS_A_SECOND = 20;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** What happens to a process, or to all of them. */
    enum Event {
        /** One more is started. */
        JOIN,
        /** One more is started whose clock is a minute ahead, or behind. */
        JOIN_WITH_WRONG_CLOCK,
        /** One is ended as an operator does. */
        LEAVE,
        /** One is ended in whatever it does. */
        KILL,
        /** One stands still until others have gone on without it. */
        FREEZE,
        /** All are restarted, one after another, with another number of shards. */
        RECUT
    }

    private final Random random;
    private final Simulator simulator;
    private final GrowthWatch watch;
    private final GrowingCluster cluster;
    private final List<String> story = new ArrayList<>();
    private int rounds;

    GrowthRounds(Path folder, long seed) throws Exception {
        random = new Random(seed);
        simulator = Simulator.start(SimulatorOptions.builder().seed(seed).instances(INSTANCES).backupsPerInstance(6)
                .restoresPerInstance(2).latency(Duration.ofMillis(20)).build());
        DatabaseTarget target = TestDatabase.POSTGRESQL.migrated();
        watch = new GrowthWatch(simulator, Tables.of(target), MOST_SHARDS, REQUESTS_A_SECOND);
        cluster = new GrowingCluster(folder, simulator, target, REQUESTS_A_SECOND, 1 + random.nextInt(MOST_SHARDS));
    }

    int rounds() {
        return rounds;
    }

    GrowthWatch watch() {
        return watch;
    }

    /** What has happened so far, a line a round. */
    List<String> story() {
        return story;
    }

    /** Starts the first process, and waits for its first sync. */
    void begin() throws Exception {
        Instant begin = watch.now();
        cluster.join(Duration.ZERO);
        awaitSyncOfAll(begin);
    }

    /** One round of one or two events that the seed decides. */
    List<String> round() throws Exception {
        Set<Event> events = EnumSet.noneOf(Event.class);
        for (int event = 0; event < 1 + random.nextInt(2); event++) {
            events.add(Event.values()[random.nextInt(Event.values().length)]);
        }
        return round(events);
    }

    /** @return what did not hold */
    List<String> round(Set<Event> events) throws Exception {
        StringBuilder line = new StringBuilder("Round " + ++rounds + ", " + cluster.nodes().size() + " processes, "
                + cluster.shards() + " shards:");
        changeRecords();
        for (Event event : events) {
            line.append(' ').append(event).append(' ').append(happen(event));
        }
        long start = System.nanoTime();
        changeRecords();
        awaitSyncOfAll(watch.now());
        line.append(", healed in ").append((System.nanoTime() - start) / 1_000_000_000).append(" s");
        if (cluster.hasFrozen()) {
            cluster.thaw();
            awaitSyncOfAll(watch.now());
        }
        List<String> violations = watch.violations();
        violations.forEach(violation -> line.append("\n  ").append(violation));
        story.add(line.toString());
        return violations;
    }

    private String happen(Event event) throws Exception {
        switch (event) {
            case JOIN:
                return join(Duration.ZERO);
            case JOIN_WITH_WRONG_CLOCK:
                return join(random.nextBoolean() ? MINUTE : MINUTE.negated());
            case RECUT:
                int shards = 1 + (cluster.shards() + random.nextInt(MOST_SHARDS - 1)) % MOST_SHARDS;
                cluster.recut(shards);
                return "to " + shards;
            default:
                return remove(event);
        }
    }

    private String join(Duration clockShift) throws Exception {
        if (cluster.nodes().size() == MOST_NODES) {
            cluster.leave(cluster.nodes().get(0));
        }
        return cluster.join(clockShift).toString();
    }

    private String remove(Event event) throws Exception {
        Node node = victim();
        if (event == Event.LEAVE) {
            cluster.leave(node);
        } else if (event == Event.KILL) {
            cluster.kill(node);
        } else {
            cluster.freeze(node);
        }
        if (cluster.nodes().isEmpty()) {
            cluster.join(Duration.ZERO);
        }
        return node.toString();
    }

    /** Whoever syncs a part just now, or any: its lease is what counts. */
    private Node victim() {
        int any = random.nextInt(cluster.nodes().size());
        return watch.holder().flatMap(name -> cluster.nodes().stream().filter(node -> node.name().equals(name))
                .findFirst()).orElse(cluster.nodes().get(any));
    }

    /** At every instance something is new, and what makes a dozen too many is listed no longer. */
    private void changeRecords() {
        for (String instance : simulator.fleet().instanceIds()) {
            for (SimulatedKind kind : SimulatedKind.values()) {
                simulator.fleet().addFirst(kind, instance);
            }
            List<String> backups = simulator.fleet().recordIds(SimulatedKind.BACKUP, instance);
            if (backups.size() > MOST_BACKUPS) {
                simulator.fleet().remove(SimulatedKind.BACKUP, instance, backups.get(backups.size() - 1));
                watch.expectChanges(1);
            }
        }
    }

    private void awaitSyncOfAll(Instant since) {
        Waiting.until("a sync of all " + cluster.shards() + " parts; " + String.join("\n", story),
                () -> watch.isSyncedSince(since, cluster.shards()));
    }

    @Override
    public void close() {
        cluster.close();
        simulator.close();
    }
}
