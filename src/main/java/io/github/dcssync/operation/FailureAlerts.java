package io.github.dcssync.operation;

import io.github.dcssync.alert.Alerts;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The alerts about failed backups and restorations, written in the transaction of the thread that calls. */
public final class FailureAlerts {

    private static final String KIND = "operation_failure";

    private final Alerts alerts;
    private final Duration maxAge;

    /** @param maxAge failures of older operations are kept and not told */
    public FailureAlerts(Alerts alerts, Duration maxAge) {
        this.alerts = alerts;
        this.maxAge = maxAge;
    }

    /** @return whether the failure is to be told */
    boolean isYoung(FailedRecord record) {
        return record.operationAt() == null || !record.operationAt().isBefore(record.detectedAt().minus(maxAge));
    }

    /** Raises alerts about failures of a page, except about what is too old. */
    void raise(List<FailedRecord> failed, String runId, OffsetDateTime now) {
        alerts.raiseAll(failed.stream().filter(this::isYoung).map(FailureAlerts::event).toList(), runId, now);
    }

    /** Resolves the alerts about failures of an instance that are over. */
    void resolve(String recordType, String instanceId, Collection<String> recordIds, OffsetDateTime now) {
        alerts.resolveAll(
                recordIds.stream().map(record -> KIND + ":" + subject(recordType, instanceId, record)).toList(),
                now);
    }

    private static String subject(String recordType, String instanceId, String recordId) {
        return recordType + ":" + instanceId + ":" + recordId;
    }

    private static Alerts.Event event(FailedRecord record) {
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
        return new Alerts.Event(KIND, subject(record.recordType(), record.instanceId(), record.recordId()),
                record.severity(), record.source(), record.instanceId(), title, details);
    }
}
