package io.github.dcssync.history;

import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.database.MigratedDatabases;

/** Where histories are kept in these tests. */
enum Store {

    H2 {
        @Override
        DatabaseTarget fresh() {
            return MigratedDatabases.h2();
        }
    },

    POSTGRESQL {
        @Override
        DatabaseTarget fresh() {
            return MigratedDatabases.postgres();
        }
    },

    MARIADB {
        @Override
        DatabaseTarget fresh() {
            return MigratedDatabases.mariaDb();
        }
    };

    /** A migrated database for one test. */
    abstract DatabaseTarget fresh();
}
