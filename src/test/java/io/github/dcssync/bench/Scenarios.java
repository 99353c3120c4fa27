package io.github.dcssync.bench;

import static io.github.dcssync.bench.Contender.CAMEL;
import static io.github.dcssync.bench.Contender.DCS_SYNC;
import static io.github.dcssync.bench.Contender.FLOOR;
import static io.github.dcssync.bench.Contender.NOTHING;
import static io.github.dcssync.bench.Contender.SPRING_BATCH;
import static io.github.dcssync.bench.Contender.VENDOR_SDK;
import static io.github.dcssync.bench.Product.H2;
import static io.github.dcssync.bench.Product.MARIADB;
import static io.github.dcssync.bench.Product.POSTGRESQL;
import static io.github.dcssync.bench.Task.BEGIN;
import static io.github.dcssync.bench.Task.COMPARE;
import static io.github.dcssync.bench.Task.FILL;
import static io.github.dcssync.bench.Task.HELP;

import java.time.Duration;
import java.util.List;

/** All scenarios. */
final class Scenarios {

    private static final int FEW = 4;
    private static final int MANY = 8;
    private static final Duration NEAR = Duration.ZERO;
    private static final Duration FAR = Duration.ofMillis(20);
    private static final Fleet USUAL = new Fleet(200, 500, 50, NEAR);
    private static final List<Contender> ALONE = List.of(FLOOR, DCS_SYNC);
    private static final List<Contender> QUICK = List.of(FLOOR, DCS_SYNC, VENDOR_SDK, SPRING_BATCH);
    private static final List<Contender> COPIERS = List.of(FLOOR, DCS_SYNC, VENDOR_SDK, SPRING_BATCH, CAMEL);

    static final List<Scenario> ALL = List.of(
            new Scenario("cold", "110,000 records into empty tables", FILL, POSTGRESQL, USUAL, FEW, COPIERS),
            new Scenario("unchanged", "110,000 records, none of them new", COMPARE, POSTGRESQL, USUAL, FEW, QUICK),
            new Scenario("far", "110,000 records, 20 ms a request", FILL, POSTGRESQL, new Fleet(200, 500, 50, FAR),
                    MANY, QUICK),
            new Scenario("list", "1,000,000 records in one list", FILL, POSTGRESQL,
                    new Fleet(1, 0, 1_000_000, NEAR), FEW, QUICK),
            new Scenario("million", "1,000,000 records of 200 instances", FILL, POSTGRESQL,
                    new Fleet(200, 4_500, 500, NEAR), FEW, QUICK),
            new Scenario("many", "10,000 instances with 24 backups each, none of them new", COMPARE, POSTGRESQL,
                    new Fleet(10_000, 24, 0, NEAR), MANY, QUICK),
            new Scenario("h2", "110,000 records into an H2 file", FILL, H2, USUAL, FEW, ALONE),
            new Scenario("mariadb", "110,000 records into MariaDB", FILL, MARIADB, USUAL, FEW, ALONE),
            new Scenario("start", "from the start to the first request", BEGIN, POSTGRESQL,
                    new Fleet(1, 24, 2, NEAR), FEW, COPIERS),
            new Scenario("help", "--help", HELP, POSTGRESQL, new Fleet(0, 0, 0, NEAR), FEW,
                    List.of(NOTHING, DCS_SYNC)));

    private Scenarios() {
    }
}
