package io.github.dcssync.simulator;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as the simulator received it.
 *
 * @param number 1 for the first request since the start
 * @param operation what it asks for
 * @param projectId the project in the path, or null
 * @param instanceId the instance in the path, or null
 * @param method GET, POST, …
 * @param path the path as sent, still percent-encoded
 * @param rawQuery the query as sent, or null
 * @param query the decoded parameters; of a repeated one the first value
 * @param headers names in lower case; of a repeated one the values joined with a comma
 */
public record SimulatedRequest(long number, Operation operation, @Nullable String projectId,
        @Nullable String instanceId, String method, String path, @Nullable String rawQuery, Map<String, String> query,
        Map<String, String> headers) {
}
