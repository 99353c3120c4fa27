package io.github.dcssync.operation;

import io.github.dcssync.database.BulkInsert;
import io.github.dcssync.database.Dialect;
import io.github.dcssync.database.MetricTotals;
import io.github.dcssync.database.Statements;
import io.github.dcssync.record.ColumnType;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.record.Outcome;
import io.github.dcssync.record.Timestamps;
import io.github.dcssync.store.RecordOutcomes;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Looks into the table {@code operation_failure}, in the transaction it is called in. */
public final class OperationFailures {

    /** What is said to have been made later counts for nothing. */
    static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
    /** Services write this and the year 1 where they have no time; no operation is as old. */
    static final OffsetDateTime LONG_AGO = Instant.EPOCH.atOffset(ZoneOffset.UTC);

    /** Lists whose failures are counted by code. */
    private static final Map<ListKind, String> COUNTED = Map.of(ListKind.BACKUP, "dcs_backup_failures_total");

    /** The label of failures that have no code. */
    static final String NO_CODE = "none";

    private static final Map<String, ColumnType> COLUMNS = columns();

    private final Statements statements;
    private final BulkInsert insert;
    private final RecordOutcomes outcomes;
    private final MetricTotals totals;

    /** @param jdbc takes part in the transaction of the thread that calls */
    public OperationFailures(JdbcTemplate jdbc, Dialect dialect) {
        this.statements = new Statements(jdbc, "operation");
        this.insert = new BulkInsert(jdbc, dialect, "operation_failure", COLUMNS);
        this.outcomes = new RecordOutcomes(jdbc, dialect);
        this.totals = new MetricTotals(jdbc, dialect);
    }

    private static Map<String, ColumnType> columns() {
        Map<String, ColumnType> columns = new LinkedHashMap<>();
        for (String id : List.of("record_type", "instance_id", "record_id", "source")) {
            columns.put(id, ColumnType.ID);
        }
        for (String text : List.of("error_code", "category", "severity")) {
            columns.put(text, ColumnType.TEXT);
        }
        for (String time : List.of("operation_at", "detected_at", "resolved_at")) {
            columns.put(time, ColumnType.INSTANT);
        }
        return columns;
    }

    /** What is kept of a failure. */
    public record Known(@Nullable String errorCode, String category, boolean isOpen) {

        /** @return whether it is kept as open, with this code and category */
        public boolean isAs(@Nullable String code, String otherCategory) {
            return isOpen && Objects.equals(errorCode, code) && Objects.equals(category, otherCategory);
        }
    }

    /** @return those of the records that have failed before, by id */
    public Map<String, Known> known(String recordType, String instanceId, List<String> recordIds) {
        Map<String, Known> known = new HashMap<>();
        if (recordIds.isEmpty()) {
            return known;
        }
        statements.get("known-failures").param("recordType", recordType).param("instanceId", instanceId)
                .param("recordIds", recordIds).query((ResultSet row) -> {
                    // Once codes were kept with the blanks that they came with.
                    known.put(row.getString(1), new Known(ErrorCodes.kept(row.getString(2)), row.getString(3),
                            row.getObject(4) == null));
                });
        return known;
    }

    /**
     * Writes failures that were known with another code or category, or as resolved. One that was resolved because it
     * had stopped being failed is open again; one that a later success made good is not.
     *
     * @param failed  of one instance and record type
     * @param success when the newest operation of that type there that succeeded began, or null
     */
    public void change(List<FailedRecord> failed, @Nullable OffsetDateTime success) {
        failed.forEach(record -> statements.get("change-failure")
                .param("recordType", record.recordType()).param("instanceId", record.instanceId())
                .param("recordId", record.recordId()).param("errorCode", record.errorCode())
                .param("category", record.category()).param("severity", record.severity())
                .param("success", Objects.requireNonNullElse(success, LONG_AGO))
                .update());
    }

    /**
     * Counts the codes that records have failed with before and do not say any more: they have failed with both. Called
     * once a page and in one order everywhere, so that no two transactions wait for each other.
     *
     * @param codes of the records of one source, {@link #NO_CODE} for one without
     */
    public void keepOldCodes(ListKind kind, String source, Collection<String> codes) {
        String total = COUNTED.get(kind);
        if (total == null) {
            return;
        }
        codes.stream().collect(Collectors.groupingBy(code -> code, TreeMap::new, Collectors.counting()))
                .forEach((code, count) -> totals.add(total, source, code, count));
    }

    /**
     * Writes failures of records that have not failed before, by one statement.
     *
     * @param over the ids of those that have been made good already
     */
    public void add(List<FailedRecord> failed, Set<String> over) {
        insert.insert(failed.stream().map(record -> row(record, over.contains(record.recordId()))).toList());
    }

    private static @Nullable String[] row(FailedRecord record, boolean isOver) {
        String detected = text(record.detectedAt());
        return new @Nullable String[] {record.recordType(), record.instanceId(), record.recordId(), record.source(),
            record.errorCode(), record.category(), record.severity(),
            record.operationAt() == null ? null : text(record.operationAt()), detected, isOver ? detected : null};
    }

    private static String text(OffsetDateTime time) {
        return Timestamps.canonical(time.toInstant());
    }

    /** @return the open failures of an instance and type: when they were, by the ids of their records */
    public Map<String, OffsetDateTime> open(String recordType, String instanceId) {
        Map<String, OffsetDateTime> open = new HashMap<>();
        statements.get("open-failures").param("recordType", recordType).param("instanceId", instanceId)
                .query((ResultSet row) -> {
                    open.put(row.getString(1), row.getObject(2, OffsetDateTime.class));
                });
        return open;
    }

    /** A failure that is over. */
    private record Resolved(String recordType, String instanceId, String recordId, OffsetDateTime now) {
    }

    /** Ends open failures of an instance. */
    public void resolve(String recordType, String instanceId, Collection<String> recordIds, OffsetDateTime now) {
        statements.runForEach("resolve-failure",
                recordIds.stream().map(record -> new Resolved(recordType, instanceId, record, now)).toList());
    }

    /**
     * Ends the failures of an instance whose own records say that they run again, or have succeeded after all. What
     * became of a record that failed, that it expired or was deleted, says neither.
     *
     * @return the ids of these records
     */
    public Set<String> recover(ListKind kind, String instanceId, OffsetDateTime now) {
        Map<String, Outcome> recovered = outcomes.recovered(kind, instanceId);
        recovered.forEach((record, outcome) -> statements.get("resolve-recovered-record")
                .param("recordType", kind.recordType()).param("instanceId", instanceId).param("recordId", record)
                .param("now", now).param("recoveredAt", outcome == Outcome.SUCCEEDED ? now : null).update());
        return recovered.keySet();
    }

    /** @return those of some records whose failures nothing has resolved */
    public Set<String> stillOpen(String recordType, String instanceId, List<String> recordIds) {
        return known(recordType, instanceId, recordIds).entrySet().stream().filter(known -> known.getValue().isOpen())
                .map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    /** @return when the newest operation of a type on an instance that succeeded began; the future counts for nothing */
    public Optional<OffsetDateTime> newestSuccess(ListKind kind, String instanceId, OffsetDateTime now) {
        return outcomes.newestSuccess(kind, instanceId, now.plus(CLOCKS_DIFFER));
    }
}
