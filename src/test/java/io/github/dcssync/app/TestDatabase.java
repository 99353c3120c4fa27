package io.github.dcssync.app;

import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.database.MigratedDatabases;

/** The databases that the behaviour is tested on. */
enum TestDatabase {

    H2 {
        @Override
        DatabaseTarget migrated() {
            return MigratedDatabases.h2();
        }

        @Override
        String rowVersion() {
            return "changed_at";
        }
    },

    POSTGRESQL {
        @Override
        DatabaseTarget migrated() {
            return MigratedDatabases.postgres();
        }

        @Override
        String rowVersion() {
            return "cast(xmin as varchar)";
        }
    },

    MARIADB {
        @Override
        DatabaseTarget migrated() {
            return MigratedDatabases.mariaDb();
        }

        @Override
        String rowVersion() {
            return "changed_at";
        }
    };

    /** A migrated database of its own for one test. */
    abstract DatabaseTarget migrated();

    /** An expression that differs when its row was written again, as well as the database can say. */
    abstract String rowVersion();
}
