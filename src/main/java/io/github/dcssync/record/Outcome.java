package io.github.dcssync.record;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a backup or restoration ended, as a record says of itself. The database's twin, which recalls failures of before,
 * is the column {@code outcome} of the views {@code outcome_of_backups} and {@code outcome_of_restores}.
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
        String word = status.substring(start, end);
        return hasCapital(word)
                ? CAPITALS.matcher(word).replaceAll(capitals -> capitals.group().toLowerCase(Locale.ROOT)) : word;
    }

    /** Each record is asked, and few have one. */
    private static boolean hasCapital(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) >= 'A' && word.charAt(i) <= 'Z') {
                return true;
            }
        }
        return false;
    }

    /** @return the word in the views, {@code succeeded} */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
