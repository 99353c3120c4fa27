package io.github.dcssync.record;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a backup or restoration ended: the one definition that the program and, through {@link #sql}, its views share.
 * The service's statuses count whatever their case and the blanks around them. {@code expired} and {@code deleted} say
 * what became of a backup, not how it ended: it had succeeded, unless it has an error code or was seen failed before.
 */
public enum Outcome {
    /** It was made, whatever became of it since. */
    SUCCEEDED,
    /** Its status says so, or it has an error code and no status of success. */
    FAILED,
    /** It has not ended. */
    RUNNING,
    /** It has no status, or one that this version does not know. */
    UNKNOWN;

    private static final String BLANKS = " \t\n\r";
    private static final Pattern CAPITALS = Pattern.compile("[A-Z]+");

    /** @return what the record says of itself; a failure that was seen before is for the database to recall */
    public static Outcome of(ListKind kind, Row row) {
        return of(kind, row.value(kind, "status"), row.value(kind, "error_code") != null);
    }

    /** @return how a record with this status ended when there is no error code; null for none */
    public static Outcome of(ListKind kind, @Nullable String status) {
        return of(kind, status, false);
    }

    private static Outcome of(ListKind kind, @Nullable String status, boolean hasCode) {
        String word = status == null ? "" : word(status);
        Statuses statuses = kind.statuses();
        if (word.equals(statuses.succeeded())) {
            return SUCCEEDED;
        }
        if (word.endsWith(statuses.failed()) || hasCode) {
            return FAILED;
        }
        if (statuses.underWay().contains(word)) {
            return RUNNING;
        }
        return statuses.removed().contains(word) ? SUCCEEDED : UNKNOWN;
    }

    /** Only A to Z have a case, as in the databases: the small one of a letter beside them may be one of these. */
    private static String word(String status) {
        int start = 0;
        int end = status.length();
        while (start < end && BLANKS.indexOf(status.charAt(start)) >= 0) {
            start++;
        }
        while (start < end && BLANKS.indexOf(status.charAt(end - 1)) >= 0) {
            end--;
        }
        return CAPITALS.matcher(status.substring(start, end))
                .replaceAll(capitals -> capitals.group().toLowerCase(Locale.ROOT));
    }

    /** @return the word in the views, {@code succeeded} */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param alias of a row of the kind's table
     * @param word  makes an SQL expression for a text one for the word it is, as the database's dialect has it
     * @return an SQL expression for {@link #text}, the same on every database. A failure once seen stays one until the
     *         record itself says that it runs again or has succeeded
     */
    public static String sql(ListKind kind, String alias, UnaryOperator<String> word) {
        String status = word.apply(alias + ".status");
        Statuses statuses = kind.statuses();
        return "case when " + status + " = '" + statuses.succeeded() + "' then '" + SUCCEEDED.text() + "'"
                + " when " + status + " like '%" + statuses.failed() + "' or " + alias + ".error_code is not null"
                + " then '" + FAILED.text() + "'"
                + " when " + status + " in (" + quoted(statuses.underWay()) + ") then '" + RUNNING.text() + "'"
                + " when exists (select 1 from operation_failure seen where seen.record_type = '" + kind.recordType()
                + "' and seen.instance_id = " + alias + ".instance_id and seen.record_id = " + alias + "." + kind.key()
                + " and seen.recovered_at is null) then '" + FAILED.text() + "'"
                + (statuses.removed().isEmpty() ? ""
                        : " when " + status + " in (" + quoted(statuses.removed()) + ") then '" + SUCCEEDED.text() + "'")
                + " else '" + UNKNOWN.text() + "' end";
    }

    /**
     * @param alias of a row of {@code backup_record}
     * @param word  as for {@link #sql}
     * @return an SQL condition: the service keeps the backup, and it can be restored for all that is known
     */
    public static String restorableSql(String alias, UnaryOperator<String> word) {
        return certainly(word.apply(alias + ".status") + " = '" + ListKind.BACKUP.statuses().succeeded() + "'")
                + " and coalesce(" + alias + ".is_support_restore, true) and " + alias + ".vanished_at is null";
    }

    /**
     * @param alias of a row of {@code backup_record}
     * @param word  as for {@link #sql}
     * @return an SQL condition: the service keeps it, or will when it is made
     */
    public static String listedSql(String alias, UnaryOperator<String> word) {
        return alias + ".vanished_at is null and coalesce(" + word.apply(alias + ".status") + ", '') not in ("
                + quoted(ListKind.BACKUP.statuses().removed()) + ")";
    }

    /** @return an SQL condition; PostgreSQL takes a coalesce for likely, and then looks for the newest by its index */
    public static String succeededSql(ListKind kind, String alias, UnaryOperator<String> word) {
        return certainly(sql(kind, alias, word) + " = '" + SUCCEEDED.text() + "'");
    }

    private static String certainly(String condition) {
        return "coalesce(" + condition + ", false)";
    }

    private static String quoted(List<String> words) {
        return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(", "));
    }
}
