package io.github.dcssync.bench;

import io.github.dcssync.bench.Scenario.Task;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** All scenarios. */
final class Scenarios {

    private static final int FEW = 4;
    private static final int MANY = 8;
    private static final Duration NEAR = Duration.ZERO;
    private static final Duration FAR = Duration.ofMillis(20);
    private static final Fleet USUAL = new Fleet(200, 500, 50, NEAR);
    private static final List<Contender> COPIERS = Arrays.stream(Contender.values())
            .filter(contender -> contender != Contender.NOTHING).toList();

    static final List<Scenario> ALL = List.of(
            new Scenario("cold", "110,000 records into empty tables", Task.FILL, USUAL, FEW, COPIERS),
            new Scenario("unchanged", "110,000 records, none of them new", Task.COMPARE, USUAL, FEW,
                    COPIERS),
            new Scenario("far", "110,000 records, 20 ms a request", Task.FILL, new Fleet(200, 500, 50, FAR), MANY,
                    COPIERS),
            new Scenario("list", "1,000,000 records in one list", Task.FILL, new Fleet(1, 0, 1_000_000, NEAR), FEW,
                    COPIERS),
            new Scenario("million", "1,000,000 records of 200 instances", Task.FILL,
                    new Fleet(200, 4_500, 500, NEAR), FEW, COPIERS),
            new Scenario("many", "10,000 instances with 24 backups each, none of them new", Task.COMPARE,
                    new Fleet(10_000, 24, 0, NEAR), MANY, COPIERS));

    private Scenarios() {
    }
}
