package io.github.dcssync.simulator;

import org.jspecify.annotations.Nullable;

/**
 * A list request about to be answered.
 *
 * @param operation which list
 * @param instanceId whose records, or null for the lists of instances
 * @param position zero-based number of the first record asked for, on v1.0 too (its start less one)
 * @param limit the limit asked for, or its default
 * @param ordinal 1 for the first request to this list of this instance since the start, retries included
 */
public record SimulatedListRequest(Operation operation, @Nullable String instanceId, int position, int limit,
        long ordinal) {
}
