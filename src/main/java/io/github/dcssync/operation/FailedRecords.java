package io.github.dcssync.operation;

import io.github.dcssync.alert.Alerts;
import io.github.dcssync.operation.OperationFailures.Known;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.record.Outcome;
import io.github.dcssync.record.Row;
import io.github.dcssync.store.PageOrigin;
import io.github.dcssync.store.WriteResult;
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
import org.jspecify.annotations.Nullable;

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
     * @param now      when they were seen
     */
    public record Batch(String category, List<FailedRecord> added, List<FailedRecord> changed, String runId,
            OffsetDateTime now) {
    }

    /**
     * Finds which records of a page have failed, and keeps in the totals the codes that they failed with before.
     *
     * @param counts what was written of it
     * @return the page with those that are news; without any where it lists instances
     */
    public WrittenPage of(PageOrigin origin, WriteResult counts) {
        OffsetDateTime now = clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        WrittenPage page = new WrittenPage(origin, counts, List.of(), now);
        return page.isOfOperations() ? new WrittenPage(origin, counts, batches(page), now) : page;
    }

    private List<Batch> batches(WrittenPage page) {
        ListKind kind = ListKind.ofEndpoint(page.origin().endpoint());
        Map<Category, Batch> batches = new EnumMap<>(Category.class);
        // Of a record that was not there no failure is known.
        for (FailedRecord record : failed(page, kind, page.counts().insertedRows())) {
            batchOf(page, record, batches).added().add(record);
        }
        List<FailedRecord> changed = failed(page, kind, page.counts().changedRows());
        Map<String, Known> known = failures.known(kind.recordType(), page.origin().instanceId(),
                changed.stream().map(FailedRecord::recordId).toList());
        for (FailedRecord record : changed) {
            Known before = known.get(record.recordId());
            if (before == null) {
                batchOf(page, record, batches).added().add(record);
            } else if (!before.isAs(record.errorCode(), record.category())) {
                batchOf(page, record, batches).changed().add(record);
            }
        }
        failures.keepOldCodes(kind, page.origin().source(), oldCodes(changed, known));
        return List.copyOf(batches.values());
    }

    /** @return the codes of records that were known with another, or that there was none */
    private static List<String> oldCodes(List<FailedRecord> changed, Map<String, Known> known) {
        List<String> codes = new ArrayList<>();
        for (FailedRecord record : changed) {
            Known before = known.get(record.recordId());
            if (before != null && !Objects.equals(before.errorCode(), record.errorCode())) {
                codes.add(Objects.requireNonNullElse(before.errorCode(), OperationFailures.NO_CODE));
            }
        }
        return codes;
    }

    private List<FailedRecord> failed(WrittenPage page, ListKind kind, List<Row> rows) {
        return rows.stream().filter(row -> Outcome.of(kind, row) == Outcome.FAILED)
                .map(row -> failed(page.origin(), kind, row, page.now())).toList();
    }

    /** Writes those of a batch that were known before. */
    public void change(Batch batch) {
        failures.change(batch.changed(), batch.now());
    }

    /**
     * Ends the failures of the page's instance that were made good.
     *
     * @return how many failures are over
     */
    public int resolve(WrittenPage page) {
        String instance = page.origin().instanceId();
        int resolved = failures.resolve(instance, page.now());
        // Without a record that was there before, none can have changed its mind.
        return page.counts().changed() > 0 ? resolved + failures.recover(instance, page.now()) : resolved;
    }

    private static Batch batchOf(WrittenPage page, FailedRecord record, Map<Category, Batch> batches) {
        return batches.computeIfAbsent(record.meaning().category(), category -> new Batch(category.text(),
                new ArrayList<>(), new ArrayList<>(), page.origin().runId(), page.now()));
    }

    private FailedRecord failed(PageOrigin origin, ListKind kind, Row row, OffsetDateTime now) {
        String code = ErrorCodes.kept(row.value(kind, "error_code"));
        return new FailedRecord(kind, origin.source(), origin.instanceId(), row.key(),
                row.value(kind, "status"), code, codes.of(code), operationAt(kind, row, now), now);
    }

    /** The first that is a time: neither the year 1 or 1970, which stand for none, nor the future. */
    private static @Nullable OffsetDateTime operationAt(ListKind kind, Row row, OffsetDateTime now) {
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
                record.kind().word(), record.instanceId(), record.said());
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
