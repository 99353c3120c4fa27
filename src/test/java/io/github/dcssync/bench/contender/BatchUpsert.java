package io.github.dcssync.bench.contender;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's upsert by JDBC, with typed values and the driver's rewriting of batches: what a careful user writes.
 * Rows that are the same are left alone.
 */
final class BatchUpsert {

    private final Table table;

    BatchUpsert(Table table) {
        this.table = table;
    }

    /** A connection without autocommit whose batches become statements of many rows. */
    static Connection connect(String url) throws SQLException {
        Connection connection = DriverManager.getConnection(url + "&reWriteBatchedInserts=true");
        connection.setAutoCommit(false);
        return connection;
    }

    /** The statement, with a parameter for the instance and for each field. */
    String sql() {
        return table.upsert("values (?, " + String.join(", ", Collections.nCopies(table.fields().size(), "?")) + ")");
    }

    /**
     * Fills in a row.
     *
     * @param values in the order of the fields, as the answer has them; missing ones are null or empty
     */
    void set(PreparedStatement upsert, String instance, @Nullable String... values) throws SQLException {
        upsert.setString(1, instance);
        for (int i = 0; i < values.length; i++) {
            String value = values[i];
            ColumnType type = table.fields().get(i).type();
            if (value == null || value.isEmpty()) {
                upsert.setNull(i + 2, type(type));
            } else {
                upsert.setObject(i + 2, read(value, type), type(type));
            }
        }
    }

    private static int type(ColumnType type) {
        return switch (type) {
            case KEY, TEXT -> Types.VARCHAR;
            case PERCENT -> Types.NUMERIC;
            case NUMBER -> Types.BIGINT;
            case TRUTH -> Types.BOOLEAN;
            case TIME -> Types.TIMESTAMP_WITH_TIMEZONE;
        };
    }

    private static Object read(String value, ColumnType type) {
        return switch (type) {
            case KEY, TEXT -> value;
            case PERCENT -> new BigDecimal(value);
            case NUMBER -> Long.valueOf(value);
            case TRUTH -> Boolean.valueOf(value);
            case TIME -> OffsetDateTime.parse(value);
        };
    }
}
