package io.github.dcssync.operation;

import io.github.dcssync.record.ListKind;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A backup or restoration that failed, on its way through the route of its category. The routes and their SQL read its
 * properties by name.
 *
 * @param kind        whether it is a backup or a restoration
 * @param source      the source
 * @param instanceId  the instance
 * @param recordId    the backup or restoration
 * @param status      as the service wrote it, or null
 * @param errorCode   as the service wrote it, or null
 * @param meaning     its entry in config/error-codes.yaml
 * @param operationAt when the operation began, or null when the record does not say, or names no time or the future
 * @param detectedAt  when this program saw the failure
 */
public record FailedRecord(ListKind kind, String source, String instanceId, String recordId,
        @Nullable String status, @Nullable String errorCode, ErrorCode meaning, @Nullable OffsetDateTime operationAt,
        OffsetDateTime detectedAt) {

    /** @return the word for its kind in the tables */
    public String recordType() {
        return kind.recordType();
    }

    /** @return the word for the category, which names the route, too */
    public String category() {
        return meaning.category().text();
    }

    /** @return the word for the severity */
    public String severity() {
        return meaning.severity().text();
    }

    /** @return when the operation began, as far as that is known */
    public OffsetDateTime failedAt() {
        return operationAt == null ? detectedAt : operationAt;
    }

    /** @return what the code says about an operation of this type */
    public String said() {
        return meaning.meaning(kind);
    }
}
