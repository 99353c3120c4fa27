package io.github.dcssync.testkit;

import io.github.dcssync.database.Database;
import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.database.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;

/** The databases that the behaviour is tested on. */
public enum TestDatabase {

    H2(MigratedDatabases::emptyH2, MigratedDatabases::h2, "changed_at", "select 1"),
    POSTGRESQL(TestPostgres::freshDatabase, MigratedDatabases::postgres, "cast(xmin as varchar)", "select 1"),
    MARIADB(TestMariaDb::freshDatabase, MigratedDatabases::mariaDb, "changed_at",
            "set timestamp = unix_timestamp(now(6))");

    private final Supplier<DatabaseTarget> empty;
    private final Supplier<DatabaseTarget> migrated;
    private final String rowVersion;
    private final String stopClock;
    private Database shared;

    TestDatabase(Supplier<DatabaseTarget> empty, Supplier<DatabaseTarget> migrated, String rowVersion,
            String stopClock) {
        this.empty = empty;
        this.migrated = migrated;
        this.rowVersion = rowVersion;
        this.stopClock = stopClock;
    }

    /** A database without a table. */
    public DatabaseTarget empty() {
        return empty.get();
    }

    /** A migrated database of its own for one test. */
    public DatabaseTarget migrated() {
        return migrated.get();
    }

    /** A connection to a migrated database that is the same for all tests, of which none may leave anything behind. */
    public synchronized Connection connect() throws SQLException {
        if (shared == null) {
            shared = Database.open(migrated(), 4);
        }
        return shared.dataSource().getConnection();
    }

    public Dialect dialect() {
        return Dialect.valueOf(name());
    }

    /** An expression that differs when its row was written again, as well as the database can say. */
    public String rowVersion() {
        return rowVersion;
    }

    /** What stops the clock of a connection; elsewhere a transaction alone does. */
    public String stopClock() {
        return stopClock;
    }
}
