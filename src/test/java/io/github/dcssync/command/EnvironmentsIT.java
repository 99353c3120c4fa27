package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.dcssync.testkit.Launcher;
import io.github.dcssync.testkit.Started;
import io.github.dcssync.testkit.TestPostgres;
import io.github.dcssync.testkit.Workplace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The program in other people's languages, characters and options, and on every version of Java beside the tests' own. */
class EnvironmentsIT {

    private static final Path JAVA = Path.of(System.getProperty("java.home"));
    /** Tried wherever it is installed; elsewhere the tests say that they are left out. */
    private static final int NEWEST = 25;
    private static final Path NONE = Path.of("");

    @TempDir
    Path folder;

    private Workplace workplace;

    /** @param variables that are set as the name says */
    record Environment(String name, Map<String, String> variables) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** The tests' own Java, the newest, and whatever other version is installed. */
    static Stream<Environment> environments() {
        return Stream.concat(Stream.of(turkish(), newest()), javas().entrySet().stream()
                .filter(java -> java.getKey() != NEWEST).map(java -> onAnother(java.getKey(), Map.of("LC_ALL", "C"))));
    }

    static Environment turkish() {
        return new Environment("Turkish, plain C, options for the java command", Map.of("LC_ALL", "C",
                "JAVA_OPTS", "-Duser.language=tr -Duser.country=TR", "JDK_JAVA_OPTIONS", "-XX:+UseG1GC"));
    }

    private static Environment newest() {
        return onAnother(NEWEST, Map.of("LC_ALL", "xx_XX.UTF-8", "JAVA_TOOL_OPTIONS", "-XX:+UseParallelGC",
                "JAVA_OPTS", "-Duser.language=ar -Duser.extensions=u-nu-arab -Dname=\"a b\""));
    }

    private static Environment onAnother(int version, Map<String, String> variables) {
        Map<String, String> all = new TreeMap<>(variables);
        if (version != Runtime.version().feature()) {
            all.put("JAVA_HOME", javas().getOrDefault(version, NONE).toString());
        }
        return new Environment("Java " + version + " with " + variables, all);
    }

    /** One of each version beside the one that runs the tests. */
    static Map<Integer, Path> javas() {
        Map<Integer, Path> found = new TreeMap<>();
        try (Stream<Path> installed = Files.list(JAVA.getParent())) {
            installed.filter(java -> Files.isExecutable(java.resolve("bin/java")) && version(java) >= 17)
                    .forEach(java -> found.put(version(java), java));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.remove(Runtime.version().feature());
        return found;
    }

    private static int version(Path java) {
        Properties release = new Properties();
        try (BufferedReader reader = Files.newBufferedReader(java.resolve("release"))) {
            release.load(reader);
        } catch (IOException e) {
            return 0;
        }
        Matcher version = Pattern.compile("\"(\\d+).*").matcher(release.getProperty("JAVA_VERSION", ""));
        return version.matches() ? Integer.parseInt(version.group(1)) : 0;
    }

    @BeforeEach
    void start() throws IOException {
        workplace = Workplace.in(folder);
    }

    @AfterEach
    void end() throws IOException {
        workplace.close();
    }

    @ParameterizedTest
    @MethodSource("environments")
    void syncsAndReportsAsAnywhereElse(Environment environment) throws Exception {
        Path script = Launcher.script(folder.resolve("start"), "export DCS_DB_PASSWORD='pässwörd '",
                "exec '" + workplace.home() + "/dcs-sync' \"$@\"");
        Path search = Launcher.script(folder.resolve("search"), "exec '" + script
                + "' report rpo_status --format csv --where 'instance_name=Kölner Straße'");
        Launcher launcher = in(environment, workplace.ready(Launcher.of(script, folder)));
        Launcher searching = in(environment, workplace.ready(Launcher.of(search, folder)));

        Launcher.Result first = launcher.run("once");
        Launcher.Result second = launcher.run("once");
        rename("Kölner Straße");
        Launcher.Result found = searching.run();

        assertThat(first.summary())
                .startsWith("dcs-sync: complete instances=3 complete=6 failed=0 read=18 inserted=18");
        assertThat(second.summary()).matches(Workplace.SUMMARY).startsWith(
                "dcs-sync: complete instances=3 complete=6 failed=0 read=15 inserted=0 changed=0 unchanged=15");
        assertThat(found.out()).hasSize(2).last().asString().contains("Kölner Straße");
        assertThat(List.of(first, second, found)).allSatisfy(result -> {
            assertThat(result.exitCode()).isZero();
            assertThat(result.err()).allMatch(EnvironmentsIT::isOrdinary);
        });
    }

    @Test
    void servesThePageWithoutAWarningOfTheJvm() throws Exception {
        assertThat(served(in(newest(), workplace.ready()))).allMatch(EnvironmentsIT::isOrdinary);
    }

    @Test
    void startsANodeOfAClusterWhoseNameHasNoAddress() throws Exception {
        Path noNames = Files.createFile(folder.resolve("hosts"));
        Launcher launcher = workplace.ready().with("DCS_CLUSTER_ENABLED", "true")
                .with("DCS_DB_URL", TestPostgres.freshDatabase().url()).with("DCS_DB_USER", "postgres")
                .with("JAVA_OPTS", "-Djdk.net.hosts.file=" + noNames);

        assertThat(served(launcher)).anyMatch(line -> line.contains("The next sync begins at 20"));
    }

    /** @return what a standing process says until it is ended, which has shown its page */
    private List<String> served(Launcher launcher) throws Exception {
        try (Started run = launcher.start("run")) {
            Matcher said = Pattern.compile("Report page at (\\S+),").matcher(run.says("Report page at "));
            assertThat(said.find()).isTrue();
            assertThat(URI.create(said.group(1)).toURL().openStream().readAllBytes()).asString(StandardCharsets.UTF_8)
                    .contains("<title>dcs-sync");
            assertThat(run.exitCodeAfterSigterm()).isZero();
            return run.err();
        }
    }

    /** What the JVM says of options that it has found is none of the program's, and log lines begin with the time. */
    static boolean isOrdinary(String line) {
        return line.contains("Picked up ") || line.startsWith("20");
    }

    static Launcher in(Environment environment, Launcher launcher) {
        assumeFalse(NONE.toString().equals(environment.variables().get("JAVA_HOME")),
                () -> "left out: " + environment + " is not installed beside " + JAVA);
        environment.variables().forEach(launcher::with);
        return launcher;
    }

    private void rename(String name) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("db"), "sa",
                "pässwörd ");
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update dcs_instance set name = '" + name + "' where instance_id ="
                    + " (select min(instance_id) from dcs_instance)");
        }
    }
}
