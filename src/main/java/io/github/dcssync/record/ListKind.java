package io.github.dcssync.record;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The lists of the API, and all that is special about each of them: how it is asked for, what its answers look like, which
 * table keeps its records, what people call them. Sources: the pages of the v1.0 and v2 lists of backup records,
 * restoration records and instances.
 */
public enum ListKind {
    /** Backup records, the same on v1.0 and v2. */
    BACKUP(ListFacts.of("backups", "backup_record_response", "total_num")
            .askedFor(100, ListApi.v1("/v1.0/{project_id}/instances/{instance_id}/backups"),
                    ListApi.v2("/v2/{project_id}/instances/{instance_id}/backups"))
            .record("backup", "backup", "backups")
            .table("backup_record", "backup_id", "vanished_at")
            .statuses(new Statuses("succeed", "failed", Statuses.UNDER_WAY, List.of("expired", "deleted")))
            .column("backup_name", ColumnType.TEXT)
            .column("backup_type", ColumnType.TEXT)
            .column("backup_format", ColumnType.LOWER_CASE)
            .column("status", ColumnType.TEXT)
            .column("progress", ColumnType.PERCENT)
            .column("size_bytes", ColumnType.LONG, "size")
            .column("remark", ColumnType.TEXT)
            .column("period", ColumnType.TEXT)
            .column("error_code", ColumnType.CODE)
            .column("is_support_restore", ColumnType.BOOLEAN)
            .column("created_at", ColumnType.INSTANT)
            .column("execution_at", ColumnType.INSTANT)
            .column("updated_at", ColumnType.INSTANT)),

    /**
     * Restoration records. They name the instance only as a source, and on v1.0 alone, whose table spells
     * sourceInstanceID, and its sample sourceInstanceId; the one restored is that of the request.
     */
    RESTORE(ListFacts.of("restores", "restore_record_response", "total_num")
            .askedFor(1000, ListApi.v2("/v2/{project_id}/instances/{instance_id}/restores"),
                    ListApi.v1("/v1.0/{project_id}/instances/{instance_id}/restores"))
            .record("restore", "restoration", "restorations")
            .table("restore_record", "restore_id", "vanished_at")
            .statuses(new Statuses("succeed", "failed", Statuses.UNDER_WAY, List.of()))
            .incremental()
            .column("restore_name", ColumnType.TEXT)
            .column("restore_remark", ColumnType.TEXT)
            .column("backup_id", ColumnType.ID)
            .column("backup_name", ColumnType.TEXT)
            .column("backup_remark", ColumnType.TEXT)
            .lastingColumn("source_instance_id", ColumnType.ID, "sourceInstanceId", "sourceInstanceID")
            .lastingColumn("source_instance_name", ColumnType.TEXT, "sourceInstanceName")
            .column("status", ColumnType.TEXT)
            .column("progress", ColumnType.PERCENT)
            .column("error_code", ColumnType.CODE)
            .column("created_at", ColumnType.INSTANT)
            .column("updated_at", ColumnType.INSTANT)),

    /**
     * Instances. What moves by the minute (memory in use) is left out, or every read would find a change. Below 1 GB
     * capacity is 0 and capacity_minor has the fraction.
     */
    INSTANCE(ListFacts.of("instances", "instances", "instance_num")
            .askedFor(1000, ListApi.v2("/v2/{project_id}/instances"))
            .record("instance", "instance", "instances")
            .table("dcs_instance", "instance_id", "gone_at")
            .ignoring("used_memory", "updated_at", "update_at", "order_id", "user_id", "user_name")
            .column("name", ColumnType.TEXT)
            .column("engine", ColumnType.TEXT)
            .column("engine_version", ColumnType.TEXT)
            .column("status", ColumnType.TEXT)
            .column("capacity_gb", ColumnType.GIGABYTES, "capacity", "capacity_minor")
            .column("spec_code", ColumnType.TEXT)
            .column("created_at", ColumnType.INSTANT));

    /**
     * A column of the table.
     *
     * @param isLasting whether what was once known stays when the service says nothing of it
     */
    public record Column(String name, ColumnType type, boolean isLasting) {
    }

    /** Those that each instance has, in the order in which they are read. */
    public static final List<ListKind> OF_INSTANCES =
            Arrays.stream(values()).filter(ListKind::belongsToInstance).toList();

    private final ListFacts facts;
    private final List<Column> columns;
    private final Map<String, Integer> columnPositions;

    ListKind(ListFacts facts) {
        this.facts = facts;
        this.columns = facts.columns();
        this.columnPositions = IntStream.range(0, columns.size()).boxed()
                .collect(Collectors.toUnmodifiableMap(i -> columns.get(i).name(), i -> i));
    }

    /**
     * @return what the list of this name has
     * @throws IllegalArgumentException when there is no such list
     */
    public static ListKind ofEndpoint(String endpoint) {
        return only(kind -> kind.endpoint().equals(endpoint), "list", endpoint);
    }

    /**
     * @return the list whose records are of this type
     * @throws IllegalArgumentException when there is none
     */
    public static ListKind ofRecordType(String recordType) {
        return only(kind -> kind.recordType().equals(recordType), "list of the record type", recordType);
    }

    private static ListKind only(Predicate<ListKind> wanted, String what, String name) {
        return Arrays.stream(values()).filter(wanted).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no " + what + " '" + name + "'"));
    }

    /** @return the word for the list in addresses, settings and tables: {@code backups}, {@code restores}, {@code instances} */
    public String endpoint() {
        return facts.endpoint;
    }

    /** @return how the versions of the API that have it are asked for it, the usual one first */
    public List<ListApi> apis() {
        return facts.apis;
    }

    /** @return how many records to ask for at a time unless settings say otherwise */
    public int pageSize() {
        return facts.pageSize;
    }

    /** @return the name of the array in the service's answer */
    public String array() {
        return facts.array;
    }

    /** @return the name of the count that stands beside the array */
    String total() {
        return facts.total;
    }

    /** @return the word for one of its records in {@code record_change} and {@code operation_failure} */
    public String recordType() {
        return facts.recordType;
    }

    /** @return what people call one of its records */
    public String word() {
        return facts.word;
    }

    /** @return what people call its records */
    public String words() {
        return facts.words;
    }

    /** @return the table's name */
    public String table() {
        return facts.table;
    }

    /** @return the key's name, the same in the API and in the table */
    public String key() {
        return facts.key;
    }

    /** @return the column that says since when the service no longer lists it */
    public String absentSince() {
        return facts.absentSince;
    }

    /** @return whether a key names a record only within its instance */
    public boolean belongsToInstance() {
        return this != INSTANCE;
    }

    /** @return whether a sync begins where records may still change; else, and in a full sync, at the list's beginning */
    public boolean isIncremental() {
        return facts.isIncremental;
    }

    /** @return how its operations end; a list of anything else has none */
    public Statuses statuses() {
        return Objects.requireNonNull(facts.statuses, endpoint());
    }

    /** @return the columns of a {@link Row} in order: source and project, the API's fields, {@code extra} last */
    public List<Column> columns() {
        return columns;
    }

    /** @return the place in a row of the API's field, or null when this version does not know it */
    @Nullable
    Integer position(String apiName) {
        return facts.positions.get(apiName);
    }

    /** @return the place in a row of the table's column */
    public int columnPosition(String column) {
        Integer position = columnPositions.get(column);
        if (position == null) {
            throw new IllegalArgumentException(table() + " has no column " + column);
        }
        return position;
    }

    boolean ignores(String apiName) {
        return facts.ignored.contains(apiName);
    }
}
