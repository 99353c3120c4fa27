package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.Launcher;
import io.github.dcssync.testkit.Workplace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as its users start it: from anywhere, with right and wrong command lines and settings. */
class LauncherIT {

    @TempDir
    Path folder;

    private Workplace workplace;

    @BeforeEach
    void start() throws IOException {
        workplace = Workplace.in(folder);
    }

    @AfterEach
    void end() throws IOException {
        workplace.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "--help", "demo --help", "simulate --help"})
    void answersAQuestionAboutItselfOnStandardOutput(String question) throws Exception {
        Path classes = folder.resolve("classes.txt");
        Launcher.Result result = workplace.program().with("JAVA_OPTS", "'-Xlog:class+load:file=" + classes + "'")
                .run(question.split(" "));

        assertThat(result.exitCode()).isZero();
        assertThat(classes).as("nothing that takes its time").content().contains("RootCommand")
                .doesNotContain("ch.qos.logback");
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

    @Test
    void startsThroughASymbolicLinkFromAnywhere() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("else where"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), Path.of("../home with blanks/dcs-sync"));
        Path linkToLink = Files.createSymbolicLink(elsewhere.resolve("sync"), link);

        Launcher.Result result = workplace.ready(Launcher.of(linkToLink, folder)).in(elsewhere)
                .with("DCS_DB_URL", "jdbc:h2:file:./data/below-home").run("once");

        assertThat(result.exitCode()).isZero();
        assertThat(result.summary()).matches(Workplace.SUMMARY);
        assertThat(workplace.home().resolve("data/below-home.mv.db")).exists();
        assertThat(elsewhere.resolve("data")).doesNotExist();
    }

    /** A component that the program does not have, in a route of its own; what the archive remembers comes from there. */
    @Test
    void loadsAComponentOfTheOperatorsAndStillRemembersItsClasses() throws Exception {
        Path overlay = Files.createDirectories(folder.resolve("an overlay/routes")).getParent();
        ComponentJar.write(overlay.resolve("ext/greet.jar"));
        Files.writeString(overlay.resolve("routes/greet.camel.yaml"),
                "- route: {id: greet, from: {uri: \"direct:greet\","
                        + " steps: [{to: {id: call, uri: \"greet:you\"}}]}}\n");
        Path classes = folder.resolve("classes.txt");

        Launcher.Result result = workplace.ready().with("DCS_OVERLAY", overlay.toString())
                .with("JAVA_OPTS", "'-Xlog:class+load:file=" + classes + "'").run("check");

        assertThat(result.exitCode()).as("%s", result).isZero();
        assertThat(result.out()).anyMatch(line -> line.contains("ext/greet.jar") && line.contains("loaded: "));
        assertThat(result.err()).isEmpty();
        assertThat(Files.readAllLines(classes)).filteredOn(line -> line.contains("dcssync.command.RootCommand "))
                .singleElement().asString().contains("source: shared objects file");
    }

    @Test
    void refusesToSimulateOnAPortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            Launcher.Result result = workplace.program().run("simulate", "--port", port);

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).singleElement().asString().contains(port);
        }
    }
}
