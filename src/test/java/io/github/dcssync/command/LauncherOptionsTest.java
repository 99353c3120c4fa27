package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.Launcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The options with which the launcher starts Java: the user's, and its own. */
class LauncherOptionsTest extends LauncherTestSupport {

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
        "-XX:ArchiveClassesAtExit=a.jsa", "-Xmx512m", "-Xmx1g -Done=1"})
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

    private List<String> startsOfJava(String options) throws Exception {
        start();
        Path java = jdk(folder.resolve("jdk"), "17.0.17");
        Path starts = folder.resolve("starts.txt");
        Launcher.script(java.resolve("bin/java"), "echo \"$*\" >>'" + starts + "'");
        assertThat(launcher().with("JAVA_HOME", java.toString()).with("JAVA_OPTS", options).run("once").exitCode())
                .isZero();
        return Files.readAllLines(starts);
    }
}
