package io.github.dcssync.sync;

import io.github.dcssync.api.ApiError;
import io.github.dcssync.record.ListKind;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A fault that a sync met, and what it did: a row of {@code sync_error}.
 *
 * @param instanceId whose list it was, or null for the list of instances
 * @param endpoint   the list's name
 * @param status     the HTTP status, or null when there was no answer
 * @param code       the service's code, or null
 * @param message    one line without secrets
 * @param requestId  what the vendor's support asks for, or null
 * @param rule       the rule that decided
 * @param action     what was done
 * @param at         when
 */
public record SyncError(String instanceId, String endpoint, Integer status, String code, String message,
        String requestId, String rule, String action, OffsetDateTime at) {

    /** @param line what is said when there was no answer */
    static SyncError of(Task task, ApiError answer, String line, String rule, String action, OffsetDateTime at) {
        String instanceId = task == null ? null : task.instance().id();
        String endpoint = task == null ? ListKind.INSTANCE.endpoint() : task.endpoint();
        return answer == null ? new SyncError(instanceId, endpoint, null, null, line, null, rule, action, at)
                : new SyncError(instanceId, endpoint, answer.status(), answer.code(), answer.message(),
                        answer.requestId(), rule, action, at);
    }

    /** @return one line that has all of it */
    String line() {
        return Stream.of(endpoint + (instanceId == null ? "" : " of instance " + instanceId), action,
                rule == null ? null : "rule '" + rule + "'", status == null ? null : "HTTP " + status, code, message,
                requestId == null ? null : "request " + requestId, at)
                .filter(Objects::nonNull).map(Object::toString).collect(Collectors.joining(", "));
    }
}
