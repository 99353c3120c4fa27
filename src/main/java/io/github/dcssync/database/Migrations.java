package io.github.dcssync.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;

/** Brings a database to the schema of this program, or says why that cannot be. */
final class Migrations {

    /** The newest migration under {@code migrations/}. A test holds it against the files. */
    static final int KNOWN = 35;

    private final DatabaseTarget target;
    private final DataSource dataSource;
    private final boolean isPooled;
    private final Diagnosis diagnosis;

    /** @param isPooled whether others are given a session between two transactions, and nothing may be left in it */
    Migrations(DatabaseTarget target, DataSource dataSource, boolean isPooled) {
        this.target = target;
        this.dataSource = dataSource;
        this.isPooled = isPooled;
        this.diagnosis = new Diagnosis(target);
    }

    /** @return whether there was anything to do */
    boolean run() {
        SchemaFiles files;
        // Closed before Flyway begins: it needs two connections of its own, and a small pool has no more.
        try (Connection connection = dataSource.getConnection()) {
            SchemaHistory history = SchemaHistory.read(connection);
            history.refusal(target, connection).ifPresent(Migrations::refuse);
            files = SchemaFiles.of(target.dialect(), connection);
            if (CorrectedMigration.note(history.checksums(), files.checksums(), connection)) {
                history = SchemaHistory.read(connection);
            }
            // Flyway would find the same, with its lock, on two more connections, in a tenth of a second.
            if (history.hasRun(files.checksums())) {
                return false;
            }
        } catch (SQLException e) {
            throw new Diagnosis(target, lacking()).of(e);
        }
        migrate(flyway(files));
        return true;
    }

    private static void refuse(String reason) {
        throw new DatabaseException(reason);
    }

    private void migrate(Flyway flyway) {
        try {
            flyway.migrate();
        } catch (FlywayValidateException e) {
            throw new DatabaseException("The database " + target.address() + " was made by other migrations than this"
                    + " program's (" + differences(flyway) + "): use the release that made it, or a newer one", e);
        } catch (FlywayException e) {
            // Flyway names the file, when it had got that far; the driver the reason.
            String step = diagnosis.firstLine(e);
            String prefix = step.endsWith(".sql") ? step + ". " : "";
            throw new DatabaseException(prefix + new Diagnosis(target, lacking()).of(e).getMessage(), e);
        }
    }

    private Optional<String> lacking() {
        try (Connection connection = dataSource.getConnection()) {
            return Rights.lacking(target.dialect(), connection, true);
        } catch (SQLException unknown) {
            return Optional.empty();
        }
    }

    /** The first few: one edited file is what an operator can look at. */
    private static String differences(Flyway flyway) {
        return flyway.validateWithResult().invalidMigrations.stream()
                .limit(3)
                .map(migration -> migration.version + " " + migration.description + ": "
                        + migration.errorDetails.errorCode)
                .collect(Collectors.joining(", "));
    }

    private Flyway flyway(SchemaFiles files) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(new Patient(dataSource))
                .locations(files.folders().stream().map(folder -> "classpath:" + folder).toArray(String[]::new))
                .table(SchemaHistory.TABLE)
                .placeholders(files.placeholders())
                .initSql(unhurried())
                // Tables of others in the same schema are no reason to refuse it: version 0 is before our first.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .validateOnMigrate(true)
                // A view that a release withdrew is no error; a version that is newer than the program is.
                .ignoreMigrationPatterns("repeatable:missing")
                .load();
    }

    /**
     * Flyway holds its lock in a transaction that does nothing else. A table that somebody else has locked is waited
     * for: whoever asks for it after us waits, too.
     *
     * @return what its sessions begin with, null for nothing
     */
    private @Nullable String unhurried() {
        return switch (target.dialect()) {
            case POSTGRESQL -> isPooled ? null
                    : "set idle_in_transaction_session_timeout = 0; set lock_timeout = '60s'";
            case MARIADB -> "set lock_wait_timeout = 60, innodb_lock_wait_timeout = 60";
            case H2 -> null;
        };
    }
}
