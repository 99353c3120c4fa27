package io.github.dcssync.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The three lists of the API, field by field: which array of the answer they stand in, which table keeps them, which
 * column a field goes to. Sources: the pages of the v1.0 and v2 lists of backup records, restoration records and
 * instances.
 */
public enum ListKind {
    /** Backup records, the same on v1.0 and v2. */
    BACKUP("backup_record", "backup_id", "backup_record_response", "total_num", Set.of(),
            column("backup_name", ColumnType.TEXT),
            column("backup_type", ColumnType.TEXT),
            column("backup_format", ColumnType.LOWER_CASE),
            column("status", ColumnType.TEXT),
            column("progress", ColumnType.PERCENT),
            column("size_bytes", ColumnType.LONG, "size"),
            column("remark", ColumnType.TEXT),
            column("period", ColumnType.TEXT),
            column("error_code", ColumnType.CODE),
            column("is_support_restore", ColumnType.BOOLEAN),
            column("created_at", ColumnType.INSTANT),
            column("execution_at", ColumnType.INSTANT),
            column("updated_at", ColumnType.INSTANT)),

    /** Restoration records. They name the instance only as a source; the one restored is that of the request. */
    RESTORE("restore_record", "restore_id", "restore_record_response", "total_num", Set.of(),
            column("restore_name", ColumnType.TEXT),
            column("restore_remark", ColumnType.TEXT),
            column("backup_id", ColumnType.ID),
            column("backup_name", ColumnType.TEXT),
            column("backup_remark", ColumnType.TEXT),
            // The table of the v1.0 page spells sourceInstanceID, its sample sourceInstanceId.
            column("source_instance_id", ColumnType.ID, "sourceInstanceId", "sourceInstanceID"),
            column("source_instance_name", ColumnType.TEXT, "sourceInstanceName"),
            column("status", ColumnType.TEXT),
            column("progress", ColumnType.PERCENT),
            column("error_code", ColumnType.CODE),
            column("created_at", ColumnType.INSTANT),
            column("updated_at", ColumnType.INSTANT)),

    /** Instances. What moves by the minute (memory in use) is left out, or every read would find a change. */
    INSTANCE("dcs_instance", "instance_id", "instances", "instance_num",
            Set.of("used_memory", "updated_at", "update_at", "order_id", "user_id", "user_name"),
            column("name", ColumnType.TEXT),
            column("engine", ColumnType.TEXT),
            column("engine_version", ColumnType.TEXT),
            column("status", ColumnType.TEXT),
            // Below 1 GB capacity is 0 and capacity_minor has the fraction.
            column("capacity_gb", ColumnType.GIGABYTES, "capacity", "capacity_minor"),
            column("spec_code", ColumnType.TEXT),
            column("created_at", ColumnType.INSTANT));

    /** A column of the table and its type. */
    public record Column(String name, ColumnType type) {
    }

    private record Field(Column column, List<String> names) {
    }

    private final String table;
    private final String key;
    private final String array;
    private final String total;
    private final Set<String> ignored;
    private final List<Column> columns;
    private final Map<String, Integer> positions;

    ListKind(String table, String key, String array, String total, Set<String> ignored, Field... fields) {
        this.table = table;
        this.key = key;
        this.array = array;
        this.total = total;
        this.ignored = ignored;
        List<Column> all = new ArrayList<>();
        all.add(new Column("source", ColumnType.TEXT));
        all.add(new Column("project_id", ColumnType.TEXT));
        positions = new HashMap<>();
        for (Field field : fields) {
            field.names().forEach(name -> positions.put(name, all.size()));
            all.add(field.column());
        }
        all.add(new Column("extra", ColumnType.TEXT));
        columns = List.copyOf(all);
    }

    private static Field column(String name, ColumnType type, String... apiNames) {
        return new Field(new Column(name, type), apiNames.length == 0 ? List.of(name) : List.of(apiNames));
    }

    /** @return the table's name */
    public String table() {
        return table;
    }

    /** @return the key's name, the same in the API and in the table */
    public String key() {
        return key;
    }

    /** @return the name of the array in the service's answer */
    public String array() {
        return array;
    }

    /** @return the name of the count that stands beside the array */
    String total() {
        return total;
    }

    /** @return whether a key names a record only within its instance */
    public boolean belongsToInstance() {
        return this != INSTANCE;
    }

    /** @return the column that says since when the service no longer lists it */
    public String absentSince() {
        return belongsToInstance() ? "vanished_at" : "gone_at";
    }

    /** @return the word for a record of this kind in {@code record_change} and {@code operation_failure} */
    public String recordType() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return the word for the list of them: {@code instances}, {@code backups} or {@code restores} */
    public String endpoint() {
        return recordType() + "s";
    }

    /**
     * @return what the list of this name has
     * @throws IllegalArgumentException when there is no such list
     */
    public static ListKind ofEndpoint(String endpoint) {
        return Arrays.stream(values()).filter(kind -> kind.endpoint().equals(endpoint)).findFirst().orElseThrow(() ->
                new IllegalArgumentException("There is no list '" + endpoint + "'"));
    }

    /** @return the columns of a {@link Row} in order: source and project, the API's fields, {@code extra} last */
    public List<Column> columns() {
        return columns;
    }

    /** @return the place in a row of the API's field, or null when this version does not know it */
    @Nullable Integer position(String apiName) {
        return positions.get(apiName);
    }

    /** @return the place in a row of the table's column */
    public int columnPosition(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException(table + " has no column " + column);
    }

    boolean ignores(String apiName) {
        return ignored.contains(apiName);
    }
}
