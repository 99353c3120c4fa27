package io.github.dcssync.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2FilesTest {

    @TempDir
    private Path folder;

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static void open(String url) {
        try (Database database = Database.open(new DatabaseTarget(url, "sa", ""), 2)) {
            database.migrate();
        }
    }

    @Test
    void makesFoldersAndFilesForTheirOwnerAlone() throws IOException {
        open("jdbc:h2:file:" + folder.resolve("a/b/db"));
        open("jdbc:h2:" + folder.resolve("plain") + ";WRITE_DELAY=0");

        assertThat(mode(folder.resolve("a"))).isEqualTo("rwx------");
        assertThat(mode(folder.resolve("a/b"))).isEqualTo("rwx------");
        assertThat(mode(folder.resolve("a/b/db.mv.db"))).isEqualTo("rw-------");
        assertThat(mode(folder.resolve("plain.mv.db"))).isEqualTo("rw-------");
    }

    @Test
    void leavesTheModesOfTheOperator() throws IOException {
        Path made = Files.createDirectory(folder.resolve("made"));
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-x---"));
        open("jdbc:h2:file:" + made.resolve("db"));
        Files.setPosixFilePermissions(made.resolve("db.mv.db"), PosixFilePermissions.fromString("rw-r-----"));
        open("jdbc:h2:file:" + made.resolve("db"));

        assertThat(mode(made)).isEqualTo("rwxr-x---");
        assertThat(mode(made.resolve("db.mv.db"))).isEqualTo("rw-r-----");
    }

    @Test
    void makesNothingForOtherDatabases() throws IOException {
        for (String url : new String[] {"jdbc:h2:mem:x", "jdbc:h2:tcp://127.0.0.1/" + folder + "/x",
            "jdbc:postgresql://127.0.0.1/x", "jdbc:h2:zip:" + folder + "/y.zip!/x", "jdbc:h2:file:" + folder.resolve("x") + ";IFEXISTS=TRUE"}) {
            H2Files.prepare(url);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }
}
