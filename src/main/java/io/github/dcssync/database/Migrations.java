package io.github.dcssync.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Brings a database to the schema of this program, or says why that cannot be. */
final class Migrations {

    /** The newest migration under {@code migrations/}. A test holds it against the files. */
    static final int KNOWN = 15;

    private final DatabaseTarget target;
    private final DataSource dataSource;
    private final Diagnosis diagnosis;

    Migrations(DatabaseTarget target, DataSource dataSource) {
        this.target = target;
        this.dataSource = dataSource;
        this.diagnosis = new Diagnosis(target);
    }

    void run() {
        SchemaHistory history = history();
        refuseUnusable(history);
        Flyway flyway = flyway();
        if (!history.tables().contains(SchemaHistory.TABLE)) {
            refuseForeignTables(flyway, history.tables());
        }
        migrate(flyway);
    }

    private SchemaHistory history() {
        try (Connection connection = dataSource.getConnection()) {
            return SchemaHistory.read(connection);
        } catch (SQLException e) {
            throw diagnosis.of(e);
        }
    }

    private void refuseUnusable(SchemaHistory history) {
        if (history.version().orElse(0) > KNOWN) {
            throw new DatabaseException("The database " + target.address() + " has schema version "
                    + history.version().get() + ", this program knows up to " + KNOWN
                    + ": upgrade dcs-sync, or use another database (dcs.db.url)");
        }
        if (history.failed().isPresent()) {
            throw new DatabaseException("Migration " + history.failed().get() + " of the database " + target.address()
                    + " failed earlier: remove what stopped it, delete its row from " + SchemaHistory.TABLE
                    + " (\"success\" is false there) and start again; it can safely run twice");
        }
    }

    /** `create table if not exists` would take somebody else's table for ours. */
    private void refuseForeignTables(Flyway flyway, Set<String> tables) {
        Set<String> taken = new TreeSet<>(tables);
        taken.retainAll(Stream.of(flyway.info().all()).map(Migrations::createdTable).toList());
        if (!taken.isEmpty()) {
            throw new DatabaseException("The database " + target.address() + " already has a table " + taken
                    + " that dcs-sync did not make: use a database or schema of its own (dcs.db.url)");
        }
    }

    /** Each table is created by a migration that carries its name. */
    private static String createdTable(MigrationInfo migration) {
        return migration.getDescription().replaceFirst("^create ", "").replace(' ', '_');
    }

    private void migrate(Flyway flyway) {
        try {
            flyway.migrate();
        } catch (FlywayValidateException e) {
            throw new DatabaseException("The database " + target.address() + " was made by other migrations than those"
                    + " of this program (" + differences(flyway) + "): use the release that made it, or a newer one", e);
        } catch (FlywayException e) {
            throw diagnosis.of(e);
        }
    }

    private static String differences(Flyway flyway) {
        List<String> found = flyway.validateWithResult().invalidMigrations.stream()
                .map(migration -> "version " + migration.version + " " + migration.description + ": "
                        + migration.errorDetails.errorCode)
                .toList();
        return String.join(", ", found);
    }

    private Flyway flyway() {
        ClassLoader classLoader = Migrations.class.getClassLoader();
        return Flyway.configure(classLoader)
                .dataSource(dataSource)
                .locations(locations(classLoader))
                .table(SchemaHistory.TABLE)
                .placeholders(placeholders())
                // Tables of others in the same schema are no reason to refuse it: version 0 is before our first.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .validateOnMigrate(true)
                // A view that a release withdrew is no error; a version that is newer than the program is.
                .ignoreMigrationPatterns("repeatable:missing")
                .load();
    }

    /** Only folders that exist: Flyway warns about others. */
    private String[] locations(ClassLoader classLoader) {
        return Stream.of("migrations/common", "migrations/" + target.dialect().folder(), "views",
                        "views/" + target.dialect().folder())
                .filter(folder -> classLoader.getResource(folder) != null)
                .map(folder -> "classpath:" + folder)
                .toArray(String[]::new);
    }

    /** MySQL alone has no `create index if not exists`. */
    private Map<String, String> placeholders() {
        Map<String, String> placeholders = new HashMap<>(target.dialect().placeholders());
        try (Connection connection = dataSource.getConnection()) {
            if ("MySQL".equals(connection.getMetaData().getDatabaseProductName())) {
                placeholders.put("if_not_exists", "");
            }
        } catch (SQLException e) {
            throw diagnosis.of(e);
        }
        return placeholders;
    }
}
