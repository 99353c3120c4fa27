package io.github.dcssync.command;

import io.github.dcssync.database.Database;
import io.github.dcssync.database.DatabaseException;
import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.database.Inspection;
import io.github.dcssync.report.Reports;
import io.github.dcssync.settings.DatabaseSettings;

/** A database that is only read: it is neither made nor upgraded, and a user who may only read is enough. */
final class ReportDatabase implements AutoCloseable {

    private static final int CONNECTIONS = 2;

    private final Database database;

    private ReportDatabase(Database database) {
        this.database = database;
    }

    /** @throws DatabaseException when it cannot be used or has no tables of this program's version */
    static ReportDatabase open(DatabaseSettings settings) {
        DatabaseTarget target = new DatabaseTarget(settings.url(), settings.user(), settings.password());
        Inspection found = Database.inspect(target);
        if (found.schemaFound().isEmpty()) {
            throw new DatabaseException("The database " + target.address() + " has no data yet;"
                    + " dcs-sync once or run fills it", null);
        }
        if (found.schemaFound().get() > found.schemaKnown()) {
            throw new DatabaseException(found.problem().orElseThrow(), null);
        }
        if (found.needsMigration()) {
            throw new DatabaseException("The schema of " + target.address() + " is older than this program;"
                    + " the next dcs-sync once or run upgrades it", null);
        }
        return new ReportDatabase(Database.open(target, CONNECTIONS));
    }

    Reports reports() {
        return new Reports(database.dataSource(), database.dialect());
    }

    @Override
    public void close() {
        database.close();
    }
}
