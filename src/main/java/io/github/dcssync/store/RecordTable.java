package io.github.dcssync.store;

import io.github.dcssync.database.Dialect;
import io.github.dcssync.database.RowParameter;
import io.github.dcssync.database.SqlTypes;
import io.github.dcssync.record.ColumnType;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.record.ListKind.Column;
import io.github.dcssync.record.Row;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements that compare a page with a record table and write what differs. In them the page is a table {@code p}: the
 * column {@code record_key} and the columns of its kind.
 */
final class RecordTable {

    private final ListKind kind;
    private final Dialect dialect;
    private final List<Column> columns;
    private final RowParameter<Row> page;

    RecordTable(ListKind kind, Dialect dialect) {
        this.kind = kind;
        this.dialect = dialect;
        this.columns = kind.columns();
        this.page = new RowParameter<>(dialect,
                Stream.concat(Stream.of("record_key"), columns.stream().map(Column::name)).toList(),
                (row, column) -> column == 0 ? row.key() : row.values()[column - 1]);
    }

    /** @return how a page gets into a statement */
    RowParameter<Row> page() {
        return page;
    }

    /**
     * Parameters: the page, then the instance id where records belong to one. Result: the key, when
     * it was stored first (NULL for a new record), when it was seen to be absent, and the stored columns in order.
     */
    String selectDiffering() {
        String differs = columns.stream().map(this::differs).collect(Collectors.joining(" or "));
        return "select p.record_key, r.first_seen_at, r." + kind.absentSince() + ", " + names("r.")
                + " from " + page.table() + stored() + " where r.first_seen_at is null or r." + kind.absentSince()
                + " is not null or " + differs;
    }

    private String differs(Column column) {
        String said = "p." + column.name();
        String differs = SqlTypes.differ(dialect, "r." + column.name(), cast(said, column.type()));
        return column.isLasting() ? "(" + said + " is not null and " + differs + ")" : differs;
    }

    /**
     * What is stored of each record of the page. PostgreSQL takes a table that has just grown for small and would read
     * an instance's records whole for every page; a limit makes it look each one up by its key.
     */
    private String stored() {
        String byKey = ownerCondition("r.") + "r." + kind.key() + " = p.record_key";
        return dialect == Dialect.POSTGRESQL
                ? " left join lateral (select * from " + kind.table() + " r where " + byKey + " limit 1) r on true"
                : " left join " + kind.table() + " r on " + byKey;
    }

    /**
     * Parameter: the instance id. Result: one of its records at most, the first by the key: PostgreSQL would look for any in
     * the table itself, where it expects to meet one soon, and read it whole for an instance that has none.
     */
    String selectAny() {
        return "select " + kind.key() + " from " + kind.table() + " where instance_id = ? order by instance_id, "
                + kind.key() + " limit 1";
    }

    /** Parameters: the instance id where records belong to one, the time twice, the page. */
    String insert() {
        String owner = kind.belongsToInstance() ? "instance_id, " : "";
        String ownerValue = kind.belongsToInstance() ? cast("?", ColumnType.ID) + ", " : "";
        String now = cast("?", ColumnType.INSTANT);
        String values = columns.stream().map(column -> cast("p." + column.name(), column.type()))
                .collect(Collectors.joining(", "));
        return "insert into " + kind.table() + " (" + owner + "first_seen_at, changed_at, " + kind.key() + ", "
                + names("") + ") select " + ownerValue + now + ", " + now + ", p.record_key, " + values
                + " from " + page.table();
    }

    /** Parameters: the columns, the time, the instance id where records belong to one, the key. */
    String update() {
        String set = columns.stream().map(column -> column.name() + " = " + cast("?", column.type()))
                .collect(Collectors.joining(", "));
        return "update " + kind.table() + " set " + set + ", changed_at = " + cast("?", ColumnType.INSTANT) + ", "
                + kind.absentSince() + " = null where " + ownerCondition("") + kind.key() + " = ?";
    }

    /** Parameters: the columns that stay once they are known, the instance id, the key. */
    String complete() {
        return "update " + kind.table() + " set " + columns.stream().filter(Column::isLasting)
                .map(column -> column.name() + " = " + cast("?", column.type())).collect(Collectors.joining(", "))
                + " where " + ownerCondition("") + kind.key() + " = ?";
    }

    private String ownerCondition(String alias) {
        return kind.belongsToInstance() ? alias + "instance_id = ? and " : "";
    }

    private String names(String alias) {
        return columns.stream().map(column -> alias + column.name()).collect(Collectors.joining(", "));
    }

    private String cast(String value, ColumnType type) {
        return SqlTypes.cast(dialect, value, type);
    }
}
