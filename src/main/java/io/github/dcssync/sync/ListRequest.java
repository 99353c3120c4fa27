package io.github.dcssync.sync;

import io.github.dcssync.record.PathSegment;
import io.github.dcssync.settings.Source;

/**
 * How this API version is asked for a list.
 *
 * @param path     where the list is, without scheme and host, with {@code {project_id}} and {@code {instance_id}}
 * @param query    what is asked for
 * @param first    the number of the first record: 1 on v1.0, 0 on v2
 * @param pageSize how many records to ask for at a time
 */
record ListRequest(String path, ListQuery query, int first, int pageSize) {

    /**
     * @param instance whose list, or null for the list of instances
     * @return the list's address, whose parts mean themselves whoever has named them
     * @throws IllegalArgumentException when they do not
     */
    String uri(Source source, Instance instance) {
        return source.endpoint() + path.replace("{project_id}", PathSegment.require(source.projectId()))
                .replace("{instance_id}", instance == null ? "" : PathSegment.require(instance.id()));
    }
}
