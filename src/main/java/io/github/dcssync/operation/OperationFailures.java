package io.github.dcssync.operation;

import io.github.dcssync.database.Dialect;
import io.github.dcssync.database.MetricTotals;
import io.github.dcssync.database.Statements;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.record.Outcome;
import io.github.dcssync.store.RecordOutcomes;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

    private final Statements statements;
    private final RecordOutcomes outcomes;
    private final MetricTotals totals;

    /** @param jdbc takes part in the transaction of the thread that calls */
    public OperationFailures(JdbcTemplate jdbc, Dialect dialect) {
        this.statements = new Statements(jdbc, "operation");
        this.outcomes = new RecordOutcomes(jdbc, dialect);
        this.totals = new MetricTotals(jdbc, dialect);
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
     * @param failed of one instance and record type
     */
    public void change(List<FailedRecord> failed, OffsetDateTime now) {
        if (failed.isEmpty()) {
            return;
        }
        FailedRecord first = failed.get(0);
        OffsetDateTime success = newestSuccess(first.kind(), first.instanceId(), now).orElse(LONG_AGO);
        failed.forEach(record -> statements.get("change-failure")
                .param("recordType", record.recordType()).param("instanceId", record.instanceId())
                .param("recordId", record.recordId()).param("errorCode", record.errorCode())
                .param("category", record.category()).param("severity", record.severity()).param("success", success)
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
     * Ends the open failures of an instance since which an operation of their type has succeeded.
     *
     * @return how many there were
     */
    public int resolve(String instanceId, OffsetDateTime now) {
        List<String> types = statements.get("open-types").param("instanceId", instanceId).query(String.class).list();
        int resolved = 0;
        for (String type : types) {
            Optional<OffsetDateTime> success = newestSuccess(ListKind.ofRecordType(type), instanceId, now);
            if (success.isPresent()) {
                resolved += statements.get("resolve-by-later-success").param("now", now).param("recordType", type)
                        .param("instanceId", instanceId).param("success", success.get()).update();
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
        Map<String, Outcome> recovered = outcomes.recovered(kind, instanceId);
        recovered.forEach((record, outcome) -> statements.get("resolve-recovered-record")
                .param("recordType", kind.recordType()).param("instanceId", instanceId).param("recordId", record)
                .param("now", now).param("recoveredAt", outcome == Outcome.SUCCEEDED ? now : null).update());
        return recovered.size();
    }

    private Optional<OffsetDateTime> newestSuccess(ListKind kind, String instanceId, OffsetDateTime now) {
        return outcomes.newestSuccess(kind, instanceId, now.plus(CLOCKS_DIFFER));
    }

    /** @return whether nothing has resolved the failure */
    public boolean isOpen(String recordType, String instanceId, String recordId) {
        Known known = known(recordType, instanceId, List.of(recordId)).get(recordId);
        return known != null && known.isOpen();
    }
}
