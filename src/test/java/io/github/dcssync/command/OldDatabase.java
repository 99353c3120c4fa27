package io.github.dcssync.command;

import io.github.dcssync.database.Database;
import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.testkit.Launcher;
import io.github.dcssync.testkit.TestDatabase;
import io.github.dcssync.testkit.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The reporting database of somebody who has used 0.1.0: its tables and views as that has made them, its rows as that has
 * written them.
 */
final class OldDatabase {

    /** What 0.1.0 left: a script of its H2 file, and what it had made in the two servers, without rows. */
    static final Path FOLDER = Path.of(System.getProperty("user.dir"), "src/test/resources/upgrade/0.1.0");

    /** What a sync of any release says of the present, and not of the past. */
    private static final List<String> OF_THE_PRESENT = List.of("error_code", "protection_policy", "report_setting",
            "sync_lease", "total_num_meaning", "dcs_sync_schema_history");
    private static final String MULTIPLE = "?allowMultiQueries=true";

    private final DatabaseTarget target;
    private final Map<String, List<String>> columns;

    private OldDatabase(DatabaseTarget target) throws SQLException {
        this.target = target;
        try (Connection connection = connect()) {
            columns = columns(connection);
        }
    }

    /** @param folder for the file of H2 */
    static OldDatabase in(TestDatabase kind, Path folder) throws IOException, SQLException {
        if (kind == TestDatabase.H2) {
            try (Connection connection = Workplace.open(folder.resolve("db"))) {
                runH2Script(connection);
            }
            return new OldDatabase(new DatabaseTarget("jdbc:h2:file:" + folder.resolve("db"), "sa", ""));
        }
        DatabaseTarget target = kind.empty();
        String schema = Files.readString(FOLDER.resolve(kind.name().toLowerCase(Locale.ROOT) + ".sql"));
        try (Connection from = DriverManager.getConnection("jdbc:h2:mem:", "sa", "");
                Connection to = DriverManager.getConnection(
                        target.url() + (kind == TestDatabase.MARIADB ? MULTIPLE : ""), target.user(),
                        target.password());
                Statement statement = to.createStatement()) {
            runH2Script(from);
            statement.execute(schema);
            for (String table : tables(from)) {
                if (!table.equals("dcs_sync_schema_history")) {
                    copy(table, from, to, kind);
                }
            }
        }
        return new OldDatabase(target);
    }

    private static void runH2Script(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("runscript from '" + FOLDER.resolve("h2.sql") + "'");
        }
    }

    private static void copy(String table, Connection from, Connection to, TestDatabase kind) throws SQLException {
        try (Statement statement = from.createStatement();
                ResultSet rows = statement.executeQuery("select * from " + table)) {
            List<String> names = new ArrayList<>();
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                names.add(rows.getMetaData().getColumnName(column).toLowerCase(Locale.ROOT));
            }
            try (PreparedStatement insert = to.prepareStatement("insert into " + table + " (" + String.join(", ", names)
                    + ") values (" + String.join(", ", Collections.nCopies(names.size(), "?")) + ")")) {
                while (rows.next()) {
                    for (int column = 1; column <= names.size(); column++) {
                        insert.setObject(column, value(rows, column, kind));
                    }
                    insert.executeUpdate();
                }
            }
            numberOn(table, names.get(0), to, kind);
        }
    }

    private static @Nullable Object value(ResultSet rows, int column, TestDatabase kind) throws SQLException {
        Object value = rows.getObject(column);
        if (value instanceof OffsetDateTime time) {
            return kind == TestDatabase.MARIADB ? time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime() : time;
        }
        return value instanceof Clob ? rows.getString(column) : value;
    }

    /** PostgreSQL counts only what it has numbered itself. */
    private static void numberOn(String table, String key, Connection to, TestDatabase kind) throws SQLException {
        if (kind == TestDatabase.POSTGRESQL) {
            try (Statement statement = to.createStatement();
                    ResultSet sequence = statement.executeQuery(
                            "select pg_get_serial_sequence('" + table + "', '" + key + "')")) {
                if (sequence.next() && sequence.getString(1) != null) {
                    to.createStatement().execute("select setval('" + sequence.getString(1) + "', max(" + key + "))"
                            + " from " + table);
                }
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(target.url(), target.user(), target.password());
    }

    /** Brings it to the schema of this program. */
    void migrate() {
        try (Database database = Database.open(target, 2)) {
            database.migrate();
        }
    }

    /** Does what its administrator does. */
    void execute(String sql) throws SQLException {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Has the launcher use it. */
    Launcher under(Launcher launcher) {
        return launcher.with("DCS_DB_URL", target.url()).with("DCS_DB_USER", target.user()).with("DCS_DB_PASSWORD",
                target.password());
    }

    /** @return the rows of records and of what became of them by table, of the columns that 0.1.0 knew */
    Map<String, List<String>> rows() throws SQLException {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> table : columns.entrySet()) {
            rows.put(table.getKey(),
                    strings("select " + String.join(", ", table.getValue()) + " from " + table.getKey()));
        }
        return rows;
    }

    /** @return the columns of each table now */
    Map<String, List<String>> columns() throws SQLException {
        try (Connection connection = connect()) {
            return columns(connection);
        }
    }

    /** @return a text a row */
    List<String> strings(String query) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    values.add(rows.getString(column));
                }
                strings.add(String.join("|", values.stream().map(String::valueOf).toList()));
            }
        }
        return strings;
    }

    private static Map<String, List<String>> columns(Connection connection) throws SQLException {
        Map<String, List<String>> columns = new TreeMap<>();
        for (String table : tables(connection)) {
            if (!OF_THE_PRESENT.contains(table) && !table.startsWith("dcs_qrtz_")) {
                columns.put(table, columnsOf(table, connection));
            }
        }
        return columns;
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet found = connection.getMetaData().getTables(connection.getCatalog(), connection.getSchema(), "%",
                new String[] {"TABLE", "BASE TABLE"})) {
            while (found.next()) {
                tables.add(found.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
            }
        }
        return tables;
    }

    /** The policy of an instance is what the operator has edited. */
    private static List<String> columnsOf(String table, Connection connection) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("select * from " + table + " where 1 = 0")) {
            for (int column = 1; column <= none.getMetaData().getColumnCount(); column++) {
                columns.add(none.getMetaData().getColumnName(column).toLowerCase(Locale.ROOT));
            }
        }
        columns.remove("policy");
        return columns;
    }
}
