package io.github.dcssync.database;

import io.github.dcssync.record.ColumnType;
import io.github.dcssync.record.Timestamps;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How canonical text becomes a value of each dialect's types, and back. */
public final class SqlTypes {

    private static final int INSTANT_WITHOUT_ZONE = "2026-03-29T01:30:00.123456".length();

    private SqlTypes() {
    }

    /** @return an expression that makes a value of this type of an expression that is canonical text */
    public static String cast(Dialect dialect, String text, ColumnType type) {
        return switch (dialect) {
            case H2, POSTGRESQL -> "cast(" + text + " as " + standard(dialect, type) + ")";
            case MARIADB -> mariaDb(text, type);
        };
    }

    private static String standard(Dialect dialect, ColumnType type) {
        return switch (type) {
            case ID, TEXT, LOWER_CASE, CODE -> "varchar";
            case PERCENT -> "numeric(5, 2)";
            case GIGABYTES -> "numeric(10, 3)";
            case LONG -> "bigint";
            case BOOLEAN -> "boolean";
            case INSTANT -> Objects.requireNonNull(dialect.placeholders().get("instant"));
        };
    }

    /** Its cast knows fewer types, no word for true, and no time with a zone. */
    private static String mariaDb(String text, ColumnType type) {
        return switch (type) {
            case ID, TEXT, LOWER_CASE, CODE -> text;
            case PERCENT -> "cast(" + text + " as decimal(5, 2))";
            case GIGABYTES -> "cast(" + text + " as decimal(10, 3))";
            case LONG -> "cast(" + text + " as signed)";
            case BOOLEAN -> "(" + text + " = 'true')";
            case INSTANT -> "cast(left(" + text + ", " + INSTANT_WITHOUT_ZONE + ") as datetime(6))";
        };
    }

    /** @return so many parameters for the brackets of an {@code in} */
    public static String parameters(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    /** @return a condition that holds when two expressions differ; NULL equals NULL */
    public static String differ(Dialect dialect, String one, String other) {
        return dialect == Dialect.MARIADB ? "not (" + one + " <=> " + other + ")"
                : one + " is distinct from " + other;
    }

    /** @return the canonical text of a column of a result, or null */
    public static @Nullable String canonical(ResultSet result, int column, ColumnType type) throws SQLException {
        return switch (type) {
            case ID, TEXT, LOWER_CASE, CODE -> result.getString(column);
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
