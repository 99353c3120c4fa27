package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dcssync.testkit.Launcher;
import io.github.dcssync.testkit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.util.List;
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
    void saysThatAnotherProcessHasTheFile() throws Exception {
        try (Connection connection = Workplace.open(folder.resolve("made/db"))) {
            assertThat(connection.isValid(1)).isTrue();
            Launcher.Result result = ready().run("report");
            assertThat(result.exitCode()).isEqualTo(4);
            assertThat(result.err()).singleElement().asString().contains("is in use by another process");
        }
    }
}
