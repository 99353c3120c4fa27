package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dcssync.testkit.Launcher;
import io.github.dcssync.testkit.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        java("17.0.1", "for word in \"$@\"; do echo \"$word\"; done; cat; case $* in *ArchiveClassesAtExit*)"
                + " echo \"$*\" >>'" + home + "/trained.txt' ;; esac; exit 7");
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

    /** The stand-in knows only the terminal that it is given as standard input. */
    @Test
    void tellsTheProgramHowWideItsTerminalIs() throws Exception {
        Path script = Path.of("/usr/bin/script");
        assumeTrue(Files.isExecutable(script), "script makes terminals");
        start();
        java("17.0.1", "echo \"$*\"");
        Launcher.script(tools.folder().resolve("stty"), "[ -t 0 ] && echo 24 87");

        Process process = launcher(script).builder("-qec", "'" + home.resolve("dcs-sync") + "' report </dev/null",
                "/dev/null").redirectErrorStream(true).start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("-Ddcs.stdout-terminal=true -Ddcs.columns=87 ");
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

    @Test
    void handsJavaOptionsOverWordByWordAndUnexpanded() throws Exception {
        Launcher.Result result = launcher().in(home).with("JAVA_OPTS", "-Xmx64m -Dpattern=* pom*").run();

        assertThat(result.out()).containsSequence("-Xmx64m", "-Dpattern=*", "pom*");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '^', delimiter = '|', textBlock = """
            -Xlog:gc:file="/a folder/gc.log" -Xmx64m   | -Xlog:gc:file=/a folder/gc.log,-Xmx64m
            '-Dname=the "best"'                        | -Dname=the "best"
            "-Dname=it's"                              | -Dname=it's
            -Done="a"'b c'd                            | -Done=ab cd
            -Dempty="" ""                              | -Dempty=,
            "$(touch run.txt)" `touch run.txt`         | $(touch run.txt),`touch,run.txt`
            -Dpath=\\."a b" $HOME ;                    | -Dpath=\\.a b,$HOME,;
            """)
    void keepsBlanksInsideQuotesOfJavaOptionsAndRunsNothing(String options, String words) throws Exception {
        Launcher.Result result = launcher().in(home).with("JAVA_OPTS", options).run("once", "a b", "");

        assertThat(result.out()).containsSequence(words.split(",", -1)).endsWith("once", "a b", "");
        assertThat(home.resolve("run.txt")).doesNotExist();
    }

    @Test
    void takesLineBreaksAndTabsBetweenJavaOptionsForBlanks() throws Exception {
        Launcher.Result result = launcher().with("JAVA_OPTS", "\n-Done=1\n\t-Dtwo=2 \n").run("once");

        assertThat(result.out()).containsSequence("-Done=1", "-Dtwo=2").doesNotContain("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-Done=1", "-javaagent:/an/agent.jar", "-agentlib:jdwp=transport=dt_socket,suspend=y",
        "-Xlog:gc:gc.log -Dtwo='-Xmx1g 2'", "-XX:StartFlightRecording=filename=a.jfr",
        "-XX:ArchiveClassesAtExit=a.jsa"})
    void startsOneJvmWhereNoOptionCanKeepItFromStartingOrDoesMoreThanThat(String options) throws Exception {
        assertThat(startsOfJava(options)).singleElement().asString().contains("-jar");
    }

    @Test
    void triesOptionsThatCanFailWithoutThoseThatWriteFilesOrWaitForSomebody() throws Exception {
        assertThat(startsOfJava("-Xmx1g -Done=1 -Xlog:gc:gc.log -XX:+UseG1GC -Xlog:gc -javaagent:a.jar -ea")).hasSize(2)
                .first().isEqualTo("-Xmx1g -XX:+UseG1GC -Xlog:gc -ea -version");
    }

    @Test
    void triesOptionsWithBothKindsOfQuotesAsTheyAre() throws Exception {
        assertThat(startsOfJava("-Xmx1g -Xname='say \"it'\"'\"'s\"' -ea")).hasSize(2)
                .first().isEqualTo("-Xmx1g -Xname=say \"it's\" -ea -version");
    }

    /** Of the JVM's own variables, too, whose faults end it with 1. */
    @ParameterizedTest
    @ValueSource(strings = {"JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
    void saysWhichOptionsJavaDoesNotStartWith(String variable) throws Exception {
        start();
        Launcher.script(tools.folder().resolve("java"),
                "case \"$* $JAVA_TOOL_OPTIONS $JDK_JAVA_OPTIONS $_JAVA_OPTIONS\" in",
                "*-Xmx1m*) echo 'Too small maximum heap'; exit 1 ;;", "esac", "echo 'openjdk version \"17.0.1\"' >&2");

        Launcher.Result result = launcher().with(variable, "-Dpassword=Unguess-1 -Xmx1m").run("once");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).containsExactly("Too small maximum heap",
                "dcs-sync: Java does not start with " + variable
                        + "='-Xmx1m': correct or remove what it does not take");
    }

    @Test
    void triesTheJvmsOwnVariablesWithoutWhatWaitsForSomebody() throws Exception {
        start();
        Path java = jdk(folder.resolve("jdk"), "17.0.17");
        Path starts = folder.resolve("starts.txt");
        Launcher.script(java.resolve("bin/java"), "echo \"$JAVA_TOOL_OPTIONS|$JDK_JAVA_OPTIONS\" >>'" + starts + "'");
        launcher().with("JAVA_HOME", java.toString()).with("JAVA_TOOL_OPTIONS", "-agentlib:jdwp=suspend=y -Xss1m")
                .with("JDK_JAVA_OPTIONS", "-Done=\"it's\" -XX:+UseG1GC").run("once");

        assertThat(Files.readAllLines(starts)).containsExactly(" '-Xss1m'| '-XX:+UseG1GC'",
                "-agentlib:jdwp=suspend=y -Xss1m|-Done=\"it's\" -XX:+UseG1GC");
    }

    @Test
    void refusesALimitOfOpenFilesThatHasNoRoomForItsLibraries() throws Exception {
        start();
        Path limited = Launcher.script(folder.resolve("limited"), "ulimit -n 64",
                "exec '" + home.resolve("dcs-sync") + "' \"$@\"");

        assertRefused(launcher(limited).run("once"),
                "only 64 files may be open at a time, which is too few: allow 1024 (ulimit -n 1024)");
    }

    /** What is opened next would take their places, and hear what is meant for them. */
    @Test
    void leavesNoStreamClosed() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/fd")), "the system shows what is open");
        start();
        Path streams = folder.resolve("streams.txt");
        java("17.0.1", "seen=$(readlink /proc/$$/fd/0 /proc/$$/fd/1 /proc/$$/fd/2); echo \"$seen\" >'" + streams + "'");
        Path closing = Launcher.script(folder.resolve("closing"), "exec '" + home.resolve("dcs-sync")
                + "' \"$@\" <&- >&- 2>&-");

        launcher(closing).run("once");

        assertThat(streams).content().isEqualTo("/dev/null\n".repeat(3));
    }

    @Test
    void saysWhatItHasToSayInJsonWhereTheEnvironmentWantsTheLogSo() throws Exception {
        maven("printf 'no \"symbol\" \\\\here\\033\\n\\n\\tat Main\\n'; exit 1");
        Launcher.Result result = launcher().with("DCS_LOG_FORMAT", "JSON").run("once");

        assertThat(result.exitCode()).isEqualTo(2);
        List<JsonNode> said = new ArrayList<>();
        for (String line : result.err()) {
            said.add(JsonMapper.builder().build().readTree(line));
        }
        assertThat(said).extracting(line -> line.get("message").asText()).hasSize(4)
                .contains("no \"symbol\" \\here", " at Main").last().asString().startsWith("the build failed");
        assertThat(said).extracting(line -> line.get("level").asText()).containsExactly("INFO", "ERROR", "ERROR",
                "ERROR");
        assertThat(said).allSatisfy(line -> assertThat(Instant.parse(line.get("timestamp").asText()))
                .isBeforeOrEqualTo(Instant.now()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Dname=\"a b", "-Dname='a b", "\"", "-Dname=it's"})
    void refusesJavaOptionsWithAQuoteThatIsNeverClosed(String options) throws Exception {
        start();

        assertRefused(launcher().with("JAVA_OPTS", options).run("once"),
                "a quote in JAVA_OPTS is never closed: close it, or put the other kind of quotes around it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
    void choosesNoCollectorWhereTheUserDid(String variable) throws Exception {
        assertThat(start().out()).contains("-XX:+UseSerialGC");
        for (String options : List.of("-Xmx1g -XX:+UseG1GC", "-XX:+UseZGC", "-XX:Flags=jvm.flags",
                "-XX:VMOptionsFile=jvm.options", "-Xmx1g @jvm.options", "@jvm.options")) {
            assertThat(launcher().with(variable, options).run().out()).doesNotContain("-XX:+UseSerialGC");
        }
        assertThat(launcher().with(variable, "-Xmx1g -Dmail=a@b").run().out()).contains("-XX:+UseSerialGC");
    }

    @Test
    void preparesWithTheCollectorThatTheUserChose() throws Exception {
        start();

        launcher().with("JAVA_TOOL_OPTIONS", "-XX:+UseG1GC").run("prepare");

        assertThat(Files.readAllLines(home.resolve("trained.txt"))).hasSize(2)
                .last().asString().doesNotContain("SerialGC");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"C,-,-,C.UTF-8", "POSIX,-,-,C.UTF-8", "-,-,-,C.UTF-8", "-,C,-,C.UTF-8",
        "-,-,C,C.UTF-8", "xx_XX.UTF-8,-,-,C.UTF-8", "-,-,xx_XX.UTF-8,C.UTF-8"})
    void hasTheJvmReadArgumentsAndVariablesInUtf8(String all, String type, String language, String expected)
            throws Exception {
        tools.provide("locale");

        assertThat(localeOfJava(all, type, language)).startsWith("LC_ALL=" + expected + " ").endsWith(" LANGUAGE=");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "C.UTF-8,-,-,LC_ALL= LANG=C.UTF-8 LC_CTYPE= LC_TIME= LC_MESSAGES=C LANGUAGE=",
        "C.UTF-8,C,xx_XX.UTF-8,LC_ALL= LANG=C.UTF-8 LC_CTYPE= LC_TIME= LC_MESSAGES=C LANGUAGE=",
        "-,-,C.UTF-8,LC_ALL= LANG=C.UTF-8 LC_CTYPE= LC_TIME=C LC_MESSAGES=C LANGUAGE=",
        "-,C.UTF-8,C,LC_ALL= LANG=C LC_CTYPE=C.UTF-8 LC_TIME=C LC_MESSAGES=C LANGUAGE="})
    void hasTheSystemSpeakEnglishInTheUsersCharacters(String all, String type, String language, String expected)
            throws Exception {
        tools.provide("locale");

        assertThat(localeOfJava(all, type, language)).isEqualTo(expected);
    }

    @Test
    void leavesALocaleThatHasItsOwnCharactersAsItIs() throws Exception {
        Launcher.script(tools.folder().resolve("locale"), "echo ISO-8859-1");

        assertThat(localeOfJava("de_DE", "", ""))
                .isEqualTo("LC_ALL= LANG=de_DE LC_CTYPE= LC_TIME= LC_MESSAGES=C LANGUAGE=");
        assertThat(localeOfJava("", "de_DE", "fr_FR"))
                .isEqualTo("LC_ALL= LANG=fr_FR LC_CTYPE=de_DE LC_TIME=C LC_MESSAGES=C LANGUAGE=");
    }

    @Test
    void triesC_Utf8WhereNobodyCanSayWhatThereIs() throws Exception {
        assertThat(localeOfJava("C", "", "")).startsWith("LC_ALL=C.UTF-8 ");
    }

    @Test
    void staysInAsciiWhereThereIsNoUtf8() throws Exception {
        Launcher.script(tools.folder().resolve("locale"), "echo ANSI_X3.4-1968");

        assertThat(localeOfJava("C", "", ""))
                .isEqualTo("LC_ALL= LANG=C LC_CTYPE= LC_TIME= LC_MESSAGES=C LANGUAGE=");
    }

    /** What a JVM is given where the user's language is German, too. */
    private String localeOfJava(String all, String type, String language) throws Exception {
        java("17.0.1", Stream.of("LC_ALL", "LANG", "LC_CTYPE", "LC_TIME", "LC_MESSAGES", "LANGUAGE")
                .map(name -> name + "=${" + name + ":-}").collect(Collectors.joining(" ", "echo \"", "\"")));
        start();
        Launcher.Result result = launcher().with("LC_ALL", all == null ? "" : all)
                .with("LC_CTYPE", type == null ? "" : type).with("LANG", language == null ? "" : language)
                .with("LC_TIME", "C").with("LC_MESSAGES", "C.UTF-8").with("LANGUAGE", "de").run("once");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).hasSize(1);
        return result.out().get(0);
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

    private List<String> startsOfJava(String options) throws Exception {
        start();
        Path java = jdk(folder.resolve("jdk"), "17.0.17");
        Path starts = folder.resolve("starts.txt");
        Launcher.script(java.resolve("bin/java"), "echo \"$*\" >>'" + starts + "'");
        assertThat(launcher().with("JAVA_HOME", java.toString()).with("JAVA_OPTS", options).run("once").exitCode())
                .isZero();
        return Files.readAllLines(starts);
    }

    /** A JDK as it is installed, whose Java leaves a note when it is asked for its version. */
    private static Path jdk(Path home, String version) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Example\"\nJAVA_RUNTIME_VERSION=\"" + version
                + "+1\"\nJAVA_VERSION=\"" + version + "\"\nJAVA_VERSION_DATE=\"2026-10-20\"\n");
        Launcher.script(home.resolve("bin/java"), "[ \"$1\" = -version ] && echo >'" + home + "/asked.txt'",
                "for word in \"$@\"; do echo \"$word\"; done; exit 7");
        return home;
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
        return launcher(home.resolve("dcs-sync"));
    }

    private Launcher launcher(Path started) {
        return Launcher.of(started, folder).with("PATH", tools.folder().toString())
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
