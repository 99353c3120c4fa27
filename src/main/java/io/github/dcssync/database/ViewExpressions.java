package io.github.dcssync.database;

import io.github.dcssync.record.BackupRefusal;
import io.github.dcssync.record.ListKind;
import java.util.HashMap;
import java.util.Map;

/** What the report views cannot say in the same words on every database. */
final class ViewExpressions {

    private ViewExpressions() {
    }

    /**
     * The placeholders of the views, {@link SharedExpressions} among them.
     *
     * <p>{@code seconds_until X since Y)} is an exact number of seconds with six decimals. A number stands between
     * {@code days} and {@code days_end}, a date between {@code day_begins} and {@code day_begins_end} for the instant at
     * which that day begins in UTC, and likewise for its end. {@code utc} follows an instant that is cut to its day, {@code by_code_point} a
     * text that is made in the view. {@code once} ends a subquery whose own subqueries PostgreSQL would otherwise run
     * again wherever their results are used; {@code once_an_instance} begins the columns of one with a row an instance,
     * which does the same, for MariaDB, too, and lets both see from without that one instance alone is asked for. {@code day} is a column's name, which H2 takes unquoted for a keyword.
     * {@code as_invoker} follows {@code create or replace}: MariaDB would read a view as the user who made it, and not at
     * all once that user is gone. {@code soon} is how far the clocks of the service and the database may differ.
     *
     * <p>Between {@code word} and {@code word_end} stands a text of the service. Both make of it the word that it is,
     * whatever its case and the blanks around it, the same on every database and as
     * {@link io.github.dcssync.record.Outcome} reads it; NULL of NULL. Only A to Z have a case: what a letter of another
     * alphabet has as its small one differs by database and its locale. Only to be compared with words in small letters.
     *
     * <p>{@code backups_by_outcome}, {@code backups_by_availability} and {@code restores_by_outcome} are what to read from,
     * as {@link RecordsByView} has it, where {@code backup_succeeded}, {@code backup_restorable} and
     * {@code restore_succeeded} are conditions on a backup {@code b} or a restoration {@code r}, and
     * {@code backup_outcome} is the outcome of that backup.
     *
     * <p>{@code lists_of_an_instance} is how many lists each has. Where a row of {@code instance_sync} is {@code s},
     * {@code without_backups} is whether the service says that the instance cannot have any: by the codes that the program
     * goes by.
     */
    static Map<String, String> of(Dialect dialect) {
        Map<String, String> expressions = new HashMap<>(ofDialect(dialect));
        expressions.put("soon", expressions.get("now") + " + interval '5' minute");
        expressions.put("lists_of_an_instance", Integer.toString(ListKind.OF_INSTANCES.size()));
        expressions.put("as_invoker", dialect == Dialect.MARIADB ? "sql security invoker" : "");
        expressions.put("once_an_instance", switch (dialect) {
            case H2 -> "";
            case POSTGRESQL -> "distinct on (instance_id)";
            case MARIADB -> "distinct";
        });
        expressions.put("without_backups", withoutBackups());
        expressions.putAll(SharedExpressions.ALL);
        expressions.putAll(ofWords(dialect));
        expressions.putAll(ofDays(dialect));
        expressions.putAll(RecordsByView.placeholders(dialect));
        return expressions;
    }

    private static String withoutBackups() {
        return "(s.not_applicable_at is not null or coalesce(upper(trim(s.error_code)) in ('"
                + String.join("', '", BackupRefusal.CODES) + "'), false))";
    }

    /** @return a part of a view as the database reads it; its placeholders are only those of texts */
    static String filled(String part, Dialect dialect) {
        Map<String, String> words = ofWords(dialect);
        return SharedExpressions.filled(part).replace("${word}", words.get("word"))
                .replace("${word_end}", words.get("word_end"))
                .replace("${by_code_point}", ofDialect(dialect).get("by_code_point"));
    }

    private static Map<String, String> ofWords(Dialect dialect) {
        return switch (dialect) {
            case H2 -> Map.of(
                    "word", "trim(translate(",
                    "word_end",
                    ", U&'ABCDEFGHIJKLMNOPQRSTUVWXYZ\\0009\\000a\\000d', 'abcdefghijklmnopqrstuvwxyz   '))");
            case POSTGRESQL -> Map.of(
                    "word", "lower(btrim(",
                    "word_end", ", E' \\t\\n\\r') collate \"C\")");
            // Its bytes as letters of latin1: only ASCII's are A to Z then, and nothing is lost, which would be an error.
            case MARIADB -> Map.of(
                    "word", "lower(trim(replace(replace(replace(convert(cast(",
                    "word_end", " as binary) using latin1), char(9 using latin1), ' '), char(10 using latin1), ' '),"
                            + " char(13 using latin1), ' '))) collate latin1_bin");
        };
    }

    private static Map<String, String> ofDays(Dialect dialect) {
        return switch (dialect) {
            case H2 -> Map.of(
                    "day_begins", "(timestamp with time zone '1970-01-01 00:00:00+00' + (",
                    "day_begins_end", " - date '1970-01-01'))",
                    "day_ends", "(timestamp with time zone '1970-01-02 00:00:00+00' + (",
                    "day_ends_end", " - date '1970-01-01'))");
            case POSTGRESQL -> Map.of(
                    "day_begins", "(cast(",
                    "day_begins_end", " as timestamp) at time zone 'UTC')",
                    "day_ends", "(cast(",
                    "day_ends_end", " + 1 as timestamp) at time zone 'UTC')");
            case MARIADB -> Map.of(
                    "day_begins", "cast(",
                    "day_begins_end", " as datetime(6))",
                    "day_ends", "cast(",
                    "day_ends_end", " + interval 1 day as datetime(6))");
        };
    }

    private static Map<String, String> ofDialect(Dialect dialect) {
        return switch (dialect) {
            case H2 -> Map.of(
                    "by_code_point", "",
                    "day", "\"DAY\"",
                    "days", "interval '1' day *",
                    "days_end", "",
                    "now", "current_timestamp(6)",
                    "once", "",
                    "seconds_until", "extract(epoch from",
                    "since", "-",
                    "utc", "at time zone 'UTC'",
                    "whole", "bigint");
            case POSTGRESQL -> Map.of(
                    "by_code_point", "collate \"C\"",
                    "day", "day",
                    "days", "interval '1 day' *",
                    "days_end", "",
                    "now", "current_timestamp",
                    "once", "offset 0",
                    "seconds_until", "extract(epoch from",
                    "since", "-",
                    "utc", "at time zone 'UTC'",
                    "whole", "bigint");
            case MARIADB -> Map.of(
                    "by_code_point", "collate utf8mb4_bin",
                    "day", "day",
                    "days", "interval",
                    "days_end", "day",
                    "now", "utc_timestamp(6)",
                    "once", "",
                    // It counts from its first moment to its second.
                    "seconds_until", "-0.000001 * timestampdiff(microsecond,",
                    "since", ",",
                    "utc", "",
                    "whole", "signed");
        };
    }
}
