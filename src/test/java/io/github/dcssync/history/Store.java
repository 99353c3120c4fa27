package io.github.dcssync.history;

import io.github.dcssync.database.Database;
import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.database.TestMariaDb;
import io.github.dcssync.database.TestPostgres;
import java.util.UUID;

/** Where histories are kept in these tests. */
enum Store {

    H2 {
        @Override
        DatabaseTarget fresh() {
            return new DatabaseTarget("jdbc:h2:mem:" + freshName(), "sa", "");
        }
    },

    POSTGRESQL {
        @Override
        DatabaseTarget fresh() {
            return copyOf(Template.NAME);
        }
    },

    MARIADB {
        @Override
        DatabaseTarget fresh() {
            return TestMariaDb.freshDatabase();
        }
    };

    /** A database for one test, migrated or to be migrated. */
    abstract DatabaseTarget fresh();

    /** A copy of a PostgreSQL database that nobody is connected to. */
    static DatabaseTarget copyOf(String template) {
        String name = freshName();
        TestPostgres.execute("create database " + name + " template " + template);
        return new DatabaseTarget(TestPostgres.url(name), "postgres", "");
    }

    /** The database's name in its server. */
    static String nameOf(DatabaseTarget target) {
        return target.url().substring(target.url().lastIndexOf('/') + 1);
    }

    private static String freshName() {
        return "history_" + UUID.randomUUID().toString().replace("-", "");
    }

    /** A copy of a migrated database is quicker than its migrations. */
    private static final class Template {

        static final String NAME = make();

        private static String make() {
            DatabaseTarget target = TestPostgres.freshDatabase();
            try (Database database = Database.open(target, 2)) {
                database.migrate();
            }
            return nameOf(target);
        }
    }
}
