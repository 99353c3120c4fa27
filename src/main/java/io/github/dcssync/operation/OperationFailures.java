package io.github.dcssync.operation;

import io.github.dcssync.database.Dialect;
import io.github.dcssync.database.RecordsByView;
import io.github.dcssync.database.MetricTotals;
import io.github.dcssync.database.SqlTypes;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.record.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** Looks into the table {@code operation_failure}, in the transaction it is called in. */
public final class OperationFailures {

    /** What is said to have been made later counts for nothing. */
    static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
    /** Services write this and the year 1 where they have no time; no operation is as old. */
    static final OffsetDateTime LONG_AGO = Instant.EPOCH.atOffset(ZoneOffset.UTC);

    /** Lists whose failures are counted by code. */
    private static final Map<ListKind, String> COUNTED = Map.of(ListKind.BACKUP, "dcs_backup_failures_total");

    private final JdbcTemplate jdbc;
    private final Dialect dialect;
    private final MetricTotals totals;

    /** @param jdbc takes part in the transaction of the thread that calls */
    public OperationFailures(JdbcTemplate jdbc, Dialect dialect) {
        this.jdbc = jdbc;
        this.dialect = dialect;
        this.totals = new MetricTotals(jdbc, dialect);
    }

    /** What is kept of a failure. */
    public record Known(String errorCode, String category, boolean isOpen) {

        /** @return whether it is kept as open, with this code and category */
        public boolean isAs(String code, String otherCategory) {
            return isOpen && Objects.equals(errorCode, code) && Objects.equals(category, otherCategory);
        }
    }

    /** @return those of the records that have failed before, by id */
    public Map<String, Known> known(String recordType, String instanceId, List<String> recordIds) {
        Map<String, Known> known = new HashMap<>();
        if (recordIds.isEmpty()) {
            return known;
        }
        List<Object> parameters = new ArrayList<>(List.of(recordType, instanceId));
        parameters.addAll(recordIds);
        jdbc.query("select record_id, error_code, category, resolved_at from operation_failure where record_type = ?"
                + " and instance_id = ? and record_id in ("
                + SqlTypes.parameters(recordIds.size()) + ")",
                row -> {
                    known.put(row.getString(1), new Known(row.getString(2), row.getString(3),
                            row.getObject(4) == null));
                }, parameters.toArray());
        return known;
    }

    /**
     * Writes failures that were known with another code or category, or as resolved. One that was resolved because it
     * had stopped being failed is open again; one that a later success made good is not.
     *
     * @param failed of one instance and record type
     */
    public void change(List<FailedRecord> failed, OffsetDateTime now) {
        if (failed.isEmpty()) {
            return;
        }
        FailedRecord first = failed.get(0);
        OffsetDateTime success = newestSuccess(first.kind(), first.instanceId(), now).orElse(LONG_AGO);
        failed.forEach(record -> jdbc.update("update operation_failure set error_code = ?, category = ?, severity = ?,"
                + " recovered_at = null, resolved_at = case when coalesce(operation_at, detected_at) < ? then resolved_at"
                + " end where record_type = ? and instance_id = ? and record_id = ?", record.errorCode(),
                record.category(), record.severity(), success, record.recordType(), record.instanceId(),
                record.recordId()));
    }

    /**
     * Counts the codes that records have failed with before and do not say any more: they have failed with both. Called
     * once a page and in one order everywhere, so that no two transactions wait for each other.
     *
     * @param codes of the records of one source, null for one without
     */
    public void keepOldCodes(ListKind kind, String source, Collection<String> codes) {
        String total = COUNTED.get(kind);
        if (total == null) {
            return;
        }
        codes.stream().map(code -> Objects.requireNonNullElse(code, "none"))
                .collect(Collectors.groupingBy(code -> code, TreeMap::new, Collectors.counting()))
                .forEach((code, count) -> totals.add(total, source, code, count));
    }

    /**
     * Ends the open failures of an instance since which an operation of their type has succeeded.
     *
     * @return how many there were
     */
    public int resolve(String instanceId, OffsetDateTime now) {
        List<String> types = jdbc.queryForList("select distinct record_type from operation_failure"
                + " where instance_id = ? and resolved_at is null", String.class, instanceId);
        int resolved = 0;
        for (String type : types) {
            Optional<OffsetDateTime> success = newestSuccess(ListKind.ofRecordType(type), instanceId, now);
            if (success.isPresent()) {
                resolved += jdbc.update("update operation_failure set resolved_at = ? where record_type = ? and"
                        + " instance_id = ? and resolved_at is null and coalesce(operation_at, detected_at) < ?", now,
                        type, instanceId, success.get());
            }
        }
        return resolved;
    }

    /**
     * Ends the failures of an instance whose own records say that they run again, or have succeeded after all. What
     * became of a record that failed, that it expired or was deleted, says neither.
     *
     * @return how many there were
     */
    public int recover(String instanceId, OffsetDateTime now) {
        return ListKind.OF_INSTANCES.stream().mapToInt(kind -> recover(kind, instanceId, now)).sum();
    }

    private int recover(ListKind kind, String instanceId, OffsetDateTime now) {
        Map<String, String> outcomes = new LinkedHashMap<>();
        jdbc.query("select f.record_id, x.outcome from operation_failure f join outcome_of_" + kind.recordType() + "s x on"
                + " x.instance_id = f.instance_id and x." + kind.key() + " = f.record_id where f.record_type = ? and"
                + " f.instance_id = ? and f.recovered_at is null"
                + " and (x.outcome = ? or x.outcome = ? and f.resolved_at is null)",
                row -> {
                    outcomes.put(row.getString(1), row.getString(2));
                }, kind.recordType(), instanceId, Outcome.SUCCEEDED.text(), Outcome.RUNNING.text());
        outcomes.forEach((record, outcome) -> jdbc.update("update operation_failure set resolved_at ="
                + " coalesce(resolved_at, ?), recovered_at = ? where record_type = ? and instance_id = ? and"
                + " record_id = ?", now, outcome.equals(Outcome.SUCCEEDED.text()) ? now : null, kind.recordType(),
                instanceId, record));
        return outcomes.size();
    }

    /** The first from the end of the index; H2 takes that index only for a range and an order of all its columns. */
    private Optional<OffsetDateTime> newestSuccess(ListKind kind, String instanceId, OffsetDateTime now) {
        return jdbc.query("select created_at from " + RecordsByView.from(dialect, kind) + " where instance_id = ? and"
                + " created_at > timestamp '1970-01-01 00:00:00' and created_at <= ? and "
                + RecordsByView.succeeded(dialect, kind) + " order by instance_id desc, created_at desc limit 1",
                (row, number) -> row.getObject(1, OffsetDateTime.class), instanceId, now.plus(CLOCKS_DIFFER)).stream()
                .findFirst();
    }

    /** @return whether nothing has resolved the failure */
    public boolean isOpen(String recordType, String instanceId, String recordId) {
        Known known = known(recordType, instanceId, List.of(recordId)).get(recordId);
        return known != null && known.isOpen();
    }
}
