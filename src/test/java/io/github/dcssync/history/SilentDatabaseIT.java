package io.github.dcssync.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.simulator.FaultInjector;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.simulator.SimulatorOptions;
import io.github.dcssync.testkit.Launcher;
import io.github.dcssync.testkit.Started;
import io.github.dcssync.testkit.Stored;
import io.github.dcssync.testkit.Tables;
import io.github.dcssync.testkit.TestPostgres;
import io.github.dcssync.testkit.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database server whose processes were stopped by SIGSTOP, and the program as its users start it. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SilentDatabaseIT {

    /** A minute is promised; the rest is for a machine with other things to do. The next longer limit is ten minutes. */
    private static final Duration LONGEST = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    @Test
    void endsOnceInAMinuteAndNothingIsLost() throws Exception {
        try (TestPostgres.Own server = new TestPostgres.Own(folder.resolve("data"));
                Simulator simulator = Simulator.start(SimulatorOptions.builder().instances(5).backupsPerInstance(30)
                        .restoresPerInstance(8).latency(Duration.ofMillis(15)).build())) {
            Launcher program = Launcher.of(folder, simulator, server.database()).with("DCS_BACKUPS_PAGE_SIZE", "6");
            AtomicInteger requests = new AtomicInteger();
            AtomicLong begin = new AtomicLong();
            simulator.injectFaults((request, answer) -> {
                if (requests.incrementAndGet() == 15) {
                    server.freeze();
                    begin.set(System.nanoTime());
                }
                return answer;
            });

            Launcher.Result ended = program.run("once");

            assertThat(ended.exitCode()).as(ended.err().toString()).isEqualTo(4);
            assertThat(Duration.ofNanos(System.nanoTime() - begin.get())).isLessThan(LONGEST);
            assertThat(ended.err()).noneMatch(line -> line.startsWith("\tat "))
                    .filteredOn(line -> line.contains("database")).hasSizeLessThan(4);
            server.thaw();
            simulator.injectFaults(FaultInjector.NONE);
            Launcher.Result next = program.run("once");
            assertThat(next.exitCode()).as(next.err().toString()).isZero();
            new Stored(Tables.of(server.database()), simulator.fleet()).equalsWhatIsListed();
        }
    }

    @Test
    void isNoReasonForRunToEndAndSaidOnceEachWay() throws Exception {
        try (TestPostgres.Own server = new TestPostgres.Own(folder.resolve("data"));
                Simulator simulator = Simulator.start(SimulatorOptions.builder().instances(2).backupsPerInstance(4)
                        .restoresPerInstance(2).build());
                Started run = Launcher.of(folder, simulator, server.database()).with("DCS_SYNC_CRON", "0/2 * * * * ?")
                        .with("DCS_HTTP_SERVER_PORT", "0").with("DCS_MANAGEMENT_PORT", "0").start("run")) {
            Waiting.until("the first sync", () -> !lines(run.outFile()).isEmpty());
            server.freeze();
            Waiting.until("the outage to be noticed", () -> said(run, "No answer from the database") == 1);
            server.thaw();
            Waiting.until("the database to be back", () -> said(run, "The database is back after ") == 1);
            int before = lines(run.outFile()).size();
            Waiting.until("another sync", () -> lines(run.outFile()).stream().skip(before)
                    .anyMatch(line -> line.startsWith("dcs-sync: complete")));

            run.process().destroy();

            assertThat(run.process().waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(run.exitCode()).isZero();
            assertThat(run.err()).noneMatch(line -> line.startsWith("\tat ") || line.contains("Hikari"));
            assertThat(said(run, "No answer from the database")).isEqualTo(1);
            assertThat(said(run, "The database is back after ")).isEqualTo(1);
        }
    }

    private static long said(Started run, String text) {
        return lines(run.errFile()).stream().filter(line -> line.contains(text)).count();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
