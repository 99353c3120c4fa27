package io.github.dcssync.testkit;

import io.github.dcssync.database.DatabaseTarget;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** One MariaDB server for all tests of a build, started by the first that asks. */
public final class TestMariaDb {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestMariaDb() {
    }

    /** A new empty database of that server, whose user may do everything. */
    public static DatabaseTarget freshDatabase() {
        // Not test_: MariaDB lets everybody do everything in databases of such names.
        String name = "dcs_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
        execute("create database " + name);
        return new DatabaseTarget(url(name), MariaDbServer.USER, MariaDbServer.PASSWORD);
    }

    /** The URL of a database of that server, whether it exists or not. */
    public static String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + Server.PORT + "/" + database;
    }

    /** Runs a statement as the administrator, outside any test's database. */
    public static void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Has the server end every connection to a database. */
    public static void cutConnections(String database) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = connection.createStatement().executeQuery(
                        "select id from information_schema.processlist where db = '" + database + "'")) {
            while (rows.next()) {
                statement.execute("kill connection " + rows.getLong(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(url(""), MariaDbServer.USER, MariaDbServer.PASSWORD);
    }

    private static final class Server {

        static final int PORT = BuildServer.port("mariadb", MariaDbServer::start);
    }
}
