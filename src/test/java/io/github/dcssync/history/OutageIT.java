package io.github.dcssync.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.simulator.FaultInjector;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.simulator.SimulatorOptions;
import io.github.dcssync.testkit.Launcher;
import io.github.dcssync.testkit.Stored;
import io.github.dcssync.testkit.Tables;
import io.github.dcssync.testkit.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that goes away in the middle of a sync and stays away. */
class OutageIT {

    private static final int STOPPED_AT_REQUEST = 15;

    @TempDir
    private Path folder;

    @Test
    void endsTheSyncAndTheNextOneHealsIt() throws Exception {
        try (TestPostgres.Own server = new TestPostgres.Own(folder.resolve("data"));
                Simulator simulator = Simulator.start(SimulatorOptions.builder().instances(5).backupsPerInstance(30)
                        .restoresPerInstance(8).latency(Duration.ofMillis(15)).build())) {
            Launcher program = Launcher.of(folder, simulator, server.database()).with("DCS_BACKUPS_PAGE_SIZE", "6")
                    .with("DCS_PARALLELISM", "2");
            AtomicInteger requests = new AtomicInteger();
            simulator.injectFaults((request, answer) -> {
                if (requests.incrementAndGet() == STOPPED_AT_REQUEST) {
                    server.stop();
                }
                return answer;
            });
            long begin = System.nanoTime();

            Launcher.Result ended = program.run("once");

            assertThat(ended.exitCode()).as(ended.err().toString()).isEqualTo(4);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMinutes(4));
            assertThat(ended.err()).noneMatch(line -> line.startsWith("\tat "))
                    .filteredOn(line -> line.contains("the database failed") || line.contains("The database"))
                    .hasSize(1);

            simulator.injectFaults(FaultInjector.NONE);
            server.start();
            Launcher.Result next = program.run("once");
            assertThat(next.exitCode()).as(next.err().toString()).isZero();
            new Stored(Tables.of(server.database()), simulator.fleet()).equalsWhatIsListed();
            assertThat(Tables.of(server.database()).column("select status from sync_run order by started_at"))
                    .containsExactly("interrupted", "complete");
        }
    }
}
