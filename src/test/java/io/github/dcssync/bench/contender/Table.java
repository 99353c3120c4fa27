package io.github.dcssync.bench.contender;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A table of the contenders, which has a column for each field of a record and those that dcs-sync adds, and one key.
 *
 * @param name   as dcs-sync calls its own
 * @param fields names in the answer, in the order of the columns
 */
public record Table(String name, List<Field> fields) {

    /** The table of the backups. */
    public static final Table BACKUPS = new Table("backup_record", List.of(Field.of("backup_id", ColumnType.KEY),
            Field.of("backup_name", ColumnType.TEXT), Field.of("backup_type", ColumnType.TEXT),
            Field.of("backup_format", ColumnType.TEXT), Field.of("status", ColumnType.TEXT),
            Field.of("progress", ColumnType.PERCENT), new Field("size", "size_bytes", ColumnType.NUMBER),
            Field.of("remark", ColumnType.TEXT), Field.of("period", ColumnType.TEXT),
            Field.of("error_code", ColumnType.TEXT), Field.of("is_support_restore", ColumnType.TRUTH),
            Field.of("created_at", ColumnType.TIME), Field.of("execution_at", ColumnType.TIME),
            Field.of("updated_at", ColumnType.TIME)));

    /** The table of the restorations. */
    public static final Table RESTORES = new Table("restore_record", List.of(Field.of("restore_id", ColumnType.KEY),
            Field.of("restore_name", ColumnType.TEXT), Field.of("restore_remark", ColumnType.TEXT),
            Field.of("backup_id", ColumnType.KEY), Field.of("backup_name", ColumnType.TEXT),
            Field.of("backup_remark", ColumnType.TEXT),
            new Field("sourceInstanceId", "source_instance_id", ColumnType.KEY),
            new Field("sourceInstanceName", "source_instance_name", ColumnType.TEXT),
            Field.of("status", ColumnType.TEXT), Field.of("progress", ColumnType.PERCENT),
            Field.of("error_code", ColumnType.TEXT), Field.of("created_at", ColumnType.TIME),
            Field.of("updated_at", ColumnType.TIME)));

    /**
     * A field and its column.
     *
     * @param name   in the answer
     * @param column in the table
     * @param type   of the column
     */
    public record Field(String name, String column, ColumnType type) {

        static Field of(String name, ColumnType type) {
            return new Field(name, name, type);
        }
    }

    /**
     * The statement that makes it.
     *
     * @param types what the database calls them
     */
    public String ddl(Function<ColumnType, String> types) {
        String key = types.apply(ColumnType.KEY);
        String time = types.apply(ColumnType.TIME) + " default current_timestamp(6) not null";
        return "create table " + name + " (instance_id " + key + " not null, " + fields.stream()
                .map(field -> field.column() + " " + types.apply(field.type())).collect(Collectors.joining(", "))
                + ", source varchar(255) default 'default' not null, project_id varchar(255), first_seen_at " + time
                + ", changed_at " + time + ", primary key (" + key() + "))";
    }

    /** The columns of its key, as a statement lists them. */
    String key() {
        return "instance_id, " + fields.get(0).column();
    }

    /** The columns that a record fills, the key first, as a statement lists them. */
    String columns(String prefix) {
        return prefix + "instance_id, " + fields.stream().map(field -> prefix + field.column())
                .collect(Collectors.joining(", "));
    }

    /** What an upsert sets: all but the key, from the row of that name. */
    String updates(String row) {
        return fields.stream().skip(1).map(field -> field.column() + " = " + row + "." + field.column())
                .collect(Collectors.joining(", "));
    }

    /** PostgreSQL's upsert of whatever gives the rows, which leaves alone those that are the same. */
    String upsert(String rows) {
        return "insert into " + name + " (" + columns("") + ") " + rows + " on conflict (" + key() + ") do update set "
                + updates("excluded") + ", changed_at = now() where (" + values(name) + ") is distinct from ("
                + values("excluded") + ")";
    }

    /** All columns but the key, as a row of values. */
    String values(String row) {
        return fields.stream().skip(1).map(field -> row + "." + field.column()).collect(Collectors.joining(", "));
    }
}
