package io.github.dcssync.testkit;

import io.github.dcssync.database.Database;
import io.github.dcssync.database.DatabaseTarget;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/** Databases of their own for tests, each the copy of one that was migrated: ten times as quick as its migrations. */
public final class MigratedDatabases {

    /** H2 forgets a database in memory to which nobody is connected; so many may be made before the first is opened. */
    private static final int KEPT = 8;
    private static final Deque<Connection> KEPT_ALIVE = new ArrayDeque<>();

    private MigratedDatabases() {
    }

    /** A migrated database in this process's memory, to be opened before eight others are made. */
    public static DatabaseTarget h2() {
        DatabaseTarget target = emptyH2();
        try {
            Connection connection = DriverManager.getConnection(target.url(), target.user(), target.password());
            run(connection, H2.SCRIPT);
            keepAlive(connection);
            return target;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A database in this process's memory without a table. */
    public static DatabaseTarget emptyH2() {
        return new DatabaseTarget("jdbc:h2:mem:" + freshName(), "sa", "");
    }

    private static synchronized void keepAlive(Connection connection) throws SQLException {
        KEPT_ALIVE.add(connection);
        if (KEPT_ALIVE.size() > KEPT) {
            KEPT_ALIVE.remove().close();
        }
    }

    /** A migrated database of the build's PostgreSQL. */
    public static DatabaseTarget postgres() {
        return postgresCopy(PostgreSql.NAME);
    }

    /** A copy of a PostgreSQL database that nobody is connected to. */
    public static DatabaseTarget postgresCopy(String original) {
        String name = freshName();
        TestPostgres.execute("create database " + name + " template " + original);
        return new DatabaseTarget(TestPostgres.url(name), "postgres", "");
    }

    /** A migrated database of the build's MariaDB. */
    public static DatabaseTarget mariaDb() {
        DatabaseTarget target = TestMariaDb.freshDatabase();
        try (Connection connection = DriverManager.getConnection(target.url() + "?allowMultiQueries=true",
                target.user(), target.password())) {
            run(connection, List.of(String.join(";", MariaDb.SCRIPT)));
            return target;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The database's name in its server. */
    public static String nameOf(DatabaseTarget target) {
        return target.url().substring(target.url().lastIndexOf('/') + 1);
    }

    private static String freshName() {
        return "copy_" + UUID.randomUUID().toString().replace("-", "");
    }

    private static DatabaseTarget migrated(DatabaseTarget target) {
        try (Database database = Database.open(target, 2)) {
            database.migrate();
            return target;
        }
    }

    private static void run(Connection connection, List<String> script) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : script) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> column(Connection connection, String query, int column) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(column));
            }
        }
        return values;
    }

    private static final class H2 {

        static final List<String> SCRIPT = script();

        /** H2 scripts in the order of numbers that it gives out again: a view may come before its tables. */
        private static List<String> script() {
            DatabaseTarget original = emptyH2();
            try (Database database = Database.open(original, 2)) {
                database.migrate();
                try (Connection connection = database.dataSource().getConnection()) {
                    return column(connection, "script nopasswords nosettings", 1).stream()
                            .filter(line -> !line.startsWith("CREATE USER"))
                            .sorted(Comparator.comparing(line -> line.startsWith("CREATE FORCE VIEW"))).toList();
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class PostgreSql {

        static final String NAME = nameOf(migrated(TestPostgres.freshDatabase()));
    }

    private static final class MariaDb {

        static final DatabaseTarget ORIGINAL = migrated(TestMariaDb.freshDatabase());
        static final String NAME = nameOf(ORIGINAL);
        static final List<String> SCRIPT = script();

        private static List<String> script() {
            List<String> script = new ArrayList<>(List.of("set foreign_key_checks = 0"));
            try (Connection connection = DriverManager.getConnection(ORIGINAL.url(), ORIGINAL.user(),
                    ORIGINAL.password())) {
                for (String table : column(connection, "show full tables where table_type = 'BASE TABLE'", 1)) {
                    script.addAll(column(connection, "show create table " + table, 2));
                    if (!column(connection, "select 1 from " + table + " limit 1", 1).isEmpty()) {
                        script.add("insert into " + table + " select * from " + NAME + "." + table);
                    }
                }
                // In the order of their names, in which Flyway made them, too.
                for (String view : column(connection, "show full tables where table_type = 'VIEW'", 1)) {
                    script.add(column(connection, "show create view " + view, 2).get(0).replace("`" + NAME + "`.", ""));
                }
                return script;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
