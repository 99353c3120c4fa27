package io.github.dcssync.app;

import io.github.dcssync.database.Database;
import io.github.dcssync.database.Dialect;
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
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads a database with the same values on each: names in lower case, text, Long, BigDecimal, Boolean and Instant.
 */
final class Query {

    private final JdbcTemplate jdbc;
    private final Dialect dialect;

    Query(Database database) {
        jdbc = new JdbcTemplate(database.dataSource());
        dialect = database.dialect();
    }

    List<Map<String, Object>> rows(String sql, Object... parameters) {
        return jdbc.query(sql, (result, number) -> row(result), parameters);
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

    long count(String table) {
        return (Long) column("select count(*) from " + table).get(0);
    }

    void execute(String sql) {
        jdbc.execute(sql);
    }

    private Map<String, Object> row(ResultSet result) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            row.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), value(result, i, columns.getColumnType(i)));
        }
        return row;
    }

    private Object value(ResultSet result, int column, int type) throws SQLException {
        Object value = switch (type) {
            case Types.BIT, Types.BOOLEAN -> result.getBoolean(column);
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> result.getLong(column);
            case Types.NUMERIC, Types.DECIMAL -> result.getBigDecimal(column);
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> instant(result, column);
            default -> result.getString(column);
        };
        return result.wasNull() ? null : value;
    }

    private Object instant(ResultSet result, int column) throws SQLException {
        if (dialect == Dialect.MARIADB) {
            LocalDateTime time = result.getObject(column, LocalDateTime.class);
            return time == null ? null : time.toInstant(ZoneOffset.UTC);
        }
        OffsetDateTime time = result.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
