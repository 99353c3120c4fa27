package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dcssync.report.Report;
import io.github.dcssync.testkit.Launcher;
import io.github.dcssync.testkit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {

    @TempDir
    private static Path folder;

    private static Workplace workplace;

    /** What the tests look at, synced once into a folder of its own. */
    @BeforeAll
    static void sync() throws Exception {
        workplace = Workplace.in(folder);
        assertThat(ready().call("once").exitCode()).isZero();
    }

    @AfterAll
    static void end() throws IOException {
        workplace.close();
    }

    private static Launcher ready() {
        return onDatabase(workplace.ready());
    }

    private static Launcher onDatabase(Launcher launcher) {
        return launcher.with("DCS_DB_URL", "jdbc:h2:file:" + folder.resolve("made/db"));
    }

    @Test
    void printsAnOverviewAndTheListOfViews() throws Exception {
        Launcher.Result result = ready().call("report");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).anyMatch(line -> line.matches("Protection +ok \\d+, breach \\d+, never \\d+, unknown 0"
                + " +report_rpo_status"));
        assertThat(result.out()).anyMatch(line -> line.matches("Source default +as of 20.*Z +report_sync_health"));
        for (Report report : Report.values()) {
            assertThat(result.out()).anyMatch(line -> line.startsWith("  " + report.view() + " "));
        }
    }

    @Test
    void printsAViewAsATableAsCsvAndAsJson() throws Exception {
        Launcher.Result table = ready().call("report", "rpo_status");
        Launcher.Result csv = ready().call("report", "report_rpo_status", "--format", "csv", "--limit", "1");
        Launcher.Result json = ready().call("report", "report_rpo_status", "--format", "json",
                "--where", "instance_id=nowhere");

        assertThat(List.of(table.exitCode(), csv.exitCode(), json.exitCode())).containsOnly(0);
        assertThat(table.out()).hasSize(4).noneMatch(line -> line.contains("\u001b"));
        assertThat(table.out().get(0)).startsWith("source ").endsWith("warning");
        assertThat(csv.out()).hasSize(2).first().asString().startsWith("source,instance_id,instance_name,policy,");
        JsonNode rows = JsonMapper.builder().build().readTree(String.join("", json.out()));
        assertThat(rows.isArray()).isTrue();
        assertThat(rows).isEmpty();
    }

    @Test
    void writesThePageAsOneFile() throws Exception {
        Path file = folder.resolve("report.html");

        Launcher.Result result = ready().call("report", "--html", file.toString());
        Launcher.Result nowhere = ready().call("report", "--html", folder + "/no/report.html");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEmpty();
        assertThat(Files.readString(file)).startsWith("<!DOCTYPE html>").contains("report_rpo_status")
                .doesNotContain(Workplace.SECRET_KEY);
        assertThat(nowhere.exitCode()).isEqualTo(2);
        assertThat(nowhere.err()).singleElement().asString().contains("cannot be written");
    }

    @Test
    void writesThePageWhereverItIsToldTo() throws Exception {
        Path file = Files.writeString(folder.resolve("kept.html"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Path link = Files.createSymbolicLink(folder.resolve("link.html"), file);
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        Path piped = folder.resolve("piped");
        Process reader = new ProcessBuilder("cat", pipe.toString()).redirectOutput(piped.toFile()).start();

        assertThat(ready().call("report", "--html", link.toString()).exitCode()).isZero();
        assertThat(ready().call("report", "--html", pipe.toString()).exitCode()).isZero();
        Launcher.Result standard = ready().call("report", "--html", "-");

        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(file)).startsWith("<!DOCTYPE html>");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(reader.waitFor()).isZero();
        assertThat(Files.readString(piped)).startsWith("<!DOCTYPE html>").contains("</html>");
        assertThat(Files.isRegularFile(pipe)).isFalse();
        assertThat(standard.out().get(0)).isEqualTo("<!DOCTYPE html>");
        assertThat(standard.err()).isEmpty();
    }

    @Test
    void saysInOneLineWhyThePageCannotBeWritten() throws Exception {
        Launcher.Result full = ready().call("report", "--html", "/dev/full");
        Launcher.Result place = ready().call("report", "--html", folder.toString());
        Launcher.Result both = ready().call("report", "rpo_status", "--html", "-");

        assertThat(full.exitCode()).isEqualTo(4);
        assertThat(full.err()).containsExactly("dcs-sync: --html /dev/full cannot be written (No space left on device):"
                + " the disk is full; make room, or give a file on another one");
        assertThat(Files.isRegularFile(Path.of("/dev/full"))).isFalse();
        assertThat(place.exitCode()).isEqualTo(2);
        assertThat(place.err()).singleElement().asString().contains("it is a folder");
        assertThat(both.exitCode()).isEqualTo(2);
    }

    @Test
    void refusesAViewThatDoesNotExistAndNamesTheNearest() throws Exception {
        Launcher.Result result = ready().call("report", "report_rpo_state");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(
                "dcs-sync: There is no view 'report_rpo_state'; did you mean report_rpo_status?");
        assertThat(ready().call("report", "rpo_status", "--where", "verdict=ok", "--where", "verdict=breach"))
                .satisfies(
                        twice -> assertThat(twice.exitCode()).isEqualTo(2),
                        twice -> assertThat(twice.err())
                                .contains("dcs-sync: --where verdict is given twice: give it once"));
        assertThat(ready().call("report", "rpo_status", "--where", "verdikt=ok").err()).contains(
                "dcs-sync: report_rpo_status has no column 'verdikt'; did you mean verdict?");
    }

    @Test
    void makesNoDatabase() throws Exception {
        Launcher.Result result = workplace.ready().call("report");

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).singleElement().asString().startsWith("dcs-sync: The database ")
                .endsWith(" has no data yet; dcs-sync once or run fills it");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("db."));
        }
    }

    @Test
    void leavesAnOldSchemaToTheNextSync() throws Exception {
        Files.copy(folder.resolve("made/db.mv.db"), folder.resolve("old.mv.db"));
        try (Connection connection = Workplace.open(folder.resolve("old"));
                Statement statement = connection.createStatement()) {
            statement.execute("delete from \"dcs_sync_schema_history\" where \"installed_rank\" > 3");
        }

        Launcher.Result result = workplace.ready().with("DCS_DB_URL", "jdbc:h2:file:" + folder.resolve("old"))
                .call("report");

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.err()).singleElement().asString().contains("is older than this program");
    }

    @Test
    void needsNoSource() throws Exception {
        Launcher.Result result = onDatabase(workplace.program()).call("report", "sync_health");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).hasSize(2);
    }

    @Test
    void showsTheColumnsThatAreWantedInThatOrder() throws Exception {
        assertThat(ready().call("report", "rpo_status", "--columns", "verdict,source", "--format", "csv")
                .out().get(0)).isEqualTo("verdict,source");
        assertThat(ready().call("report", "sync_health", "--vertical", "--columns", "source, is_fresh",
                "--columns", "last_error").out())
                .containsExactly("row 1 of 1", "source      default", "is_fresh    true", "last_error  -");
        Launcher.Result wrong = ready().call("report", "rpo_status", "--columns", "source,verdikt");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err().get(0)).endsWith("has no column 'verdikt'; did you mean verdict?");
    }
}
