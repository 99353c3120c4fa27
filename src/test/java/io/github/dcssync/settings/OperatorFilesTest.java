package io.github.dcssync.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcssync.testkit.Operator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's own files before those beside the program, and what is wrong with them. */
class OperatorFilesTest {

    @TempDir
    Path folder;

    private Path home;
    private Path overlay;

    @BeforeEach
    void makeFolders() throws IOException {
        home = Files.createDirectories(folder.resolve("home"));
        overlay = Files.createDirectories(folder.resolve("of the operator"));
        write(home, "config/error-codes.yaml");
        write(home, "config/api-errors.yaml");
        write(home, "routes/a.camel.yaml");
        write(home, "routes/c.camel.yaml");
    }

    @Test
    void standBeforeTheShippedOnesFileByFile() throws IOException {
        write(overlay, "config/error-codes.yaml");
        write(overlay, "routes/b.camel.yaml");
        write(overlay, "routes/c.camel.yaml");

        OperatorFiles files = files(overlay.toString());

        assertThat(files.file("config/error-codes.yaml")).isEqualTo(overlay.resolve("config/error-codes.yaml"));
        assertThat(files.file("config/api-errors.yaml")).isEqualTo(home.resolve("config/api-errors.yaml"));
        assertThat(files.list("routes", ".camel.yaml")).containsExactly(home.resolve("routes/a.camel.yaml"),
                overlay.resolve("routes/b.camel.yaml"), overlay.resolve("routes/c.camel.yaml"));
    }

    @Test
    void areTheShippedOnesWhereNoFolderIsNamed() throws IOException {
        for (String none : new String[] {"", "  "}) {
            assertThat(files(none).overlay()).isEmpty();
            assertThat(files(none).list("routes", ".camel.yaml")).containsExactly(home.resolve("routes/a.camel.yaml"),
                    home.resolve("routes/c.camel.yaml"));
        }
        assertThat(Operator.ready(home).variable("DCS_OVERLAY", "").faults()).isEmpty();
    }

    @Test
    void lieBelowTheProgramWhereThePathIsRelative() {
        assertThat(files("../of the operator").overlay()).contains(overlay);
    }

    /** As Kubernetes mounts them: links to files in hidden folders. */
    @Test
    void mayBeLinksIntoHiddenFolders() throws IOException {
        write(overlay, "routes/..2026/b.camel.yaml");
        Files.createSymbolicLink(overlay.resolve("routes/..data"), Path.of("..2026"));
        Files.createSymbolicLink(overlay.resolve("routes/b.camel.yaml"), Path.of("..data/b.camel.yaml"));
        write(overlay, "routes/.hidden.camel.yaml");

        assertThat(files(overlay.toString()).list("routes", ".camel.yaml"))
                .containsExactly(home.resolve("routes/a.camel.yaml"), overlay.resolve("routes/b.camel.yaml"),
                        home.resolve("routes/c.camel.yaml"));
        assertThat(operator().load().warnings()).isEmpty();
    }

    @Test
    void areRefusedWithoutTheirFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        for (Path wrong : new Path[] {folder.resolve("nowhere"), file}) {
            assertThat(Operator.ready(home).variable("DCS_OVERLAY", wrong.toString())
                    .variable("DCS_PARALLELISM", "many").faults()).hasSize(2).contains("DCS_OVERLAY=" + wrong
                            + ": there is no such folder: make it, correct the path, or unset the variable");
        }
        assertThatThrownBy(() -> Operator.at(home).variable("DCS_OVERLAY", file.toString())
                .load(Settings.Purpose.DEMO)).isInstanceOf(SettingsException.class);
    }

    @Test
    void areRefusedWhenTheyLeadNowhere() throws IOException {
        Files.createDirectories(overlay.resolve("config"));
        Path link = Files.createSymbolicLink(overlay.resolve("config/error-codes.yaml"), Path.of("nowhere.yaml"));

        assertThat(operator().faults()).singleElement().asString().startsWith(link + ": cannot be read;");
        assertThat(files(overlay.toString()).file("config/error-codes.yaml")).isEqualTo(link);
    }

    @Test
    void areNoFileWhereAFolderIsExpected() throws IOException {
        write(overlay, "routes");

        assertThat(operator().faults()).containsExactly(
                overlay.resolve("routes") + ": cannot be read; make it a folder that this user may read");
    }

    @Test
    void areWarnedOfWhenNothingReadsThem() throws IOException {
        write(overlay, "config/error-code.yaml");
        write(home, "config/alerts/slack.json");
        write(overlay, "config/alerts/slack.json");
        write(overlay, "config/alerts/slak.json");
        write(overlay, "config/alerts/notes.txt");
        write(overlay, "config/house-ca.pem");
        write(overlay, "config/api-errors.yaml");
        write(overlay, "routes/own.yaml");
        write(overlay, "ext/notes.txt");

        assertThat(operator().load().warnings()).containsExactlyInAnyOrder(
                overlay.resolve("config/error-code.yaml")
                        + " is not read: it has the name of none of the program's files in config",
                overlay.resolve("config/alerts/slak.json")
                        + " is not read: it has the name of none of the program's files in config/alerts",
                overlay.resolve("routes/own.yaml") + " is not read: the names of routes end in .camel.yaml",
                overlay.resolve("ext/notes.txt") + " is not read: only jars are");
    }

    @Test
    void areWarnedOfWhenThereAreNone() throws IOException {
        write(overlay, "application.properties");

        assertThat(operator().load().warnings()).containsExactly("DCS_OVERLAY=" + overlay
                + " has neither config nor routes nor ext: nothing in it is used");
    }

    @Test
    void mayBeJarsThatAreNamedOnceEach() throws IOException {
        Path own = jar(overlay.resolve("ext/b.jar"));
        jar(home.resolve("ext/b.jar"));
        Path beside = jar(home.resolve("ext/a.jar"));

        assertThat(files(overlay.toString()).extensions()).containsExactly(own, beside);
        assertThat(files("").extensions()).containsExactly(beside, home.resolve("ext/b.jar"));
        assertThat(operator().faults()).isEmpty();
    }

    @Test
    void areRefusedAsJarsThatAreNone() throws IOException {
        write(home, "ext/cut-off.jar");

        assertThat(Operator.ready(home).faults()).containsExactly(home.resolve("ext/cut-off.jar")
                + ": is no jar that can be read; put it there again, or take it away");
    }

    private OperatorFiles files(String named) {
        return OperatorFiles.of(home, Map.of("DCS_OVERLAY", named));
    }

    private Operator operator() {
        return Operator.ready(home).variable("DCS_OVERLAY", overlay.toString());
    }

    private static void write(Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "# " + name);
    }

    private static Path jar(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        new JarOutputStream(Files.newOutputStream(file)).close();
        return file;
    }
}
