package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.Launcher;
import io.github.dcssync.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of an unpacked release, where there is neither a Maven nor anything to build. */
class ReleaseLauncherTest {

    /** A Java that shows its words, and leaves an archive of classes where it is asked for one. */
    private static final String SHOWING = "for word in \"$@\"; do echo \"$word\";"
            + " case $word in -XX:ArchiveClassesAtExit=*) echo classes >\"${word#*=}\"; exit 0 ;; esac; done; exit 7";

    @TempDir
    Path folder;

    private Path home;
    private Tools tools;

    @BeforeEach
    void unpackARelease() throws IOException {
        home = Files.createDirectories(folder.resolve("a release"));
        Files.copy(Launcher.checkout().resolve("dcs-sync"), home.resolve("dcs-sync"));
        Files.writeString(home.resolve("dcs-sync.jar"), "");
        for (String name : new String[] {"config", "lib", "routes"}) {
            Files.createDirectories(home.resolve(name));
        }
        tools = Tools.in(folder.resolve("tools"));
        tools.java("17.0.1", SHOWING);
    }

    @Test
    void startsTheJarBesideIt() throws Exception {
        Launcher.Result result = start("once", "--json");

        assertThat(result.exitCode()).isEqualTo(7);
        assertThat(result.out()).contains("-Ddcs.home=" + home.toRealPath())
                .endsWith("-jar", home.toRealPath() + "/dcs-sync.jar", "once", "--json");
        assertThat(result.err()).isEmpty();
        assertThat(home.resolve("target")).doesNotExist();
    }

    @Test
    void saysThatItsJarIsMissing() throws Exception {
        Files.delete(home.resolve("dcs-sync.jar"));

        Launcher.Result result = start("once");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).singleElement().asString()
                .endsWith("/a release/dcs-sync.jar is missing: unpack the release again");
    }

    @Test
    void writesNothingBesideItUntilItIsToldToPrepare() throws Exception {
        start("--version");
        start("demo", "--once");

        assertThat(home).isDirectoryNotContaining("glob:**.jsa");
        assertThat(start("once").out()).noneMatch(word -> word.contains(".jsa"));
    }

    @Test
    void preparesQuickStartsWithAnArchiveOfClasses() throws Exception {
        Launcher.Result result = start("prepare");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).singleElement().asString().startsWith("dcs-sync: preparing quick starts");
        assertThat(home.resolve("dcs-sync.jsa")).hasContent("classes");
        assertThat(home.resolve("training")).doesNotExist();
        assertThat(home.resolve("dcs-sync.aot")).doesNotExist();
        assertThat(start("run").out()).contains("-XX:SharedArchiveFile=" + home.toRealPath() + "/dcs-sync.jsa");
    }

    @Test
    void preparesTheShortCommandsOfANewerJavaWithACacheToo() throws Exception {
        Path java = newerJava();

        assertThat(with(java, "").run("prepare").out()).isEmpty();

        assertThat(with(java, "").run("once").out()).contains("-XX:AOTCache=" + home.toRealPath() + "/dcs-sync.aot")
                .doesNotContain("-Xshare:auto").noneMatch(word -> word.contains(".jsa"));
        assertThat(with(java, "-Xmx1g -Done=1").run("once").out()).anyMatch(word -> word.contains(".aot"));
        assertUsesTheArchive(with(java, "").run("run"));
    }

    /** The JVM would do without both. */
    @Test
    void usesACacheOnlyWithTheJavaTheOptionsAndTheProgramThatItWasMadeOf() throws Exception {
        Path java = newerJava();
        with(java, "").run("prepare");

        for (String options : new String[] {"-XX:+UseG1GC", "-XX:-UseCompressedOops", "-Xmx64g", "-Xshare:off",
            "-XX:SharedArchiveFile=a.jsa", "-javaagent:an.jar", "-Done='a b'"}) {
            assertUsesTheArchive(with(java, options).run("once"));
        }
        assertUsesTheArchive(start("once"));
        Path release = java.resolve("release");
        String installed = Files.readString(release);
        Files.writeString(release, installed.replace("+1", "+2"));
        assertUsesTheArchive(with(java, "").run("once"));
        Files.writeString(release, installed);
        assertThat(with(java, "").run("once").out()).anyMatch(word -> word.contains(".aot"));
        Files.writeString(home.resolve("dcs-sync.jar"), "another release");
        assertUsesTheArchive(with(java, "").run("once"));
    }

    @Test
    void makesNoCacheWhereItCannotTellThatItFits() throws Exception {
        Path java = newerJava();
        Files.delete(tools.folder().resolve("stat"));

        assertThat(with(java, "").run("prepare").exitCode()).isZero();

        assertUsesTheArchive(with(java, "").run("once"));
    }

    private static void assertUsesTheArchive(Launcher.Result result) {
        assertThat(result.out()).contains("-Xshare:auto").anyMatch(word -> word.endsWith("/dcs-sync.jsa"))
                .noneMatch(word -> word.contains("AOT"));
    }

    /** Makes what it is asked to make, and else shows its words. */
    private Path newerJava() throws IOException {
        tools.provide("stat");
        Path java = LauncherTestSupport.jdk(folder.resolve("newer"), "25.0.3");
        Launcher.script(java.resolve("bin/java"), "case \"$*\" in *-version) exit 0 ;; esac",
                "for word in \"$@\"; do case \"$word|$*\" in",
                "-XX:ArchiveClassesAtExit=*'|'* | -XX:AOTC*=*'|'*AOTMode*) echo made >\"${word#*=}\"; made=yes ;;",
                "*AOTMode* | *ArchiveClassesAtExit*) ;; *) echo \"$word\" ;; esac; done",
                "[ \"${made:-}\" = yes ] || exit 7");
        return java;
    }

    private Launcher with(Path java, String options) {
        return Launcher.of(home.resolve("dcs-sync"), folder).with("PATH", tools.folder().toString())
                .with("JAVA_HOME", java.toString()).with("JAVA_OPTS", options);
    }

    @Test
    void saysWhyItCouldNotPrepareAndLeavesNoHalfArchive() throws Exception {
        tools.java("17.0.1", "echo no space left; exit 1");

        Launcher.Result result = start("prepare");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("no space left").last().asString().contains("nothing is prepared");
        assertThat(home).isDirectoryNotContaining("glob:**.jsa").isDirectoryNotContaining("glob:**/training");
    }

    @Test
    void preparesWithoutOptionsOnly() throws Exception {
        Launcher.Result result = start("prepare", "--nice");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).singleElement().asString().contains("prepare takes no options");
        assertThat(home.resolve("dcs-sync.jsa")).doesNotExist();
    }

    @Test
    void saysWhatPrepareIsForAndPreparesNothing() throws Exception {
        for (String option : new String[] {"--help", "-h"}) {
            Launcher.Result result = start("prepare", option);

            assertThat(result.exitCode()).isZero();
            assertThat(result.out()).first().asString().startsWith("Usage: dcs-sync prepare ");
            assertThat(result.err()).isEmpty();
        }
        assertThat(home.resolve("dcs-sync.jsa")).doesNotExist();
    }

    private Launcher.Result start(String... arguments) throws IOException, InterruptedException {
        return Launcher.of(home.resolve("dcs-sync"), folder).with("PATH", tools.folder().toString())
                .with("JAVA_HOME", "").run(arguments);
    }
}
