package io.github.dcssync.simulator;

/**
 * A request and how it was answered.
 *
 * @param status the HTTP status, or 0 when the connection was dropped without one
 */
public record ReceivedRequest(SimulatedRequest request, int status) {
}
