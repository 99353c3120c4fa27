package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.simulator.SimulatorOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as its users meet it: what it prints where, and which exit code it ends with. */
class LauncherIT {

    private static final String SUMMARY = "dcs-sync: (complete|partial|failed) instances=\\d+ complete=\\d+ failed=\\d+"
            + " read=\\d+ inserted=\\d+ changed=\\d+ unchanged=\\d+ vanished=\\d+ rejected=\\d+ requests=\\d+"
            + " retries=\\d+ seconds=\\d+(\\.\\d+)?";
    private static final String SECRET_KEY = "SecretKeyThatNobodyMaySee";
    private static final int INSTANCES = 3;
    private static final int BACKUPS = 4;
    private static final int RESTORES = 2;

    @TempDir
    Path folder;

    private Path home;
    private Simulator simulator;

    @BeforeEach
    void start() throws IOException {
        home = Launcher.home(folder.resolve("home with blanks"));
        simulator = Simulator.start(SimulatorOptions.builder().instances(INSTANCES).backupsPerInstance(BACKUPS)
                .restoresPerInstance(RESTORES).keys("AKEXAMPLE", SECRET_KEY).build());
    }

    @AfterEach
    void end() throws IOException {
        simulator.close();
        for (String link : List.of("target", "config")) {
            Files.delete(home.resolve(link));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "--help", "demo --help", "once --help", "run --help", "check --help",
        "simulate --help"})
    void answersAQuestionAboutItselfOnStandardOutput(String question) throws Exception {
        Launcher.Result result = program().run(question.split(" "));

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isNotEmpty()
                .first().asString().startsWith(question.equals("--version") ? "dcs-sync " : "Usage: dcs-sync ");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void startsFromTheCheckoutWithoutBuilding() throws Exception {
        Launcher.Result result = Launcher.of(Launcher.checkout().resolve("dcs-sync"), folder).run("--version");

        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"onec", "--nice", "once --jsn", "once --source", "simulate --port=many"})
    void refusesACommandLineItDoesNotKnow(String commandLine) throws Exception {
        Launcher.Result result = program().run(commandLine.split(" "));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).hasSize(2).allSatisfy(line -> assertThat(line).doesNotContain("Exception"));
        assertThat(result.err().get(1)).startsWith("Try: dcs-sync ").endsWith("--help");
    }

    @Test
    void startsThroughASymbolicLinkFromAnywhere() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("else where"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), Path.of("../home with blanks/dcs-sync"));
        Path linkToLink = Files.createSymbolicLink(elsewhere.resolve("sync"), link);

        Launcher.Result result = ready(Launcher.of(linkToLink, folder)).in(elsewhere)
                .with("DCS_DB_URL", "jdbc:h2:file:./data/below-home").run("once");

        assertThat(result.exitCode()).isZero();
        assertThat(result.lastOut()).matches(SUMMARY);
        assertThat(home.resolve("data/below-home.mv.db")).exists();
        assertThat(elsewhere.resolve("data")).doesNotExist();
    }

    @Test
    void showsADemoInOneCommand() throws Exception {
        Launcher.Result result = program().run("demo", "--once");

        assertThat(result.exitCode()).isZero();
        assertThat(result.lastOut()).matches(SUMMARY).startsWith("dcs-sync: complete instances=40 complete=80 ");
        assertThat(count(home.resolve("data/demo"), "backup_record")).isEqualTo(40 * 24);
        assertThat(count(home.resolve("data/demo"), "restore_record")).isEqualTo(40 * 5);
    }

    @Test
    void syncsOnceAndPrintsNothingButTheSummaryOnStandardOutput() throws Exception {
        Launcher.Result result = ready(program()).run("once", "--verbose");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).containsExactly(result.lastOut());
        assertThat(result.lastOut()).matches(SUMMARY).startsWith(
                "dcs-sync: complete instances=3 complete=6 failed=0 read=18 inserted=18 changed=0 unchanged=0 ");
        assertThat(result.err()).isNotEmpty().noneMatch(line -> line.contains(SECRET_KEY));
        assertThat(count(folder.resolve("db"), "backup_record")).isEqualTo(INSTANCES * BACKUPS);
        assertThat(count(folder.resolve("db"), "restore_record")).isEqualTo(INSTANCES * RESTORES);
    }

    @Test
    void printsTheSummaryAsOneJsonObject() throws Exception {
        Launcher.Result result = ready(program()).with("DCS_LOG_FORMAT", "json").run("once", "--json", "--verbose");

        assertThat(result.out()).hasSize(1);
        JsonNode summary = JsonMapper.builder().build().readTree(result.lastOut());
        assertThat(summary.fieldNames()).toIterable().containsExactly("status", "instances", "complete", "failed",
                "read", "inserted", "changed", "unchanged", "vanished", "rejected", "requests", "retries", "seconds");
        assertThat(summary.get("status").asText()).isEqualTo("complete");
        assertThat(summary.get("read").asInt()).isEqualTo(INSTANCES * (BACKUPS + RESTORES));
        assertThat(result.err()).isNotEmpty().allSatisfy(line -> assertThat(line).startsWith("{").endsWith("}"));
    }

    @Test
    void namesEverySettingThatIsMissingAtOnce() throws Exception {
        Launcher.Result result = program().run("once");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).allSatisfy(line -> assertThat(line).startsWith("dcs-sync: dcs."));
        assertThat(String.join("\n", result.err())).contains("dcs.endpoint is not set", "dcs.project-id is not set",
                "CLOUD_SDK_AK", "CLOUD_SDK_SK");
    }

    @Test
    void namesEverySettingThatIsWrongAtOnce() throws Exception {
        Path config = Files.writeString(folder.resolve("own settings.properties"), """
                dcs.paralelism=4
                dcs.backups.page-size=many
                dcs.time-zone=Mars/Olympus
                """);

        Launcher.Result result = ready(program()).run("once", "--config", config.toString());

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).hasSize(3);
        assertThat(String.join("\n", result.err())).contains("dcs.paralelism", "dcs.parallelism",
                "dcs.backups.page-size", "many", "dcs.time-zone", "Mars/Olympus");
    }

    @Test
    void readsNothingWithAWrongSecretAndAsksOnlyOnce() throws Exception {
        Launcher.Result result = ready(program()).with("CLOUD_SDK_SK", "AnotherSecretKey").run("once");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.lastOut()).matches(SUMMARY).startsWith("dcs-sync: failed ");
        assertThat(simulator.requests()).isEqualTo(1);
        assertThat(result.err()).isNotEmpty().noneMatch(line -> line.contains("AnotherSecretKey"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:%d", "https://dcs.invalid:%d"})
    void readsNothingFromASourceThatCannotBeReached(String endpoint) throws Exception {
        Launcher.Result result = ready(program()).with("DCS_ENDPOINT", endpoint.formatted(closedPort()))
                .with("DCS_HTTP_MAX_ATTEMPTS", "1").run("once");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.lastOut()).matches(SUMMARY).startsWith("dcs-sync: failed ");
        assertThat(result.err()).noneMatch(line -> line.startsWith("\tat "));
    }

    @Test
    void saysInOneLineThatTheDatabaseIsDown() throws Exception {
        Launcher.Result result = ready(program())
                .with("DCS_DB_URL", "jdbc:postgresql://127.0.0.1:" + closedPort() + "/dcs").run("once");

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).singleElement().asString().startsWith("dcs-sync: The database jdbc:postgresql://")
                .contains("cannot be reached");
        assertThat(simulator.requests()).isZero();
    }

    @Test
    void saysInOneLineThatAnotherProcessHasTheDatabaseFile() throws Exception {
        try (Connection held = open(folder.resolve("db"))) {
            Launcher.Result result = ready(program()).run("once");

            assertThat(result.exitCode()).isEqualTo(4);
            assertThat(result.err()).singleElement().asString().contains("is in use by another process");
            assertThat(held.isValid(1)).isTrue();
        }
    }

    @Test
    void refusesToSimulateOnAPortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Launcher.Result result = program().run("simulate", "--port", Integer.toString(taken.getLocalPort()));

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).singleElement().asString().contains(Integer.toString(taken.getLocalPort()));
        }
    }

    @Test
    void endsTheStandingProcessWithZeroWhenToldTo() throws Exception {
        Process process = ready(program()).builder("run").start();
        try (BufferedReader err = new BufferedReader(
                new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            List<String> said = new ArrayList<>();
            for (String line = err.readLine(); line != null && !line.contains("Running: "); line = err.readLine()) {
                said.add(line);
            }

            process.destroy();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ended; it had said %s", said).isTrue();
            assertThat(process.exitValue()).as("exit code; it had said %s", said).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void checksWithoutWritingAnything() throws Exception {
        Launcher.Result result = ready(program()).run("check");

        assertThat(result.exitCode()).as("%s", result).isZero();
        assertThat(result.lastOut()).isEqualTo("dcs-sync: no problems, no warnings");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).noneMatch(line -> line.contains(SECRET_KEY) || line.contains("\u001b"))
                .anyMatch(line -> line.matches("  dcs.secret-key +xxxxxx +environment CLOUD_SDK_SK"));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("db"));
        }
    }

    @Test
    void findsAWrongSecretWithOneRequest() throws Exception {
        Launcher.Result result = ready(program()).with("CLOUD_SDK_SK", "AnotherSecretKey").run("check", "--json");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(simulator.requests()).isEqualTo(1);
        assertThat(result.out()).hasSize(1);
        assertThat(JsonMapper.builder().build().readTree(result.lastOut()).get("level").asText()).isEqualTo("problem");
        assertThat(result.lastOut()).doesNotContain("AnotherSecretKey");
    }

    @Test
    void checksTheOtherSourcesAndTheDatabaseWhenOneSourceFails() throws Exception {
        Launcher two = ready(program()).with("DCS_SOURCES", "north, south")
                .with("DCS_SOURCE_SOUTH_ENDPOINT", "http://127.0.0.1:" + closedPort());

        Launcher.Result partial = two.run("check");
        Launcher.Result noDatabase = two
                .with("DCS_DB_URL", "jdbc:postgresql://127.0.0.1:" + closedPort() + "/dcs").run("check");

        assertThat(partial.exitCode()).isEqualTo(1);
        assertThat(String.join("\n", partial.out())).contains("instances: 3", "no connection to 127.0.0.1:",
                "no tables yet");
        assertThat(noDatabase.exitCode()).isEqualTo(4);
        assertThat(noDatabase.lastOut()).isEqualTo("dcs-sync: 2 problems, no warnings");
    }

    private Launcher program() {
        return Launcher.of(home.resolve("dcs-sync"), folder);
    }

    private Launcher ready(Launcher launcher) {
        return launcher.with("DCS_ENDPOINT", simulator.endpoint().toString())
                .with("DCS_PROJECT_ID", simulator.fleet().projectId())
                .with("CLOUD_SDK_AK", "AKEXAMPLE")
                .with("CLOUD_SDK_SK", SECRET_KEY)
                .with("DCS_DB_URL", "jdbc:h2:file:" + folder.resolve("db"));
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Connection open(Path database) throws SQLException {
        return DriverManager.getConnection("jdbc:h2:file:" + database, "sa", "");
    }

    private static int count(Path database, String table) throws SQLException {
        try (Connection connection = open(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
