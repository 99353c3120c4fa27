package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the launcher finds Java, builds the program and starts it. */
class LauncherTest extends LauncherTestSupport {

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
    void loadsTheOperatorsJarsBehindTheProgramsOwn() throws Exception {
        start();
        Path overlay = folder.resolve("the overlay");
        for (Path jar : List.of(overlay.resolve("ext/a.jar"), home.resolve("ext/a.jar"), home.resolve("ext/b a.jar"),
                home.resolve("ext/notes.txt"))) {
            Files.createDirectories(jar.getParent());
            Files.writeString(jar, "");
        }
        Path real = home.toRealPath();

        assertThat(start("once").out()).endsWith("-cp", real + "/target/dcs-sync.jar:" + real + "/ext/a.jar:" + real
                + "/ext/b a.jar", "io.github.dcssync.Main", "once");
        for (String named : List.of(overlay.toString(), "../the overlay")) {
            assertThat(launcher().with("DCS_OVERLAY", named).run("once").out().stream()
                    .filter(word -> word.startsWith(real + "/target/dcs-sync.jar:")).findFirst().orElseThrow())
                    .endsWith("the overlay/ext/a.jar:" + real + "/ext/b a.jar").doesNotContain("/a home/ext/a.jar");
        }
    }

    @Test
    void refusesAJarThatTheClassPathCannotName() throws Exception {
        start();
        Path overlay = Files.createDirectories(folder.resolve("a:b/ext")).getParent();
        Files.writeString(overlay.resolve("ext/a.jar"), "");

        assertRefused(launcher().with("DCS_OVERLAY", overlay.toString()).run("once"),
                "/a:b/ext/a.jar cannot be loaded: move it to where no name has a colon");
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
    void readsTheVersionOfAJavaWhereItIsWrittenAndStartsNoJvmToAsk() throws Exception {
        start();
        for (String version : List.of("17.0.17", "21", "25.0.1", "26-ea")) {
            Path java = jdk(folder.resolve("jdk " + version), version);
            assertThat(launcher().with("JAVA_HOME", java.toString()).run("once").exitCode()).isEqualTo(7);
            assertThat(java.resolve("asked.txt")).doesNotExist();
        }
    }

    @Test
    void findsTheJavaThatALinkInThePathLeadsTo() throws Exception {
        start();
        Path java = jdk(folder.resolve("a jdk"), "17.0.17");
        Path alternative = Files.createSymbolicLink(folder.resolve("alternative"), java.resolve("bin/java"));
        Files.delete(tools.folder().resolve("java"));
        Files.createSymbolicLink(tools.folder().resolve("java"), alternative);

        assertThat(start("once").exitCode()).isEqualTo(7);
        assertThat(java.resolve("asked.txt")).doesNotExist();
    }

    @Test
    void refusesAJavaThatIsTooOldByWhatIsWrittenOfIt() throws Exception {
        start();
        for (String version : List.of("1.8.0_392", "11.0.25", "16.0.2")) {
            Path java = jdk(folder.resolve("jdk " + version), version);

            assertRefused(launcher().with("JAVA_HOME", java.toString()).run("once"), "the Java at '" + java
                    + "/bin/java' is too old: install 17 or newer, or point JAVA_HOME at one");
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

    private Launcher.Result uninterrupted() {
        try {
            return start();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void date(Path file, Duration fromNow) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(fromNow)));
    }
}
