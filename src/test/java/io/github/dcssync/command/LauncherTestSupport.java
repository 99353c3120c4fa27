package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.Launcher;
import io.github.dcssync.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A checkout that was never built, with a Java and a Maven that only note what they were asked. */
abstract class LauncherTestSupport {

    @TempDir
    Path folder;

    Path home;
    Tools tools;

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

    /** A JDK as it is installed, whose Java leaves a note when it is asked for its version. */
    static Path jdk(Path home, String version) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Example\"\nJAVA_RUNTIME_VERSION=\"" + version
                + "+1\"\nJAVA_VERSION=\"" + version + "\"\nJAVA_VERSION_DATE=\"2026-10-20\"\n");
        Launcher.script(home.resolve("bin/java"), "[ \"$1\" = -version ] && echo >'" + home + "/asked.txt'",
                "for word in \"$@\"; do echo \"$word\"; done; exit 7");
        return home;
    }

    Launcher.Result start(String... arguments) throws IOException, InterruptedException {
        return launcher().run(arguments);
    }

    Launcher launcher() {
        return launcher(home.resolve("dcs-sync"));
    }

    Launcher launcher(Path started) {
        return Launcher.of(started, folder).with("PATH", tools.folder().toString())
                .with("JAVA_HOME", "");
    }

    static void assertRefused(Launcher.Result result, String reason) {
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).singleElement().asString().startsWith("dcs-sync: ").endsWith(reason);
    }

    void java(String version, String starting) {
        tools.java(version, starting);
    }

    void maven(String... lines) {
        Launcher.script(tools.folder().resolve("mvn"), lines);
    }

    int builds() throws IOException {
        return Files.readAllLines(home.resolve("builds.txt")).size();
    }
}
