package io.github.dcssync.database;

import io.github.dcssync.record.BackupRefusal;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.record.Outcome;
import java.util.HashMap;
import java.util.Map;

/** What the report views cannot say in the same words on every database. */
final class ViewExpressions {

    /** A report older than this says unknown: {@code 3600s}, or another number of s, m, h or d; an hour when unset. */
    private static final String FRESHNESS_SECONDS = """
            coalesce((
                select cast(left(t.value, char_length(t.value) - 1) as decimal(18, 3))
                       * case right(t.value, 1) when 'd' then 86400 when 'h' then 3600 when 'm' then 60 else 1 end
                from report_setting t
                where t.name = 'dcs.freshness'), 3600)""";

    /** Services write this and the year 1 where they have no time; no backup is as old. */
    private static final String ZERO_TIME = "timestamp '1970-01-01 00:00:00'";

    private ViewExpressions() {
    }

    /**
     * The placeholders of the views.
     *
     * <p>{@code seconds_until X since Y)} is an exact number of seconds with six decimals. A number stands between
     * {@code days} and {@code days_end}. {@code utc} follows an instant that is cut to its day, {@code by_code_point} a
     * text that is made in the view. {@code once} ends a subquery whose own subqueries PostgreSQL would otherwise run
     * again wherever their results are used. {@code day} is a column's name, which H2 takes unquoted for a keyword.
     * {@code as_invoker} follows {@code create or replace}: MariaDB would read a view as the user who made it, and not at
     * all once that user is gone. {@code soon} is how far the clocks of the service and the database may differ.
     * {@code whole_sum} is a type for the sum of many {@code whole} ones.
     * {@code last_complete} is the query for when each source was last read whole.
     *
     * <p>Where a row of {@code backup_record} is {@code b} and one of {@code restore_record} is {@code r},
     * {@code backup_status} is the word of its status, {@code changed_to} that of the new value of a row {@code c} of
     * {@code record_change}, {@code backup_outcome} and {@code restore_outcome} are how it ended, {@code backup_dated} and
     * {@code restore_dated} whether it says when it was made, which is no later than {@code soon}.
     * {@code backup_counts} is whether a backup is not from the future, and may have no time; {@code backup_size} is
     * NULL for one below zero. Where one of {@code operation_failure} is {@code f}, {@code failed_at} is when that was.
     * Where one of {@code instance_sync} is {@code s}, {@code without_backups} is whether the service says that the
     * instance cannot have any. Where one of {@code dcs_instance} is {@code i}, {@code selected} is whether it counts: it
     * is there, and the settings want it.
     */
    static Map<String, String> of(Dialect dialect) {
        Map<String, String> expressions = new HashMap<>(ofDialect(dialect));
        String soon = expressions.get("now") + " + interval '5' minute";
        expressions.putAll(ofRows(soon));
        expressions.put("soon", soon);
        expressions.put("as_invoker", dialect == Dialect.MARIADB ? "sql security invoker" : "");
        expressions.put("backup_is_automatic", dialect.word("b.backup_type") + " = 'auto'");
        expressions.put("backup_is_manual", dialect.word("b.backup_type") + " = 'manual'");
        expressions.put("backup_outcome", Outcome.sql(ListKind.BACKUP, "b", dialect::word));
        expressions.put("backup_status", dialect.word("b.status"));
        expressions.put("backup_succeeded", Outcome.succeededSql(ListKind.BACKUP, "b", dialect::word));
        expressions.put("changed_to", dialect.word("c.new_value"));
        expressions.put("freshness_seconds", FRESHNESS_SECONDS);
        expressions.put("last_complete", LastComplete.sql(soon));
        expressions.put("listed", Outcome.listedSql("b", dialect::word));
        expressions.put("restorable", Outcome.restorableSql("b", dialect::word));
        expressions.put("restore_outcome", Outcome.sql(ListKind.RESTORE, "r", dialect::word));
        expressions.put("restore_succeeded", Outcome.succeededSql(ListKind.RESTORE, "r", dialect::word));
        expressions.put("selected", "i.gone_at is null and i.is_selected");
        expressions.put("without_backups", "(s.not_applicable_at is not null or "
                + BackupRefusal.sql("s.error_code") + ")");
        expressions.put("whole_sum", "decimal(38, 0)");
        expressions.put("zero_time", ZERO_TIME);
        return expressions;
    }

    private static Map<String, String> ofRows(String soon) {
        return Map.of(
                "backup_counts", "(b.created_at is null or b.created_at <= " + soon + ")",
                "backup_dated", dated("b.created_at", soon),
                "backup_size", "case when b.size_bytes >= 0 then b.size_bytes end",
                "failed_at", "case when " + dated("f.operation_at", soon)
                        + " then f.operation_at else f.detected_at end",
                "restore_dated", dated("r.created_at", soon));
    }

    private static String dated(String time, String soon) {
        return time + " > " + ZERO_TIME + " and " + time + " <= " + soon;
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
