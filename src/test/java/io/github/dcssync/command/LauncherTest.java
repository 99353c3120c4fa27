package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher's own work, with a Java and a Maven that only note what they were asked. */
class LauncherTest {

    @TempDir
    Path folder;

    private Path home;
    private Tools tools;

    @BeforeEach
    void makeACheckoutThatWasNeverBuilt() throws IOException {
        home = Files.createDirectories(folder.resolve("a home"));
        Files.copy(Launcher.checkout().resolve("dcs-sync"), home.resolve("dcs-sync"));
        Files.createDirectories(home.resolve("src/main/java"));
        Files.createDirectories(home.resolve("routes"));
        Files.writeString(home.resolve("pom.xml"), "");
        Files.writeString(home.resolve("src/main/java/Main.java"), "");
        tools = Tools.in(folder.resolve("tools"));
        java("17.0.1", "for word in \"$@\"; do echo \"$word\"; done; cat; exit 7");
        maven("echo built >>builds.txt; cat >/dev/null; mkdir -p target/lib; echo jar >target/dcs-sync.jar");
    }

    @Test
    void buildsAMissingJarThenStartsItAndKeepsItsExitCode() throws Exception {
        Launcher.Result result = start("once", "--json");

        assertThat(result.exitCode()).isEqualTo(7);
        assertThat(result.out()).endsWith("-jar", home.toRealPath() + "/target/dcs-sync.jar", "once", "--json");
        assertThat(result.err()).singleElement().asString().startsWith("dcs-sync: building the jar");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void startsABuiltJarWithoutBuilding() throws Exception {
        start();

        Launcher.Result again = start();

        assertThat(again.err()).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void buildsAgainWhenASourceIsNewerThanTheJar() throws Exception {
        start();
        date(home.resolve("src/main/java/Main.java"), Duration.ofMinutes(1));
        start();
        date(home.resolve("src/main/java/Main.java"), Duration.ofHours(-1));
        date(home.resolve("pom.xml"), Duration.ofMinutes(1));
        start();

        assertThat(builds()).isEqualTo(3);
    }

    @Test
    void buildsAgainWhenASourceChangedDuringTheBuild() throws Exception {
        maven("echo built >>builds.txt; mkdir -p target/lib; touch src/main/java/Main.java target/dcs-sync.jar");

        start();
        start();

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void doesNotBuildWhenARouteChanges() throws Exception {
        start();
        date(Files.writeString(home.resolve("routes/sync.camel.yaml"), ""), Duration.ofMinutes(1));

        assertThat(start().err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void letsOnlyOneOfTwoStartsBuild(boolean hasFlock) throws Exception {
        if (hasFlock) {
            tools.provide("flock");
        }
        maven("echo built >>builds.txt; sleep 1; mkdir -p target/lib; echo jar >target/dcs-sync.jar");
        CompletableFuture<Launcher.Result> first = CompletableFuture.supplyAsync(this::uninterrupted);
        CompletableFuture<Launcher.Result> second = CompletableFuture.supplyAsync(this::uninterrupted);

        assertThat(List.of(first.get(5, TimeUnit.MINUTES), second.get(5, TimeUnit.MINUTES)))
                .allSatisfy(result -> assertThat(result.exitCode()).isEqualTo(7));
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void takesOverALockThatWasLeftBehindLongAgo() throws Exception {
        Path lock = Files.createDirectories(home.resolve("target/.building"));
        date(lock, Duration.ofHours(-1));

        assertThat(start().exitCode()).isEqualTo(7);
        assertThat(lock).doesNotExist();
    }

    @Test
    void endsWithMavensReasonsWhenTheBuildFails() throws Exception {
        maven("echo '[ERROR] Main.java: a symbol is missing'; exit 1");

        Launcher.Result result = start("once");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("[ERROR] Main.java: a symbol is missing")
                .last().asString().startsWith("dcs-sync: the build failed");
    }

    @Test
    void refusesAJavaOlderThan17InOneLine() throws Exception {
        for (String version : List.of("1.8.0_392", "11.0.25", "16-ea")) {
            java(version, "echo started");

            assertRefused(start("once"),
                    "the Java at 'java' is too old: install 17 or newer, or point JAVA_HOME at one");
        }
    }

    @Test
    void takesAnyNewerJava() throws Exception {
        for (String version : List.of("17-ea", "21.0.5", "25")) {
            java(version, "exit 7");
            assertThat(start().exitCode()).isEqualTo(7);
        }
    }

    @Test
    void saysThatThereIsNoJava() throws Exception {
        assertRefused(launcher().with("JAVA_HOME", "/nowhere").run("once"),
                "there is no Java at '/nowhere/bin/java': install a Java runtime 17 or newer, or set JAVA_HOME");
    }

    @Test
    void saysThatAJavaWithoutCompilerCannotBuild() throws Exception {
        Launcher.script(tools.folder().resolve("java"), "[ $1 = -version ] && echo 'openjdk version \"17.0.1\"' >&2");

        assertRefused(start("once"), "has no compiler: install a JDK 17 or newer");
    }

    @Test
    void saysThatThereIsNoMaven() throws Exception {
        Files.delete(tools.folder().resolve("mvn"));

        assertRefused(start("once"), "there is no Maven: install Maven 3.8 or newer");
    }

    @Test
    void handsJavaOptionsOverWordByWordAndUnexpanded() throws Exception {
        Launcher.Result result = launcher().in(home).with("JAVA_OPTS", "-Xmx64m -Dpattern=* pom*").run();

        assertThat(result.out()).containsSequence("-Xmx64m", "-Dpattern=*", "pom*");
    }

    @Test
    void choosesNoCollectorWhereTheUserDid() throws Exception {
        assertThat(start().out()).contains("-XX:+UseSerialGC");
        assertThat(launcher().with("JAVA_OPTS", "-XX:+UseG1GC").run().out()).doesNotContain("-XX:+UseSerialGC");
    }

    @Test
    void startsAShortCommandQuicklyAndTheStandingOneToRunFast() throws Exception {
        assertThat(start("once").out()).contains("-XX:TieredStopAtLevel=1");
        assertThat(start("run").out()).doesNotContain("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    }

    @Test
    void usesTheArchiveOfItsClassesWhenThereIsOne() throws Exception {
        assertThat(start("once").out()).noneMatch(word -> word.contains("dcs-sync.jsa"));
        Path archive = Files.writeString(home.resolve("target/dcs-sync.jsa"), "");

        for (String command : new String[] {"once", "run"}) {
            assertThat(start(command).out())
                    .contains("-Xshare:auto", "-XX:SharedArchiveFile=" + archive.toRealPath());
        }
    }

    @Test
    void keepsArgumentsWithBlanksAndEmptyOnesWhole() throws Exception {
        assertThat(start("once", "--config", "a file", "").out()).endsWith("once", "--config", "a file", "");
    }

    @Test
    void leavesStandardInputToTheProgram() throws Exception {
        Path input = Files.writeString(folder.resolve("input.txt"), "a line for the program\n");
        Path output = folder.resolve("output.txt");

        Process process = launcher().builder("once").redirectInput(input.toFile()).redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();

        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(output).content().endsWith("once\na line for the program\n");
    }

    private Launcher.Result start(String... arguments) throws IOException, InterruptedException {
        return launcher().run(arguments);
    }

    private Launcher.Result uninterrupted() {
        try {
            return start();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Launcher launcher() {
        return Launcher.of(home.resolve("dcs-sync"), folder).with("PATH", tools.folder().toString())
                .with("JAVA_HOME", "");
    }

    private static void assertRefused(Launcher.Result result, String reason) {
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).singleElement().asString().startsWith("dcs-sync: ").endsWith(reason);
    }

    private void java(String version, String starting) {
        tools.java(version, starting);
    }

    private void maven(String... lines) {
        Launcher.script(tools.folder().resolve("mvn"), lines);
    }

    private int builds() throws IOException {
        return Files.readAllLines(home.resolve("builds.txt")).size();
    }

    private static void date(Path file, Duration fromNow) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(fromNow)));
    }
}
