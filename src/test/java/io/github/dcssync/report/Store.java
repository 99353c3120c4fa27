package io.github.dcssync.report;

import io.github.dcssync.database.Database;
import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.database.Dialect;
import io.github.dcssync.database.TestMariaDb;
import io.github.dcssync.database.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** The databases that the views are tested on, each migrated once; a test leaves nothing behind. */
enum Store {

    H2 {
        @Override
        DatabaseTarget fresh() {
            return new DatabaseTarget("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
        }
    },

    POSTGRESQL {
        @Override
        DatabaseTarget fresh() {
            return TestPostgres.freshDatabase();
        }
    },

    MARIADB {
        @Override
        DatabaseTarget fresh() {
            return TestMariaDb.freshDatabase();
        }

        @Override
        String stopClock() {
            return "set timestamp = unix_timestamp(now(6))";
        }
    };

    private Database migrated;

    /** A new empty database. */
    abstract DatabaseTarget fresh();

    /** What stops the clock of a connection; elsewhere a transaction alone does. */
    String stopClock() {
        return "select 1";
    }

    Dialect dialect() {
        return Dialect.valueOf(name());
    }

    /** A connection to the migrated database, which is the same for all tests. */
    synchronized Connection connect() throws SQLException {
        if (migrated == null) {
            migrated = Database.open(fresh(), 4);
            migrated.migrate();
        }
        return migrated.dataSource().getConnection();
    }
}
