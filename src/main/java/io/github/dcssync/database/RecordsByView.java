package io.github.dcssync.database;

import io.github.dcssync.record.ListKind;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How a statement reads the records of which a view says that they are what it looks for: all, or few by an index of their
 * table, the newest of an instance first. H2 sees no index through a view, and works out all columns of each row that it
 * reads through one: there the table itself is read, and the view's text of the column stands in the statement.
 */
public final class RecordsByView {

    /** The latest moment that services write where they have no time; the other is the year 1. */
    public static final String NO_TIME = "timestamp '1970-01-01 00:00:00'";

    private RecordsByView() {
    }

    /** @return what to read from: backups as {@code b}, restorations as {@code r} */
    public static String from(Dialect dialect, ListKind kind) {
        return from(dialect, kind, outcomes(kind));
    }

    /** @return a condition on them; PostgreSQL takes a coalesce for likely, and then looks for the newest by its index */
    public static String succeeded(Dialect dialect, ListKind kind) {
        return "coalesce(" + column(dialect, kind, outcomes(kind), "outcome") + " = 'succeeded', false)";
    }

    /** @return the placeholders with which views do the same */
    static Map<String, String> placeholders(Dialect dialect) {
        String available = "availability_of_backups";
        return Map.of("backup_outcome", column(dialect, ListKind.BACKUP, outcomes(ListKind.BACKUP), "outcome"),
                "backup_restorable", column(dialect, ListKind.BACKUP, available, "is_restorable"),
                "backup_succeeded", succeeded(dialect, ListKind.BACKUP),
                "backups_by_availability", from(dialect, ListKind.BACKUP, available),
                "backups_by_outcome", from(dialect, ListKind.BACKUP),
                "restores_by_outcome", from(dialect, ListKind.RESTORE),
                "restore_succeeded", succeeded(dialect, ListKind.RESTORE));
    }

    private static String from(Dialect dialect, ListKind kind, String view) {
        return (dialect == Dialect.H2 ? kind.table() : view) + " " + alias(kind);
    }

    private static String column(Dialect dialect, ListKind kind, String view, String name) {
        if (dialect != Dialect.H2) {
            return alias(kind) + "." + name;
        }
        // Each column begins a line of its own; what belongs to one stands further to the right.
        String text = SqlFile.view(view).replaceAll(" *--.*\n", "").replaceFirst("(?s).*\nselect ", "");
        String column = Stream.of(text.split(",\n {7}(?! )|\nfrom ")).filter(each -> each.endsWith(" as " + name))
                .findFirst().orElseThrow();
        return ViewExpressions.filled(column.replaceFirst(" as " + name + "$", ""), dialect);
    }

    private static String outcomes(ListKind kind) {
        return "outcome_of_" + kind.recordType() + "s";
    }

    private static String alias(ListKind kind) {
        return kind.recordType().substring(0, 1);
    }
}
