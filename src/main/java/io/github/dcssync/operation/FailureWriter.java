package io.github.dcssync.operation;

import io.github.dcssync.operation.FailedRecords.Batch;
import io.github.dcssync.operation.OpenFailures.OpenFailure;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the records of a page say about failures, in the transaction of the thread that calls: one statement for all
 * that are new, and none about those that are open where there are none.
 */
final class FailureWriter {

    private final OperationFailures failures;
    private final FailureAlerts alerts;

    FailureWriter(OperationFailures failures, FailureAlerts alerts) {
        this.failures = failures;
        this.alerts = alerts;
    }

    void write(WrittenPage page) {
        List<FailedRecord> added = noted(page, Batch::added);
        List<FailedRecord> changed = noted(page, Batch::changed);
        if (page.open().isAny(() -> failures.open(recordType(page), instance(page))) || !added.isEmpty()
                || !changed.isEmpty()) {
            OffsetDateTime success =
                    page.open().success(() -> failures.newestSuccess(page.kind(), instance(page), page.now()));
            Map<String, OpenFailure> over = over(page, added, success);
            failures.add(added, over.keySet());
            failures.change(changed, success);
            tell(page, added, changed);
            resolve(page, added, over);
            if (!changed.isEmpty()) {
                page.open().forget();
            }
        }
        // Without a record that was there before, none can have changed its mind.
        if (page.counts().changed() > 0) {
            recover(page);
        }
    }

    private static List<FailedRecord> noted(WrittenPage page, Function<Batch, List<FailedRecord>> which) {
        return page.noted().stream().flatMap(batch -> which.apply(batch).stream()).toList();
    }

    /** @return the failures, new ones among them, that the newest success has made good */
    private Map<String, OpenFailure> over(WrittenPage page, List<FailedRecord> added,
            @Nullable OffsetDateTime success) {
        added.forEach(record -> page.open().add(record.recordId(),
                new OpenFailure(record.failedAt(), alerts.isYoung(record))));
        return success == null ? Map.of() : page.open().takeBefore(success);
    }

    private void tell(WrittenPage page, List<FailedRecord> added, List<FailedRecord> changed) {
        List<FailedRecord> news = new ArrayList<>(added);
        Set<String> open = failures.stillOpen(recordType(page), instance(page),
                changed.stream().filter(alerts::isYoung).map(FailedRecord::recordId).toList());
        changed.stream().filter(record -> open.contains(record.recordId())).forEach(news::add);
        alerts.raise(news, page.origin().runId(), page.now());
    }

    /** New ones were written as what they are. */
    private void resolve(WrittenPage page, List<FailedRecord> added, Map<String, OpenFailure> over) {
        List<String> stored = new ArrayList<>(over.keySet());
        added.forEach(record -> stored.remove(record.recordId()));
        failures.resolve(recordType(page), instance(page), stored, page.now());
        alerts.resolve(recordType(page), instance(page),
                over.entrySet().stream().filter(one -> one.getValue().isTold()).map(Map.Entry::getKey).toList(),
                page.now());
    }

    private void recover(WrittenPage page) {
        Set<String> recovered = failures.recover(page.kind(), instance(page), page.now());
        if (!recovered.isEmpty()) {
            alerts.resolve(recordType(page), instance(page), recovered, page.now());
            page.open().forget();
        }
    }

    private static String recordType(WrittenPage page) {
        return page.kind().recordType();
    }

    private static String instance(WrittenPage page) {
        return page.origin().instanceId();
    }
}
