package io.github.dcssync.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.stream.Stream;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class H2FilesTest {

    private static final String DAMAGED = ": restore the file from a backup, save what H2's tool Recover finds in it,"
            + " or move it away to begin anew";

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
            "jdbc:postgresql://127.0.0.1/x", "jdbc:h2:zip:" + folder + "/y.zip!/x",
            "jdbc:h2:file:" + folder.resolve("x") + ";IFEXISTS=TRUE"}) {
            H2Files.prepare(url);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    /** Whoever runs the tests may be let in anywhere: {@code ReportCommandIT} tries rights. */
    @Test
    void saysWhatIsInTheWayOfAFile() throws IOException {
        Path folderForFile = Files.createDirectories(folder.resolve("a/db.mv.db"));
        Path fileForFolder = Files.createFile(folder.resolve("b"));

        assertRefused("a/db", " cannot be read: make room for a file: " + folderForFile
                + " is a folder, or correct dcs.db.url");
        assertRefused("b/c/db", " cannot be read: make room for a folder: " + fileForFolder
                + " is none, or correct dcs.db.url");
    }

    static Stream<Named<byte[]>> damage() {
        return Stream.of(1, 10, 5_000, 12_000).map(size -> Named.of(size + " bytes", "no database ".repeat(1000)
                .substring(0, size).getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("damage")
    void saysThatAFileIsDamagedAndLeavesNothingBesideIt(byte[] content) throws IOException {
        Path file = folder.resolve("db.mv.db");
        Files.write(file, content);

        assertRefused("db", "\"" + file + "\"", DAMAGED);

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    /** H2 takes it for a new one and would write over it. */
    @ParameterizedTest
    @ValueSource(ints = {4_096, 8_192, 12_288})
    void leavesAFileThatWasCutOffAsItIs(int size) throws IOException {
        Path file = folder.resolve("db.mv.db");
        open("jdbc:h2:file:" + folder.resolve("db"));
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), size));

        assertRefused("db", file.toString(), DAMAGED);
        assertThat(file).hasSize(size);
    }

    /** As a start leaves it that is killed when H2 has written no more. */
    @Test
    void takesAFileWithNothingButItsHeadForADatabaseToBeMade() {
        Path file = folder.resolve("db.mv.db");
        new MVStore.Builder().fileName(file.toString()).open().closeImmediately();
        assertThat(file).hasSize(8_192);
        DatabaseTarget target = new DatabaseTarget("jdbc:h2:file:" + folder.resolve("db"), "sa", "");

        assertThat(Database.inspect(target).problem()).isEmpty();
        open(target.url());

        assertThat(Database.inspect(target).schemaFound()).contains(Migrations.KNOWN);
    }

    @Test
    void doesNotCallASoundFileDamagedThatItsUrlWritesTo() {
        String url = "jdbc:h2:file:" + folder.resolve("db");
        open(url);
        DatabaseTarget target = new DatabaseTarget(url + ";INIT=create table others(a int)", "sa", "");

        assertThatThrownBy(() -> Database.inspect(target)).isInstanceOf(DatabaseException.class)
                .hasMessageContaining(" only reads (").hasMessageEndingWith("what INIT writes");
    }

    private void assertRefused(String path, String remedy) {
        assertRefused(path, "", remedy);
    }

    private void assertRefused(String path, String named, String remedy) {
        DatabaseTarget target = new DatabaseTarget("jdbc:h2:file:" + folder.resolve(path), "sa", "");
        assertThatThrownBy(() -> Database.inspect(target)).isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("The database " + target.url() + " ").hasMessageContaining(named)
                .hasMessageEndingWith(remedy);
        assertThatThrownBy(() -> Database.open(target, 2)).isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("The database " + target.url() + " ").hasMessageContaining(named)
                .hasMessageEndingWith(remedy);
    }

    /** As a start leaves it that is killed before H2 writes. */
    @Test
    void takesAFileWithoutAByteForADatabaseToBeMade() throws IOException {
        Files.createFile(folder.resolve("db.mv.db"));
        String url = "jdbc:h2:file:" + folder.resolve("db");

        Inspection found = Database.inspect(new DatabaseTarget(url, "sa", ""));

        assertThat(found.schemaFound()).isEmpty();
        assertThat(found.problem()).isEmpty();
        open(url);
        assertThat(Database.inspect(new DatabaseTarget(url, "sa", "")).schemaFound()).contains(Migrations.KNOWN);
    }
}
