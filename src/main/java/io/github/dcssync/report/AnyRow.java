package io.github.dcssync.report;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A row of any statement, with the same Java types on every database. */
final class AnyRow {

    private AnyRow() {
    }

    /** @return values by column in lower case, of the types that {@link ViewColumnType} names */
    static Map<String, Object> read(ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            values.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT),
                    type(columns.getColumnType(i)).read(row, i));
        }
        return values;
    }

    private static ViewColumnType type(int sqlType) {
        return switch (sqlType) {
            case Types.BIT, Types.BOOLEAN -> ViewColumnType.BOOLEAN;
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC, Types.DECIMAL ->
                ViewColumnType.NUMBER;
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> ViewColumnType.INSTANT;
            case Types.DATE -> ViewColumnType.DAY;
            default -> ViewColumnType.TEXT;
        };
    }
}
