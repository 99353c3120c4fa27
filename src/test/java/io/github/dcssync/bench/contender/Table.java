package io.github.dcssync.bench.contender;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table of the contenders, which has a column for each field of a record and those that dcs-sync adds, and one key.
 *
 * @param name   as dcs-sync calls its own
 * @param fields names in the answer, in the order of the columns
 */
public record Table(String name, List<Field> fields) {

    /** The table of the backups. */
    public static final Table BACKUPS = new Table("backup_record", List.of(Field.key("backup_id"),
            Field.text("backup_name"), Field.text("backup_type"), Field.text("backup_format"), Field.text("status"),
            Field.of("progress", "progress", "numeric(5,2)"), Field.of("size", "size_bytes", "bigint"),
            Field.text("remark"), Field.text("period"), Field.text("error_code"),
            Field.of("is_support_restore", "is_support_restore", "boolean"), Field.time("created_at"),
            Field.time("execution_at"), Field.time("updated_at")));

    /** The table of the restorations. */
    public static final Table RESTORES = new Table("restore_record", List.of(Field.key("restore_id"),
            Field.text("restore_name"), Field.text("restore_remark"), Field.id("backup_id", "backup_id"),
            Field.text("backup_name"), Field.text("backup_remark"), Field.id("sourceInstanceId", "source_instance_id"),
            Field.of("sourceInstanceName", "source_instance_name", "text"), Field.text("status"),
            Field.of("progress", "progress", "numeric(5,2)"), Field.text("error_code"), Field.time("created_at"),
            Field.time("updated_at")));

    /**
     * A field and its column.
     *
     * @param name   in the answer
     * @param column in the table
     * @param type   of the column; PostgreSQL and H2 call it so
     */
    public record Field(String name, String column, String type) {

        static Field of(String name, String column, String type) {
            return new Field(name, column, type);
        }

        static Field key(String name) {
            return id(name, name);
        }

        static Field id(String name, String column) {
            return new Field(name, column, "varchar(255)");
        }

        static Field text(String name) {
            return new Field(name, name, "text");
        }

        static Field time(String name) {
            return new Field(name, name, "timestamp(6) with time zone");
        }

        boolean isTime() {
            return type.startsWith("timestamp");
        }
    }

    /** The statement that makes it, in PostgreSQL and in H2. */
    public String ddl() {
        return "create table " + name + " (instance_id varchar(255) not null, " + fields.stream()
                .map(field -> field.column() + " " + field.type()).collect(Collectors.joining(", "))
                + ", source varchar(255) default 'default' not null, project_id varchar(255),"
                + " first_seen_at timestamp(6) with time zone default current_timestamp not null,"
                + " changed_at timestamp(6) with time zone default current_timestamp not null, primary key ("
                + key() + "))";
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
