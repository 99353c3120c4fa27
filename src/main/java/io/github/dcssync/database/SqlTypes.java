package io.github.dcssync.database;

import io.github.dcssync.record.ColumnType;
import io.github.dcssync.record.Timestamps;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;

/** How canonical text becomes a value of each dialect's types, and back. */
final class SqlTypes {

    private SqlTypes() {
    }

    /** @return the type to cast canonical text to */
    static String of(Dialect dialect, ColumnType type) {
        return switch (type) {
            case ID, TEXT, LOWER_CASE -> "varchar";
            case PERCENT -> "numeric(5, 2)";
            case GIGABYTES -> "numeric(10, 3)";
            case LONG -> "bigint";
            case BOOLEAN -> "boolean";
            case INSTANT -> dialect.placeholders().get("instant");
        };
    }

    /** @return the canonical text of a column of a result, or null */
    static String canonical(ResultSet result, int column, ColumnType type) throws SQLException {
        return switch (type) {
            case ID, TEXT, LOWER_CASE -> result.getString(column);
            case PERCENT, GIGABYTES -> {
                BigDecimal number = result.getBigDecimal(column);
                yield number == null ? null : number.toPlainString();
            }
            case LONG -> {
                long number = result.getLong(column);
                yield result.wasNull() ? null : Long.toString(number);
            }
            case BOOLEAN -> {
                boolean flag = result.getBoolean(column);
                yield result.wasNull() ? null : Boolean.toString(flag);
            }
            case INSTANT -> {
                OffsetDateTime time = result.getObject(column, OffsetDateTime.class);
                yield time == null ? null : Timestamps.canonical(time.toInstant());
            }
        };
    }
}
