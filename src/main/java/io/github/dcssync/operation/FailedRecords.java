package io.github.dcssync.operation;

import io.github.dcssync.operation.OperationFailures.Known;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.record.Outcome;
import io.github.dcssync.record.Row;
import io.github.dcssync.record.Timestamps;
import io.github.dcssync.store.PageOrigin;
import io.github.dcssync.store.WriteResult;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the routes ask about failed backups and restorations: which of a page are news, and to write those. */
public final class FailedRecords {

    private static final String MADE_AT = "created_at";
    private static final List<String> TIMES = List.of(MADE_AT, "execution_at", "updated_at");

    private static final String LONG_AGO = Timestamps.canonical(OperationFailures.LONG_AGO.toInstant());

    private final ErrorCodes codes;
    private final OperationFailures failures;
    private final FailureWriter writer;
    private final Clock clock;

    public FailedRecords(ErrorCodes codes, OperationFailures failures, FailureAlerts alerts, Clock clock) {
        this.codes = codes;
        this.failures = failures;
        this.writer = new FailureWriter(failures, alerts);
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

    /** Looks at a page that is not part of a list, as {@link #of(PageOrigin, WriteResult, OpenFailures)} does. */
    public WrittenPage of(PageOrigin origin, WriteResult counts) {
        return of(origin, counts, OpenFailures.unknown());
    }

    /**
     * Finds which records of a page have failed, and keeps in the totals the codes that they failed with before.
     *
     * @param counts what was written of it
     * @param open   what is known of the failures of its list
     * @return the page with those that are news; without any where it lists instances
     */
    public WrittenPage of(PageOrigin origin, WriteResult counts, OpenFailures open) {
        OffsetDateTime now = clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        WrittenPage page = new WrittenPage(origin, counts, open, now);
        if (!page.isOfOperations()) {
            return page;
        }
        open.begin();
        see(page);
        return page.with(batches(page));
    }

    /** A record that has changed may have been the newest success; of one that was not there no failure is known. */
    private static void see(WrittenPage page) {
        if (page.counts().changed() > 0) {
            page.open().forgetSuccess();
        }
        ListKind kind = page.kind();
        int madeAt = kind.columnPosition(MADE_AT);
        // Canonical times sort as texts, and few of many records are newer than all before: only those are looked at.
        String newest = LONG_AGO;
        String soon = soon(page);
        for (Row row : page.counts().insertedRows()) {
            String time = row.values()[madeAt];
            if (time != null && time.compareTo(newest) > 0 && isTime(time, soon)
                    && Outcome.of(kind, row) == Outcome.SUCCEEDED) {
                newest = time;
            }
        }
        if (!newest.equals(LONG_AGO)) {
            page.open().succeeded(Instant.parse(newest).atOffset(ZoneOffset.UTC));
        }
    }

    private static String soon(WrittenPage page) {
        return Timestamps.canonical(page.now().plus(OperationFailures.CLOCKS_DIFFER).toInstant());
    }

    /** @return whether it is the past or now, and neither the year 1 nor 1970, which stand for no time */
    private static boolean isTime(String canonical, String soon) {
        return canonical.compareTo(LONG_AGO) > 0 && canonical.compareTo(soon) <= 0;
    }

    private List<Batch> batches(WrittenPage page) {
        Map<Category, Batch> batches = new EnumMap<>(Category.class);
        for (FailedRecord record : failed(page, page.counts().insertedRows())) {
            batchOf(page, record, batches).added().add(record);
        }
        List<FailedRecord> changed = failed(page, page.counts().changedRows());
        Map<String, Known> known = failures.known(page.kind().recordType(), page.origin().instanceId(),
                changed.stream().map(FailedRecord::recordId).toList());
        for (FailedRecord record : changed) {
            Known before = known.get(record.recordId());
            if (before == null) {
                batchOf(page, record, batches).added().add(record);
            } else if (!before.isAs(record.errorCode(), record.category())) {
                batchOf(page, record, batches).changed().add(record);
            }
        }
        failures.keepOldCodes(page.kind(), page.origin().source(), oldCodes(changed, known));
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

    private List<FailedRecord> failed(WrittenPage page, List<Row> rows) {
        ListKind kind = page.kind();
        return rows.stream().filter(row -> Outcome.of(kind, row) == Outcome.FAILED)
                .map(row -> failed(page, row)).toList();
    }

    private FailedRecord failed(WrittenPage page, Row row) {
        String code = ErrorCodes.kept(row.value(page.kind(), "error_code"));
        return new FailedRecord(page.kind(), page.origin().source(), page.origin().instanceId(), row.key(),
                row.value(page.kind(), "status"), code, codes.of(code), operationAt(page, row), page.now());
    }

    /** The first that is a time. */
    private static @Nullable OffsetDateTime operationAt(WrittenPage page, Row row) {
        return TIMES.stream()
                .filter(column -> page.kind().columns().stream().anyMatch(one -> one.name().equals(column)))
                .map(column -> time(page, row, column)).flatMap(Optional::stream).findFirst().orElse(null);
    }

    private static Optional<OffsetDateTime> time(WrittenPage page, Row row, String column) {
        String soon = soon(page);
        return Optional.ofNullable(row.value(page.kind(), column)).filter(time -> isTime(time, soon))
                .map(time -> Instant.parse(time).atOffset(ZoneOffset.UTC));
    }

    private static Batch batchOf(WrittenPage page, FailedRecord record, Map<Category, Batch> batches) {
        return batches.computeIfAbsent(record.meaning().category(), category -> new Batch(category.text(),
                new ArrayList<>(), new ArrayList<>(), page.origin().runId(), page.now()));
    }

    /** Hears that the failures of a batch are to be written with their page. */
    public void note(WrittenPage page, Batch batch) {
        page.noted().add(batch);
    }

    /** Writes the failures of a page that were noted, ends those that were made good, and tells both by alerts. */
    public void write(WrittenPage page) {
        if (page.isOfOperations()) {
            writer.write(page);
        }
    }
}
