package io.github.dcssync.database;

import io.github.dcssync.record.ColumnType;
import io.github.dcssync.record.RecordKind;
import io.github.dcssync.record.RecordKind.Column;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statements that compare a page with a record table and write what differs. A page goes to the database as one
 * array a column, all text, so that a statement is one round trip and one plan whatever the page's size.
 */
final class RecordTable {

    private final RecordKind kind;
    private final Dialect dialect;
    private final List<Column> columns;

    RecordTable(RecordKind kind, Dialect dialect) {
        this.kind = kind;
        this.dialect = dialect;
        this.columns = kind.columns();
    }

    /**
     * Parameters: the keys, an array a column, then the instance id where records belong to one. Result: the key, when
     * it was stored first (NULL for a new record), when it was seen to be absent, and the stored columns in order.
     */
    String selectDiffering() {
        String differs = columns.stream()
                .map(column -> "r." + column.name() + " is distinct from " + cast("p." + column.name(), column.type()))
                .collect(Collectors.joining(" or "));
        return "select p.record_key, r.first_seen_at, r." + kind.absentSince() + ", " + names("r.")
                + " from " + page() + " left join " + kind.table() + " r on " + ownerCondition("r.")
                + "r." + kind.key() + " = p.record_key"
                + " where r.first_seen_at is null or r." + kind.absentSince() + " is not null or " + differs;
    }

    /** Parameters: the instance id where records belong to one, the time twice, the keys, an array a column. */
    String insert() {
        String owner = kind.belongsToInstance() ? "instance_id, " : "";
        String ownerValue = kind.belongsToInstance() ? cast("?", ColumnType.ID) + ", " : "";
        String now = cast("?", ColumnType.INSTANT);
        String values = columns.stream().map(column -> cast("p." + column.name(), column.type()))
                .collect(Collectors.joining(", "));
        return "insert into " + kind.table() + " (" + owner + "first_seen_at, changed_at, " + kind.key() + ", "
                + names("") + ") select " + ownerValue + now + ", " + now + ", p.record_key, " + values
                + " from " + page();
    }

    /** Parameters: the columns, the time, the instance id where records belong to one, the key. */
    String update() {
        String set = columns.stream().map(column -> column.name() + " = " + cast("?", column.type()))
                .collect(Collectors.joining(", "));
        return "update " + kind.table() + " set " + set + ", changed_at = " + cast("?", ColumnType.INSTANT) + ", "
                + kind.absentSince() + " = null where " + ownerCondition("") + kind.key() + " = ?";
    }

    private String ownerCondition(String alias) {
        return kind.belongsToInstance() ? alias + "instance_id = ? and " : "";
    }

    private String page() {
        String array = dialect == Dialect.H2 ? "cast(? as varchar array)" : "cast(? as varchar[])";
        return "unnest(" + String.join(", ", Collections.nCopies(columns.size() + 1, array)) + ") as p (record_key, "
                + names("") + ")";
    }

    private String names(String alias) {
        return columns.stream().map(column -> alias + column.name()).collect(Collectors.joining(", "));
    }

    private String cast(String value, ColumnType type) {
        return "cast(" + value + " as " + SqlTypes.of(dialect, type) + ")";
    }
}
