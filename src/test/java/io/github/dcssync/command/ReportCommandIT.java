package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

class ReportCommandIT {

    @TempDir
    private static Path folder;

    private static Workplace workplace;

    /** What the tests look at, synced once into a folder of its own. */
    @BeforeAll
    static void sync() throws Exception {
        workplace = Workplace.in(folder);
        Path script = Launcher.script(folder.resolve("start"), "umask 022", "exec '" + workplace.home()
                .resolve("dcs-sync") + "' \"$@\"");
        assertThat(onDatabase(workplace.ready(Launcher.of(script, folder))).run("once").exitCode()).isZero();
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
        Launcher.Result result = ready().run("report");

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
        Launcher.Result table = ready().run("report", "rpo_status");
        Launcher.Result csv = ready().run("report", "report_rpo_status", "--format", "csv", "--limit", "1");
        Launcher.Result json = ready().run("report", "report_rpo_status", "--format", "json",
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

        Launcher.Result result = ready().run("report", "--html", file.toString());
        Launcher.Result nowhere = ready().run("report", "--html", folder + "/no/report.html");

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

        assertThat(ready().run("report", "--html", link.toString()).exitCode()).isZero();
        assertThat(ready().run("report", "--html", pipe.toString()).exitCode()).isZero();
        Launcher.Result standard = ready().run("report", "--html", "-");

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
        Launcher.Result full = ready().run("report", "--html", "/dev/full");
        Launcher.Result place = ready().run("report", "--html", folder.toString());
        Launcher.Result both = ready().run("report", "rpo_status", "--html", "-");

        assertThat(full.exitCode()).isEqualTo(4);
        assertThat(full.err()).containsExactly("dcs-sync: --html /dev/full cannot be written (No space left on device):"
                + " the disk is full; make room, or give a file on another one");
        assertThat(Files.isRegularFile(Path.of("/dev/full"))).isFalse();
        assertThat(place.exitCode()).isEqualTo(2);
        assertThat(place.err()).singleElement().asString().contains("it is a folder");
        assertThat(both.exitCode()).isEqualTo(2);
    }

    @Test
    void givesANewPageTheModeOfTheUmaskAndKeepsTheDatabaseToItsOwner() throws Exception {
        Launcher launcher = onDatabase(workplace.ready(Launcher.of(folder.resolve("start"), folder)));

        assertThat(launcher.run("report", "--html", folder.resolve("new.html").toString()).exitCode()).isZero();

        assertThat(mode("new.html")).isEqualTo("rw-r--r--");
        assertThat(mode("made")).isEqualTo("rwx------");
        assertThat(mode("made/db.mv.db")).isEqualTo("rw-------");
    }

    private String mode(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
    }

    @Test
    void refusesAViewThatDoesNotExistAndNamesTheNearest() throws Exception {
        Launcher.Result result = ready().run("report", "report_rpo_state");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(
                "dcs-sync: There is no view 'report_rpo_state'; did you mean report_rpo_status?");
        assertThat(ready().run("report", "rpo_status", "--where", "verdict=ok", "--where", "verdict=breach")).satisfies(
                twice -> assertThat(twice.exitCode()).isEqualTo(2),
                twice -> assertThat(twice.err()).contains("dcs-sync: --where verdict is given twice: give it once"));
        assertThat(ready().run("report", "rpo_status", "--where", "verdikt=ok").err()).contains(
                "dcs-sync: report_rpo_status has no column 'verdikt'; did you mean verdict?");
    }

    @Test
    void makesNoDatabase() throws Exception {
        Launcher.Result result = workplace.ready().run("report");

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).singleElement().asString().startsWith("dcs-sync: The database ")
                .endsWith(" has no data yet; dcs-sync once or run fills it");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("db."));
        }
    }

    /** The system's user nobody, in the place of an administrator who may read everything. */
    @Test
    void tellsAFileThatItMayNotReadFromOneThatIsNotThere() throws Exception {
        Path setpriv = Path.of("/usr/bin/setpriv");
        assumeTrue(System.getProperty("user.name").equals("root") && Files.isExecutable(setpriv),
                "root can be another");
        Path closed = Files.createDirectories(folder.resolve("closed"), PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString("rwx------")));
        Path copy = Files.copy(folder.resolve("made/db.mv.db"), folder.resolve("unreadable.mv.db"));
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("-w-------"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path script = Launcher.script(folder.resolve("nobody"), "exec " + setpriv + " --reuid=65534 --regid=65534"
                + " --clear-groups '" + workplace.home().resolve("dcs-sync") + "' \"$@\"");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));

        for (String command : List.of("report", "plan", "once")) {
            assertThat(inPlaceOf(script, "closed/db", command)).isEqualTo("dcs-sync: The database jdbc:h2:file:"
                    + closed
                    + "/db cannot be read: let the user who runs dcs-sync enter " + closed + ", or correct dcs.db.url");
        }
        assertThat(inPlaceOf(script, "unreadable", "report")).endsWith(
                " cannot be read: let the user who runs dcs-sync read " + copy + ", or correct dcs.db.url");
    }

    private static String inPlaceOf(Path script, String database, String command) throws Exception {
        Launcher.Result result = workplace.ready(Launcher.of(script, folder))
                .with("DCS_DB_URL", "jdbc:h2:file:" + folder.resolve(database)).run(command);
        assertThat(result.exitCode()).as(command + result.err()).isEqualTo(4);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).hasSize(1);
        return result.err().get(0);
    }

    @Test
    void leavesAnOldSchemaToTheNextSync() throws Exception {
        Files.copy(folder.resolve("made/db.mv.db"), folder.resolve("old.mv.db"));
        try (Connection connection = Workplace.open(folder.resolve("old"));
                Statement statement = connection.createStatement()) {
            statement.execute("delete from \"dcs_sync_schema_history\" where \"installed_rank\" > 3");
        }

        Launcher.Result result = workplace.ready().with("DCS_DB_URL", "jdbc:h2:file:" + folder.resolve("old"))
                .run("report");

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.err()).singleElement().asString().contains("is older than this program");
    }

    @Test
    void needsNoSource() throws Exception {
        Launcher.Result result = onDatabase(workplace.program()).run("report", "sync_health");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).hasSize(2);
    }

    @Test
    void saysThatAnotherProcessHasTheFile() throws Exception {
        try (Connection connection = Workplace.open(folder.resolve("made/db"))) {
            assertThat(connection.isValid(1)).isTrue();
            Launcher.Result result = ready().run("report");
            assertThat(result.exitCode()).isEqualTo(4);
            assertThat(result.err()).singleElement().asString().contains("is in use by another process");
        }
    }
}
