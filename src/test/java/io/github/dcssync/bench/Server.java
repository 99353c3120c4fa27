package io.github.dcssync.bench;

import io.github.dcssync.bench.contender.ColumnType;
import io.github.dcssync.bench.contender.Table;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What keeps the databases of the contenders. */
interface Server extends AutoCloseable {

    /** What the figures call it, with its version. */
    String title() throws Exception;

    /**
     * A new database, whose name no other has.
     *
     * @return its URL with user and password, as JDBC takes it
     */
    String create(String name) throws Exception;

    void drop(String name) throws Exception;

    /** How many rows of the tables of records have been written by now, 0 where it does not tell. */
    default double rowsWritten(String name) throws Exception {
        return 0;
    }

    /** The tables of those who have no migrations of their own. */
    default void createTables(String url) throws SQLException {
        execute(url, Table.BACKUPS.ddl(this::type), Table.RESTORES.ddl(this::type));
    }

    /** What it calls a type. */
    String type(ColumnType type);

    /** Has it do now, for a database that has been filled, what it would else do by and by. */
    void tidy(String name) throws Exception;

    /** Has it write now what it would else write in the midst of the next run. */
    void settle() throws Exception;

    /** Waits until it has noticed that its clients are gone. */
    void forget(String name) throws Exception;

    /** The processors' seconds of all its processes, 0 when it lives in its client's. */
    double processorSeconds() throws Exception;

    /** How much it has written to its log by now, 0 when it does not tell. */
    double logMebibytes() throws Exception;

    /** Runs statements, each in a transaction of its own. */
    static void execute(String url, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The number that a query gives. */
    static double number(String url, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getDouble(1);
        }
    }
}
