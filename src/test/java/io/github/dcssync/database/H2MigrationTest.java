package io.github.dcssync.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2MigrationTest extends MigrationTest {

    @TempDir
    private static Path original;

    @TempDir
    private Path folder;

    @Override
    DatabaseTarget freshDatabase() {
        return in(folder);
    }

    private static DatabaseTarget in(Path folder) {
        return new DatabaseTarget("jdbc:h2:file:" + folder.resolve("dcs"), "sa", "");
    }

    @Override
    DatabaseTarget migratedDatabase() throws IOException {
        Path file = original.resolve("dcs.mv.db");
        if (!Files.exists(file)) {
            migrated(in(original)).close();
        }
        Files.copy(file, folder.resolve("dcs.mv.db"));
        return freshDatabase();
    }

    @Test
    void inspectsAFileThatDoesNotExistWithoutMakingIt() throws IOException {
        Inspection inspection = Database.inspect(freshDatabase());
        assertThat(inspection.needsMigration()).isTrue();
        assertThat(inspection.problem()).isEmpty();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void inspectsAFileWithoutChangingAByteOfIt() throws IOException {
        DatabaseTarget target = migratedDatabase();
        byte[] before = Files.readAllBytes(folder.resolve("dcs.mv.db"));
        assertThat(Database.inspect(target).schemaFound()).contains(Migrations.KNOWN);
        assertThat(Files.readAllBytes(folder.resolve("dcs.mv.db"))).isEqualTo(before);
    }

    @Test
    void saysWhatToDoWhenAnotherProcessHasTheFile() throws IOException {
        DatabaseTarget target = freshDatabase();
        Process holder = hold(target);
        try {
            String message = "The database " + target.address() + " is in use by another process: stop that process,"
                    + " or use PostgreSQL or MariaDB, which serve many (dcs.db.url)";
            assertThatThrownBy(() -> Database.open(target, 2))
                    .isInstanceOf(DatabaseException.class).hasMessage(message);
            assertThatThrownBy(() -> Database.inspect(target))
                    .isInstanceOf(DatabaseException.class).hasMessage(message);
        } finally {
            holder.destroyForcibly().onExit().join();
        }
    }

    @Test
    void keepsWhatWasCommittedWhenTheProcessIsKilled() throws Exception {
        DatabaseTarget target = freshDatabase();
        hold(target).destroyForcibly().onExit().join();
        try (Database database = Database.open(target, 2)) {
            assertThat(strings(database, "select value from report_setting")).containsExactly("committed");
            database.migrate();
        }
    }

    @Test
    void freesTheFileWhenClosed() throws Exception {
        DatabaseTarget target = migratedDatabase();
        Database.open(target, 2).close();
        hold(target).destroyForcibly().onExit().join();
        assertThat(Database.inspect(target).problem()).isEmpty();
    }

    @Test
    void refusesAWrongPasswordWithoutShowingIt() throws IOException {
        DatabaseTarget target = new DatabaseTarget(migratedDatabase().url(), "sa", "s3cr3t-wrong");
        assertThatThrownBy(() -> Database.open(target, 2)).isInstanceOf(DatabaseException.class)
                .hasMessageContaining("refuses user 'sa'")
                .hasMessageNotContaining("s3cr3t-wrong");
    }

    @Test
    void asksAsTheUserOfTheUrlAndSaysSo() throws Exception {
        DatabaseTarget owner = freshDatabase();
        try (Database database = Database.open(owner, 2)) {
            execute(database, "create user other password 'x' admin");
        }
        DatabaseTarget wrong = new DatabaseTarget(owner.url() + ";USER=other;PASSWORD=s3cr3t", "sa", "");
        assertThatThrownBy(() -> Database.open(wrong, 2)).isInstanceOf(DatabaseException.class)
                .hasMessageContaining("refuses user 'other'")
                .hasMessageEndingWith(": correct the user in dcs.db.url and its password there")
                .hasMessageNotContaining("s3cr3t");
        migrated(new DatabaseTarget(owner.url() + ";USER=other;PASSWORD=x", "sa", "")).close();
        migrated(new DatabaseTarget(owner.url() + ";USER=other", "sa", "x")).close();
        assertThat(Database.inspect(new DatabaseTarget(owner.url() + ";USER=other", "sa", "x")).session())
                .contains("user 'OTHER', schema 'PUBLIC'");
    }

    @Test
    void namesTheGrantThatIsMissing() throws Exception {
        DatabaseTarget owner = freshDatabase();
        try (Database database = Database.open(owner, 2)) {
            execute(database, "create user weak password 'x'");
        }
        DatabaseTarget weak = new DatabaseTarget(owner.url(), "weak", "x");
        assertThatThrownBy(() -> Database.open(weak, 2)).isInstanceOf(DatabaseException.class)
                .hasMessageContaining("does not allow user 'weak'")
                .hasMessageEndingWith("alter user weak admin true");
    }

    /** A process that has the file open and has just committed one row, but not closed anything. */
    private static Process hold(DatabaseTarget target) throws IOException {
        Process process = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Holder.class.getName(),
                target.url()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader lines = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(lines.lines().anyMatch("committed"::equals)).isTrue();
        return process;
    }

    static final class Holder {

        private Holder() {
        }

        public static void main(String[] arguments) throws Exception {
            Database database = migrated(new DatabaseTarget(arguments[0], "sa", ""));
            execute(database, "insert into report_setting (name, value) values ('state', 'committed')");
            System.out.println("committed");
            System.in.read();
        }
    }
}
