package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.HostileServer;
import io.github.dcssync.testkit.Hostility;
import io.github.dcssync.testkit.Launcher;
import io.github.dcssync.testkit.Workplace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a process ends that cannot go on, or is not to; see {@link ScarceMemoryIT}, too. */
class LastResortIT {

    /** Thirty seconds are promised; what does not end by itself within 28 says so and is then ended. */
    private static final int MOST_SECONDS_AFTER_SIGTERM = 90;
    private static final String[] INSTANCES = {"i-1", "i-2", "i-3", "i-4", "i-5", "i-6", "i-7", "i-8"};

    @TempDir
    Path folder;

    private Workplace workplace;

    @BeforeEach
    void start() throws Exception {
        workplace = Workplace.in(folder);
    }

    @AfterEach
    void end() throws Exception {
        workplace.close();
    }

    @ParameterizedTest
    @CsvSource({"once, BODY_DRIPS, 143", "run, BODY_DRIPS, 0", "once, ENDLESS_PROCESSING, 143", "plan, SILENCE, 143"})
    void endsInTimeOnSigtermWhileAnswersNeverEnd(String command, Hostility hostility, int exitCode) throws Exception {
        try (HostileServer service = HostileServer.listing(hostility, INSTANCES)) {
            Process process = started(service, command);
            service.awaitAnswering(2);

            assertThat(exitCodeAfterSigterm(process)).isEqualTo(exitCode);
        }
        assertThat(said()).noneMatch(line -> line.contains("does not end"));
        if (!command.equals("plan")) {
            assertThat(Files.readAllLines(folder.resolve("out"))).singleElement().asString()
                    .matches(Workplace.SUMMARY).startsWith("dcs-sync: partial instances=8 ");
            assertThatTheSyncInFlightWasInterrupted();
        }
    }

    private void assertThatTheSyncInFlightWasInterrupted() throws SQLException {
        try (Connection database = Workplace.open(folder.resolve("db"));
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("select status from sync_run")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("interrupted");
        }
    }

    @Test
    void endsACheckAtOnceOnSigterm() throws Exception {
        try (HostileServer service = HostileServer.start(Hostility.SILENCE)) {
            Process process = started(service, "check");
            service.awaitAnswering(1);

            assertThat(exitCodeAfterSigterm(process)).isEqualTo(143);
        }
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {"-Xmx3x, '-Xmx3x'", "-Xms2g -Xmx1g, '-Xms2g' '-Xmx1g'",
        "-XX:+NoSuchThing, '-XX:+NoSuchThing'", "-Xlog:nosuch, '-Xlog:nosuch'", "-nosuch, '-nosuch'", "Xmx1g, 'Xmx1g'",
        "-ea -Dname=\"a b\" '-Xmx3 g', '-ea' '-Xmx3 g'"})
    void saysThatJavaDoesNotStartWithItsOptions(String options, String tried) throws Exception {
        Launcher.Result result = workplace.ready().with("JAVA_OPTS", options).run("once");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).hasSizeGreaterThan(1).last()
                .isEqualTo("dcs-sync: Java does not start with JAVA_OPTS=" + tried
                        + ": correct or remove what it does not take");
    }

    /** A limit of the size of files stands for a disk without room; both are errors of writing. */
    @ParameterizedTest
    @CsvSource({"300, once", "1500, once"})
    void endsWith4AndNamesTheDiskThatIsFull(int blocks, String command) throws Exception {
        workplace.close();
        workplace = Workplace.withMany(folder.resolve("many"));
        Path limited = Launcher.script(folder.resolve("limited"), "ulimit -f " + blocks,
                "exec '" + workplace.home().resolve("dcs-sync") + "' \"$@\"");
        Launcher.Result result = workplace.ready(Launcher.of(limited, folder)).run(command);

        assertThat(result.exitCode()).as(String.join("\n", result.err())).isEqualTo(4);
        assertThat(result.err()).filteredOn(line -> line.contains("has no room on its disk")).hasSize(1)
                .allSatisfy(line -> assertThat(line).contains("The database jdbc:h2:file:" + folder)
                        .contains("free space there"));
    }

    private Launcher to(HostileServer service) {
        return workplace.ready().with("DCS_ENDPOINT", service.uri().toString())
                .with("DCS_SYNC_CRON", "* * * * * ?");
    }

    private Process started(HostileServer service, String command) throws Exception {
        Process process = to(service).builder(command).redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile()).start();
        process.getOutputStream().close();
        return process;
    }

    private List<String> said() throws Exception {
        return Files.readAllLines(folder.resolve("err"));
    }

    private static int exitCodeAfterSigterm(Process process) throws Exception {
        try {
            process.destroy();
            assertThat(process.waitFor(MOST_SECONDS_AFTER_SIGTERM, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
