package io.github.dcssync.store;

/**
 * Where a page comes from.
 *
 * @param runId      the sync
 * @param source     its source
 * @param projectId  the source's project
 * @param instanceId the instance of the request, or "" for the list of instances
 * @param endpoint   the list's name
 */
public record PageOrigin(String runId, String source, String projectId, String instanceId, String endpoint) {
}
