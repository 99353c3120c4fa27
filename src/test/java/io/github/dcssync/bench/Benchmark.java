package io.github.dcssync.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.database.Database;
import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.database.Dialect;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.simulator.SimulatorOptions;
import io.github.dcssync.testkit.TestPostgres;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Copies the same lists with each contender, every run in a process of its own, and prints what it took. Client,
 * simulator and database share the machine, so only the ratios say something. Run by {@code mvn -Pbench verify};
 * {@code -Dbench.runs=1} takes one run instead of the median of three.
 */
@Timeout(value = 1, unit = TimeUnit.DAYS)
class Benchmark {

    private static final int RUNS = Integer.getInteger("bench.runs", 3);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final String ROW = "%-34s %8s %9s %9s %9s %8s %7s%n";

    /** A job and who does it. */
    private enum Contender {
        FLOOR("floor: JDK client, streams", Floor.class, "copy"),
        DCS_SYNC("dcs-sync once", null, ""),
        SDK_BATCH("vendor SDK, a JDBC batch a page", VendorSdk.class, "batch"),
        SDK_ROWS("vendor SDK, JDBC row by row", VendorSdk.class, "rows"),
        FLOOR_UNCHANGED("floor: the same with an anti-join", Floor.class, "compare");

        private final String title;
        private final Class<?> program;
        private final String style;

        Contender(String title, Class<?> program, String style) {
            this.title = title;
            this.program = program;
            this.style = style;
        }
    }

    /**
     * A fleet to copy.
     *
     * @param latency of each answer
     * @param threads that read it
     */
    private record Size(String title, int instances, int backups, int restores, Duration latency, int threads) {
        int records() {
            return instances * (backups + restores);
        }

        Size titled(String other) {
            return new Size(other, instances, backups, restores, latency, threads);
        }
    }

    @TempDir
    private Path folder;
    private int files;

    @Test
    void printsWhatEachContenderTakes() throws Exception {
        Size plain = new Size("110,000 records", 200, 500, 50, Duration.ZERO, 4);
        Size far = new Size("110,000 records, 20 ms a request", 200, 500, 50, Duration.ofMillis(20), 8);
        Size large = new Size("1,000,000 records in one list", 1, 0, 1_000_000, Duration.ZERO, 4);
        System.out.printf(Locale.ROOT, "%nProcessors: %d, Java %s, runs: %d%n", Runtime.getRuntime()
                .availableProcessors(), Runtime.version(), RUNS);
        cold(plain, this::postgres, Contender.FLOOR, Contender.DCS_SYNC, Contender.SDK_BATCH, Contender.SDK_ROWS);
        unchanged(plain);
        cold(far, this::postgres, Contender.FLOOR, Contender.DCS_SYNC, Contender.SDK_BATCH);
        cold(large, this::postgres, Contender.FLOOR, Contender.DCS_SYNC);
        cold(plain.titled("110,000 records into an H2 file"), this::h2, Contender.FLOOR, Contender.DCS_SYNC);
    }

    private void cold(Size size, Supplier<DatabaseTarget> databases, Contender... contenders) throws Exception {
        head(size.title());
        try (Simulator simulator = simulator(size)) {
            double floor = 0;
            for (Contender contender : contenders) {
                List<Measurement> runs = new ArrayList<>();
                long requests = 0;
                for (int i = 0; i < RUNS; i++) {
                    DatabaseTarget database = migrated(databases.get());
                    long before = simulator.requests();
                    runs.add(run(contender, size, simulator, database));
                    requests = simulator.requests() - before;
                    assertThat(rows(database)).as(contender.title).isEqualTo(size.records());
                }
                floor = print(contender, size, runs, requests, floor);
            }
        }
    }

    private void unchanged(Size size) throws Exception {
        head(size.title() + ", none of them new");
        try (Simulator simulator = simulator(size)) {
            DatabaseTarget database = migrated(postgres());
            run(Contender.DCS_SYNC, size, simulator, database);
            double floor = 0;
            for (Contender contender : List.of(Contender.FLOOR_UNCHANGED, Contender.DCS_SYNC)) {
                List<Measurement> runs = new ArrayList<>();
                long requests = 0;
                for (int i = 0; i < RUNS; i++) {
                    long before = simulator.requests();
                    runs.add(run(contender, size, simulator, database));
                    requests = simulator.requests() - before;
                }
                floor = print(contender, size, runs, requests, floor);
            }
        }
    }

    private static Simulator simulator(Size size) {
        return Simulator.start(SimulatorOptions.builder().instances(size.instances())
                .backupsPerInstance(size.backups()).restoresPerInstance(size.restores()).latency(size.latency())
                .build());
    }

    private DatabaseTarget postgres() {
        return TestPostgres.freshDatabase();
    }

    private DatabaseTarget h2() {
        return new DatabaseTarget("jdbc:h2:file:" + folder.resolve("h2-" + ++files), "sa", "");
    }

    private static DatabaseTarget migrated(DatabaseTarget target) {
        try (Database database = Database.open(target, 2)) {
            database.migrate();
        }
        return target;
    }

    private Measurement run(Contender contender, Size size, Simulator simulator, DatabaseTarget database)
            throws Exception {
        ProcessBuilder process = contender.program == null ? launcher() : new ProcessBuilder(java(contender,
                new Job(simulator.endpoint().toString(), simulator.fleet().projectId(), simulator.accessKey(),
                        simulator.secretKey(), withUser(database), size.threads(), contender.style)));
        process.environment().put("JAVA_OPTS", "-Xmx256m");
        process.environment().put("DCS_ENDPOINT", simulator.endpoint().toString());
        process.environment().put("DCS_PROJECT_ID", simulator.fleet().projectId());
        process.environment().put("CLOUD_SDK_AK", simulator.accessKey());
        process.environment().put("CLOUD_SDK_SK", simulator.secretKey());
        process.environment().put("DCS_DB_URL", database.url());
        process.environment().put("DCS_DB_USER", database.user());
        process.environment().put("DCS_PARALLELISM", Integer.toString(size.threads()));
        process.environment().put("DCS_REQUESTS_PER_SECOND", "0");
        return Measurement.of(process, folder.resolve("output.txt"), LONGEST);
    }

    private static String withUser(DatabaseTarget database) {
        return database.url() + (database.dialect() == Dialect.H2 ? ";USER=" : "?user=") + database.user();
    }

    private static ProcessBuilder launcher() {
        return new ProcessBuilder(Path.of(System.getProperty("dcs.home", "")).toAbsolutePath().resolve("dcs-sync")
                .toString(), "once");
    }

    private List<String> java(Contender contender, Job job) throws Exception {
        // A class path of this length is easier on the eye, and on the operating system, in a file.
        Path arguments = Files.writeString(folder.resolve("java.txt"), "-cp \""
                + System.getProperty("java.class.path").replace("\\", "\\\\") + "\"");
        return Stream.concat(Stream.of(System.getProperty("java.home") + File.separator + "bin" + File.separator
                + "java", "-Xmx256m", "@" + arguments, contender.program.getName()), Stream.of(job.arguments()))
                .toList();
    }

    private static long rows(DatabaseTarget database) throws Exception {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), "");
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select (select count(*) from backup_record)"
                        + " + (select count(*) from restore_record)")) {
            count.next();
            return count.getLong(1);
        }
    }

    private static void head(String title) {
        System.out.printf("%n" + ROW, title, "seconds", "x floor", "records/s", "CPU s", "MiB", "requests");
    }

    /** @return the seconds of the first contender, the floor */
    private static double print(Contender contender, Size size, List<Measurement> runs, long requests, double floor) {
        runs.sort(Comparator.comparingDouble(Measurement::wallSeconds));
        Measurement median = runs.get(runs.size() / 2);
        double base = floor == 0 ? median.wallSeconds() : floor;
        System.out.printf(Locale.ROOT, ROW, contender.title, "%.1f".formatted(median.wallSeconds()),
                "%.2f".formatted(median.wallSeconds() / base),
                "%,.0f".formatted(size.records() / median.wallSeconds()), "%.1f".formatted(median.cpuSeconds()),
                "%.0f".formatted(median.peakMebibytes()), requests);
        return base;
    }
}
