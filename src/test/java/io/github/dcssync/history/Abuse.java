package io.github.dcssync.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.sync.Summary;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that can go wrong around the program, by seeded chance, for an hour or as {@code -Dabuse.minutes} says:
 * answers that lie, stall or never end, databases that freeze or go, a clock that jumps, a program that is killed. No
 * secret may be shown or sent, no wait may be longer than promised, and no record may be lost.
 */
@Timeout(value = 1, unit = TimeUnit.DAYS)
class Abuse {

    private static final Duration SLACK = Duration.ofSeconds(15);
    private static final Duration LONGEST_STEP = Duration.ofDays(2);

    @TempDir
    static Path folder;

    private final AbuseFigures figures = new AbuseFigures();
    private final long seed = Long.getLong("abuse.seed", 1);
    private final long end = System.nanoTime() + Duration.ofMinutes(Long.getLong("abuse.minutes", 60)).toNanos();

    @Test
    void leavesNothingBehind() throws Exception {
        figures.bound(AbuseLane.WAIT_FOR_ANSWER, Duration.ofSeconds(2).plus(SLACK));
        figures.bound(AbuseLane.WAIT_FOR_SINK, Duration.ofSeconds(10).plus(SLACK));
        figures.bound(AbuseLane.WAIT_FOR_DATABASE, Duration.ofSeconds(60).plus(SLACK));
        figures.bound(AbuseLane.WAIT_FOR_END, Duration.ofSeconds(30).plus(SLACK));
        List<Callable<Void>> lanes = new ArrayList<>();
        for (TestDatabase store : TestDatabase.values()) {
            lanes.add(() -> abuse(store));
        }
        lanes.add(this::stepTheClock);
        ExecutorService threads = Executors.newFixedThreadPool(lanes.size());
        try {
            for (Future<Void> lane : threads.invokeAll(lanes)) {
                lane.get();
            }
        } finally {
            threads.shutdownNow();
            Files.writeString(Path.of("target", "abuse.txt"), figures.toString());
            System.out.println(figures);
        }
        assertThat(figures.violations()).isEmpty();
    }

    private Void abuse(TestDatabase store) throws Exception {
        Path home = Files.createDirectory(folder.resolve(store.name()));
        try (AbuseLane lane = new AbuseLane(store, seed * 31 + store.ordinal(), home, figures)) {
            lane.begin();
            while (System.nanoTime() < end) {
                lane.round();
            }
        }
        return null;
    }

    /** The time of program and service jumps to and fro; every sync is complete all the same. */
    private Void stepTheClock() throws Exception {
        Random random = new Random(seed);
        try (SyncFixture stage = SyncFixture.on(TestDatabase.POSTGRESQL).fleet(2, 8, 3).pageSizes(3).start()) {
            while (System.nanoTime() < end) {
                long seconds = random.nextLong(2 * LONGEST_STEP.toSeconds()) - LONGEST_STEP.toSeconds();
                stage.clock().advance(Duration.ofSeconds(seconds));
                stage.fleet().addFirst(SimulatedKind.BACKUP, stage.instance(0));
                Summary.Status status = stage.fullSync().getSummary().status();
                figures.count("clock steps");
                if (status != Summary.Status.COMPLETE) {
                    figures.violation("The clock was stepped by " + seconds + " s, and the sync was " + status);
                }
                stage.stored().equalsWhatIsListed();
            }
        }
        return null;
    }
}
