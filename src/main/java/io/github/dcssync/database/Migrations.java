package io.github.dcssync.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Brings a database to the schema of this program, or says why that cannot be. */
final class Migrations {

    /** The newest migration under {@code migrations/}. A test holds it against the files. */
    static final int KNOWN = 24;

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

    void run() {
        Map<String, String> placeholders;
        // Closed before Flyway begins: it needs two connections of its own, and a small pool has no more.
        try (Connection connection = dataSource.getConnection()) {
            SchemaHistory.read(connection).refusal(target, connection).ifPresent(Migrations::refuse);
            placeholders = placeholders(connection);
        } catch (SQLException e) {
            throw new Diagnosis(target, lacking()).of(e);
        }
        migrate(flyway(placeholders));
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

    private Flyway flyway(Map<String, String> placeholders) {
        ClassLoader classLoader = Migrations.class.getClassLoader();
        return Flyway.configure(classLoader)
                .dataSource(new Patient(dataSource))
                .locations(locations(classLoader))
                .table(SchemaHistory.TABLE)
                .placeholders(placeholders)
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
     */
    private String unhurried() {
        return switch (target.dialect()) {
            case POSTGRESQL -> isPooled ? null
                    : "set idle_in_transaction_session_timeout = 0; set lock_timeout = '60s'";
            case MARIADB -> "set lock_wait_timeout = 60, innodb_lock_wait_timeout = 60";
            case H2 -> null;
        };
    }

    /** Only folders that exist: Flyway warns about others. */
    private String[] locations(ClassLoader classLoader) {
        return Stream.of("migrations/common", "migrations/" + target.dialect().folder(), "views",
                        "views/" + target.dialect().folder())
                .filter(folder -> classLoader.getResource(folder) != null)
                .map(folder -> "classpath:" + folder)
                .toArray(String[]::new);
    }

    /** MySQL has no `create index if not exists`, no `drop index if exists`, and another name for the collation. */
    private Map<String, String> placeholders(Connection connection) throws SQLException {
        Map<String, String> placeholders = new HashMap<>(target.dialect().placeholders());
        placeholders.putAll(ViewExpressions.of(target.dialect()));
        if ("MySQL".equals(connection.getMetaData().getDatabaseProductName())) {
            placeholders.put("if_not_exists", "");
            placeholders.replaceAll((name, text) -> text.replace("utf8mb4_nopad_bin", "utf8mb4_0900_bin"));
            placeholders.put("drop_backup_index", "alter table backup_record drop index");
        }
        return placeholders;
    }
}
