package io.github.dcssync.bundle;

import io.github.dcssync.database.Database;
import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.database.TestMariaDb;
import io.github.dcssync.database.TestPostgres;
import java.util.UUID;

/** The databases that the behaviour is tested on. */
enum TestDatabase {

    H2 {
        @Override
        DatabaseTarget migrated() {
            return new DatabaseTarget("jdbc:h2:mem:" + freshName(), "sa", "");
        }

        @Override
        String rowVersion() {
            return "changed_at";
        }
    },

    POSTGRESQL {
        @Override
        DatabaseTarget migrated() {
            String database = freshName();
            TestPostgres.execute("create database " + database + " template " + Template.NAME);
            return new DatabaseTarget(TestPostgres.url(database), "postgres", "");
        }

        @Override
        String rowVersion() {
            return "cast(xmin as varchar)";
        }
    },

    MARIADB {
        @Override
        DatabaseTarget migrated() {
            return TestMariaDb.freshDatabase();
        }

        @Override
        String rowVersion() {
            return "changed_at";
        }
    };

    /** A database of its own for one test; to be migrated by whoever opens it, which may have been done already. */
    abstract DatabaseTarget migrated();

    /** An expression that differs when its row was written again, as well as the database can say. */
    abstract String rowVersion();

    private static String freshName() {
        return "test_" + UUID.randomUUID().toString().replace("-", "");
    }

    /** A copy of a migrated database is quicker than its migrations. */
    private static final class Template {

        static final String NAME = make();

        private static String make() {
            DatabaseTarget target = TestPostgres.freshDatabase();
            try (Database database = Database.open(target, 2)) {
                database.migrate();
            }
            return target.url().substring(target.url().lastIndexOf('/') + 1);
        }
    }
}
