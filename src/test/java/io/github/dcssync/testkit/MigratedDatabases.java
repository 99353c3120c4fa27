package io.github.dcssync.testkit;

import io.github.dcssync.database.Database;
import io.github.dcssync.database.DatabaseTarget;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.h2.store.fs.FileUtils;

/** Databases of their own for tests, each the copy of one that was migrated: ten times as quick as its migrations. */
public final class MigratedDatabases {

    /** So many may be made before the first is opened: the files of the others are taken away. */
    private static final int KEPT = 8;
    private static final Deque<Copy> KEPT_ALIVE = new ArrayDeque<>();

    private MigratedDatabases() {
    }

    /** Closing one costs more than opening it, so that one connection stays. */
    private record Copy(Connection connection, String file) {
    }

    /**
     * A migrated database in this process's memory, to be opened before eight others are made: a copy of a file, because
     * the days of the calendar are more than a script of inserts could write in a moment.
     */
    public static DatabaseTarget h2() {
        String name = H2.FOLDER + freshName();
        DatabaseTarget target = new DatabaseTarget("jdbc:h2:" + name, "sa", "");
        String file = name + H2.SUFFIX;
        try {
            try (OutputStream out = FileUtils.newOutputStream(file, false)) {
                out.write(H2.FILE);
            }
            // Else all that are open when the process ends would be compacted one after the other.
            keepAlive(new Copy(DriverManager.getConnection(target.url() + ";DB_CLOSE_ON_EXIT=FALSE", target.user(),
                    target.password()), file));
            return target;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A database in this process's memory without a table. */
    public static DatabaseTarget emptyH2() {
        return new DatabaseTarget("jdbc:h2:mem:" + freshName(), "sa", "");
    }

    private static synchronized void keepAlive(Copy copy) throws SQLException {
        KEPT_ALIVE.add(copy);
        if (KEPT_ALIVE.size() > KEPT) {
            Copy oldest = KEPT_ALIVE.remove();
            oldest.connection().close();
            FileUtils.delete(oldest.file());
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

        /** Files of H2's own in this process's memory. */
        static final String FOLDER = "nioMemFS:";
        static final String SUFFIX = ".mv.db";
        static final byte[] FILE = file();

        private static byte[] file() {
            String name = FOLDER + freshName();
            DatabaseTarget original = migrated(new DatabaseTarget("jdbc:h2:" + name, "sa", ""));
            try {
                try (Connection connection = DriverManager.getConnection(original.url(), original.user(),
                        original.password())) {
                    run(connection, List.of("shutdown compact"));
                }
                try (InputStream in = FileUtils.newInputStream(name + SUFFIX)) {
                    return in.readAllBytes();
                } finally {
                    FileUtils.delete(name + SUFFIX);
                }
            } catch (IOException | SQLException e) {
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
