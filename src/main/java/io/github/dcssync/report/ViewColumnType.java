package io.github.dcssync.report;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What a column of a report holds, and how it is written in JSON and read from a filter. */
public enum ViewColumnType {

    /** Text as it is. */
    TEXT("a text") {
        @Override
        @Nullable
        Object read(ResultSet row, int column) throws SQLException {
            return row.getString(column);
        }

        @Override
        Object parse(String text) {
            return text;
        }
    },

    /** A number; in Java a {@link BigDecimal} without an exponent. */
    NUMBER("a number such as 42 or 99.5") {
        @Override
        @Nullable
        Object read(ResultSet row, int column) throws SQLException {
            return row.getBigDecimal(column);
        }

        @Override
        Object parse(String text) {
            if (!text.matches("[+-]?[0-9]{1,18}(\\.[0-9]{1,9})?")) {
                throw new IllegalArgumentException(text);
            }
            return new BigDecimal(text);
        }
    },

    /** True or false. */
    BOOLEAN("true or false") {
        @Override
        @Nullable
        Object read(ResultSet row, int column) throws SQLException {
            boolean value = row.getBoolean(column);
            return row.wasNull() ? null : value;
        }

        @Override
        Object parse(String text) {
            if (!text.equals("true") && !text.equals("false")) {
                throw new IllegalArgumentException(text);
            }
            return Boolean.valueOf(text);
        }
    },

    /** A moment; in Java its ISO-8601 text in UTC, {@code 2019-05-10T08:31:16.166Z}. */
    INSTANT("a time such as 2026-11-01T12:00:00Z") {
        @Override
        @Nullable
        Object read(ResultSet row, int column) throws SQLException {
            OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
            return value == null ? null : value.toInstant().toString();
        }

        @Override
        Object parse(String text) {
            OffsetDateTime time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
            requireYear(time.getYear());
            return time;
        }
    },

    /** A UTC day; in Java its ISO-8601 text, {@code 2019-05-10}. */
    DAY("a day such as 2026-11-01") {
        @Override
        @Nullable
        Object read(ResultSet row, int column) throws SQLException {
            LocalDate value = row.getObject(column, LocalDate.class);
            return value == null ? null : value.toString();
        }

        @Override
        Object parse(String text) {
            LocalDate day = LocalDate.parse(text);
            requireYear(day.getYear());
            return day;
        }
    };

    /** What every database can compare with. */
    private static final int LAST_YEAR = 9999;

    private final String example;

    ViewColumnType(String example) {
        this.example = example;
    }

    private static void requireYear(int year) {
        if (year < 1 || year > LAST_YEAR) {
            throw new IllegalArgumentException(Integer.toString(year));
        }
    }

    /** What a value looks like, for messages. */
    String example() {
        return example;
    }

    /** @return the value in the row, null for a missing one */
    abstract @Nullable Object read(ResultSet row, int column) throws SQLException;

    /** @throws RuntimeException when the text is none of this type */
    abstract Object parse(String text);
}
