package io.github.dcssync.operation;

import io.github.dcssync.alert.Alerts;
import io.github.dcssync.operation.OperationFailures.Known;
import io.github.dcssync.record.Outcome;
import io.github.dcssync.record.RecordKind;
import io.github.dcssync.record.Row;
import io.github.dcssync.store.PageWriter.Origin;
import io.github.dcssync.store.PageWriter.Stored;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What the routes ask about failed backups and restorations: which of a page are news, and who is to be told. */
public final class FailedRecords {

    private static final List<String> TIMES = List.of("created_at", "execution_at", "updated_at");

    private final ErrorCodes codes;
    private final OperationFailures failures;
    private final Alerts alerts;
    private final Duration maxAge;
    private final Clock clock;

    /** @param maxAge failures of older operations are kept and not told */
    public FailedRecords(ErrorCodes codes, OperationFailures failures, Alerts alerts, Duration maxAge, Clock clock) {
        this.codes = codes;
        this.failures = failures;
        this.alerts = alerts;
        this.maxAge = maxAge;
        this.clock = clock;
    }

    /**
     * The failures of one category in one page.
     *
     * @param category the word for it
     * @param added    those not known before
     * @param changed  those known with another code or category, or as resolved
     * @param runId    the sync that has read the page
     */
    public record Batch(String category, List<FailedRecord> added, List<FailedRecord> changed, String runId) {
    }

    /** @return the instance and now, in the microseconds that every database keeps, as parameters of statements */
    public Map<String, Object> sighting(Origin origin) {
        return Map.of("instance_id", origin.instanceId(),
                "now", clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
    }

    /**
     * Keeps in the totals the codes that backups of the page failed with before.
     *
     * @param stored   a page whose records may be news
     * @param sighting when they were seen
     * @return those that failed and are news, by category; none when all is known
     */
    public List<Batch> batches(Origin origin, Stored stored, Map<String, Object> sighting) {
        OffsetDateTime now = now(sighting);
        RecordKind kind = origin.endpoint().equals("backups") ? RecordKind.BACKUP : RecordKind.RESTORE;
        Map<Category, Batch> batches = new EnumMap<>(Category.class);
        // Of a record that was not there no failure is known.
        for (FailedRecord record : failed(origin, kind, stored.insertedRows(), now)) {
            batchOf(origin, record, batches).added().add(record);
        }
        List<FailedRecord> changed = failed(origin, kind, stored.changedRows(), now);
        Map<String, Known> known = failures.known(kind.recordType(), origin.instanceId(),
                changed.stream().map(FailedRecord::recordId).toList());
        for (FailedRecord record : changed) {
            Known before = known.get(record.recordId());
            if (before == null) {
                batchOf(origin, record, batches).added().add(record);
            } else if (!before.isAs(record.errorCode(), record.category())) {
                batchOf(origin, record, batches).changed().add(record);
            }
        }
        if (kind == RecordKind.BACKUP) {
            failures.keepOldCodes(origin.source(), oldCodes(changed, known));
        }
        return List.copyOf(batches.values());
    }

    /** @return the codes of records that were known with another, null for one that was known without */
    private static List<String> oldCodes(List<FailedRecord> changed, Map<String, Known> known) {
        List<String> codes = new ArrayList<>();
        for (FailedRecord record : changed) {
            Known before = known.get(record.recordId());
            if (before != null && !Objects.equals(before.errorCode(), record.errorCode())) {
                codes.add(before.errorCode());
            }
        }
        return codes;
    }

    private List<FailedRecord> failed(Origin origin, RecordKind kind, List<Row> rows, OffsetDateTime now) {
        return rows.stream().filter(row -> Outcome.of(kind, row) == Outcome.FAILED).map(row -> failed(origin, kind, row, now))
                .toList();
    }

    /** @return rows of the table {@code operation_failure} for those of a batch that were not known before */
    public List<Map<String, Object>> added(Batch batch) {
        return batch.added().stream().map(FailedRecord::row).toList();
    }

    /** Writes the others. */
    public void change(Batch batch, Map<String, Object> sighting) {
        failures.change(batch.changed().stream().map(FailedRecord::row).toList(), now(sighting));
    }

    /**
     * Ends the failures of an instance that were made good.
     *
     * @param changed how many records of the page were there before; without any, none can have changed its mind
     * @return how many failures are over
     */
    public int resolve(Map<String, Object> sighting, long changed) {
        String instance = (String) sighting.get("instance_id");
        int resolved = failures.resolve(instance, now(sighting));
        return changed > 0 ? resolved + failures.recover(instance, now(sighting)) : resolved;
    }

    private static OffsetDateTime now(Map<String, Object> sighting) {
        return (OffsetDateTime) sighting.get("now");
    }

    private static Batch batchOf(Origin origin, FailedRecord record, Map<Category, Batch> batches) {
        return batches.computeIfAbsent(record.meaning().category(),
                category -> new Batch(category.text(), new ArrayList<>(), new ArrayList<>(), origin.runId()));
    }

    private FailedRecord failed(Origin origin, RecordKind kind, Row row, OffsetDateTime now) {
        String code = row.value(kind, "error_code");
        return new FailedRecord(kind.recordType(), origin.source(), origin.instanceId(), row.key(),
                row.value(kind, "status"), code, codes.of(code), operationAt(kind, row, now), now);
    }

    /** The first that is a time: neither the year 1 or 1970, which stand for none, nor the future. */
    private static OffsetDateTime operationAt(RecordKind kind, Row row, OffsetDateTime now) {
        OffsetDateTime soon = now.plus(OperationFailures.CLOCKS_DIFFER);
        return TIMES.stream().filter(column -> kind.columns().stream().anyMatch(one -> one.name().equals(column)))
                .map(column -> row.value(kind, column)).filter(Objects::nonNull)
                .map(time -> Instant.parse(time).atOffset(ZoneOffset.UTC))
                .filter(time -> time.isAfter(OperationFailures.LONG_AGO) && !time.isAfter(soon))
                .findFirst().orElse(null);
    }

    /** Raises the alerts about a batch that has been written, except about what is too old or made good already. */
    public void tell(Batch batch) {
        batch.added().stream().filter(this::isYoung).forEach(record -> tell(record, batch.runId()));
        batch.changed().stream().filter(this::isYoung).filter(record -> failures.isOpen(record.recordType(),
                record.instanceId(), record.recordId())).forEach(record -> tell(record, batch.runId()));
    }

    private boolean isYoung(FailedRecord record) {
        return record.operationAt() == null
                || !record.operationAt().isBefore(record.detectedAt().minus(maxAge));
    }

    private void tell(FailedRecord record, String runId) {
        String title = String.format(Locale.ROOT, "A %s of instance %s failed: %s",
                record.recordType().equals("backup") ? "backup" : "restoration", record.instanceId(), record.said());
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("record_type", record.recordType());
        details.put("record_id", record.recordId());
        details.put("status", record.status());
        details.put("error_code", record.errorCode());
        details.put("category", record.category());
        details.put("operation_at", record.operationAt() == null ? null : record.operationAt().toInstant().toString());
        details.put("meaning", record.said());
        details.put("retryable", record.meaning().retryable());
        details.put("owner", record.meaning().owner());
        details.put("runbook", record.meaning().runbook());
        alerts.raise(new Alerts.Event("operation_failure", record.recordType() + ":" + record.instanceId() + ":"
                + record.recordId(), record.severity(), record.source(), record.instanceId(), title, details),
                runId, record.detectedAt());
    }
}
