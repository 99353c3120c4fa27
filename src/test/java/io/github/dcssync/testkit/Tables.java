package io.github.dcssync.testkit;

import io.github.dcssync.database.DatabaseTarget;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Looks into a database, with the same values on each: names in lower case, text, Long, BigDecimal, Boolean and Instant.
 */
public final class Tables {

    private static final String ALL = "select table_name from information_schema.tables"
            + " where table_schema = ? and lower(table_type) like '%base table%' order by table_name";

    private final JdbcTemplate jdbc;

    Tables(DataSource source) {
        jdbc = new JdbcTemplate(source);
    }

    /** A connection of its own for each statement. */
    public static Tables of(DatabaseTarget target) {
        return new Tables(new DriverManagerDataSource(target.url(), target.user(), target.password()));
    }

    public List<Map<String, Object>> rows(String sql, Object... parameters) {
        return jdbc.query(sql, (result, number) -> row(result), parameters);
    }

    /** The only row. */
    public Map<String, Object> row(String sql, Object... parameters) {
        List<Map<String, Object>> rows = rows(sql, parameters);
        if (rows.size() != 1) {
            throw new AssertionError(rows.size() + " rows instead of one: " + sql);
        }
        return rows.get(0);
    }

    /** The only column of all rows. */
    public List<Object> column(String sql, Object... parameters) {
        return rows(sql, parameters).stream().map(row -> row.values().iterator().next()).toList();
    }

    /** The only column of the only row. */
    public Object value(String sql, Object... parameters) {
        return row(sql, parameters).values().iterator().next();
    }

    public long count(String table) {
        return (Long) value("select count(*) from " + table);
    }

    public int execute(String sql, Object... parameters) {
        return jdbc.update(sql, parameters);
    }

    public List<Object> names() {
        return column(ALL, jdbc.execute(Tables::schema));
    }

    /** MariaDB calls it a catalog. */
    private static String schema(Connection connection) throws SQLException {
        return connection.getSchema() == null ? connection.getCatalog() : connection.getSchema();
    }

    /** Every row of every table but these, in no particular order; rows as text. */
    public Map<String, List<String>> everything(String... except) {
        String quote = jdbc.execute((Connection connection) -> connection.getMetaData().getIdentifierQuoteString());
        Map<String, List<String>> content = new TreeMap<>();
        for (Object name : names()) {
            String table = name.toString();
            if (!List.of(except).contains(table.toLowerCase(Locale.ROOT))) {
                content.put(table.toLowerCase(Locale.ROOT), rows("select * from " + quote + table + quote).stream()
                        .map(Map::toString).sorted().toList());
            }
        }
        return content;
    }

    private static Map<String, Object> row(ResultSet result) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            Object value = value(result, columns, i);
            row.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), result.wasNull() ? null : value);
        }
        return row;
    }

    private static Object value(ResultSet result, ResultSetMetaData columns, int column) throws SQLException {
        return switch (columns.getColumnType(column)) {
            case Types.BIT, Types.BOOLEAN -> result.getBoolean(column);
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> result.getLong(column);
            case Types.NUMERIC, Types.DECIMAL -> result.getBigDecimal(column);
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> instant(result, columns, column);
            default -> result.getString(column);
        };
    }

    /** MariaDB's times have no zone; they are in UTC. */
    private static Object instant(ResultSet result, ResultSetMetaData columns, int column) throws SQLException {
        if (columns.getColumnTypeName(column).equals("DATETIME")) {
            LocalDateTime time = result.getObject(column, LocalDateTime.class);
            return time == null ? null : time.toInstant(ZoneOffset.UTC);
        }
        OffsetDateTime time = result.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
