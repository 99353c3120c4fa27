package io.github.dcssync.history;

import io.github.dcssync.database.DatabaseTarget;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Looks into a database: names in lower case, whole numbers as Long, times as Instant. */
final class Tables {

    private static final String ALL = "select table_name from information_schema.tables"
            + " where table_schema = ? and lower(table_type) like '%base table%' order by table_name";

    private final JdbcTemplate jdbc;

    Tables(DataSource source) {
        jdbc = new JdbcTemplate(source);
    }

    /** A connection of its own for each statement. */
    static Tables of(DatabaseTarget target) {
        return new Tables(new DriverManagerDataSource(target.url(), target.user(), target.password()));
    }

    List<Map<String, Object>> rows(String sql, Object... parameters) {
        return jdbc.queryForList(sql, parameters).stream().map(Tables::alike).toList();
    }

    /** The only row. */
    Map<String, Object> row(String sql, Object... parameters) {
        List<Map<String, Object>> rows = rows(sql, parameters);
        if (rows.size() != 1) {
            throw new AssertionError(rows.size() + " rows instead of one: " + sql);
        }
        return rows.get(0);
    }

    /** The only column of all rows. */
    List<Object> column(String sql, Object... parameters) {
        return rows(sql, parameters).stream().map(row -> row.values().iterator().next()).toList();
    }

    /** The only column of the only row. */
    Object value(String sql, Object... parameters) {
        return row(sql, parameters).values().iterator().next();
    }

    long count(String table) {
        return (Long) value("select count(*) from " + table);
    }

    int execute(String sql, Object... parameters) {
        return jdbc.update(sql, parameters);
    }

    List<Object> names() {
        return column(ALL, jdbc.execute(Tables::schema));
    }

    /** MariaDB calls it a catalog. */
    private static String schema(Connection connection) throws SQLException {
        return connection.getSchema() == null ? connection.getCatalog() : connection.getSchema();
    }

    /** Every row of every table but these, in no particular order; rows as text. */
    Map<String, List<String>> everything(String... except) {
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

    private static Map<String, Object> alike(Map<String, Object> row) {
        Map<String, Object> alike = new LinkedHashMap<>();
        row.forEach((name, value) -> alike.put(name.toLowerCase(Locale.ROOT), alike(value)));
        return alike;
    }

    private static Object alike(Object value) {
        if (value instanceof Integer number) {
            return number.longValue();
        }
        if (value instanceof Timestamp time) {
            return time.toInstant();
        }
        return value instanceof OffsetDateTime time ? time.toInstant() : value;
    }
}
