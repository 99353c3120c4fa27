package io.github.dcssync.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one version of the API is asked for a list. A misspelt parameter is no error to the service: it gives more than was
 * asked for.
 *
 * @param version  as the settings have it, and the address
 * @param path     where the list is, without scheme and host, with {@code {project_id}} and {@code {instance_id}}
 * @param position the parameter for where to begin
 * @param first    the number of the first record there
 * @param limit    the parameter for how many records to give
 * @param begin    the parameter for records since then
 * @param end      the parameter for records until then
 */
public record ListApi(String version, String path, String position, long first, String limit, String begin,
        String end) {

    /** @return v1.0, which counts records from 1 */
    static ListApi v1(String path) {
        return new ListApi("v1.0", path, "start", 1, "limit", "beginTime", "endTime");
    }

    /** @return v2, which says how many records to leave out */
    static ListApi v2(String path) {
        return new ListApi("v2", path, "offset", 0, "limit", "begin_time", "end_time");
    }

    /**
     * @param instanceId whose list; it says nothing where the list is not an instance's
     * @return the path, whose parts mean themselves whoever has named them
     * @throws IllegalArgumentException when they do not
     */
    public String pathOf(String projectId, String instanceId) {
        String ofProject = path.replace("{project_id}", PathSegment.require(projectId));
        return ofProject.contains("{instance_id}")
                ? ofProject.replace("{instance_id}", PathSegment.require(instanceId)) : ofProject;
    }

    /**
     * @param from  the position, from 0 on every version
     * @param count how many records
     * @param since records since then, or null for all
     * @param until records until then, or null for all
     * @return the query of one request
     */
    public String query(long from, int count, @Nullable Instant since, @Nullable Instant until) {
        List<String> parameters = new ArrayList<>();
        parameters.add(position + "=" + (first + from));
        parameters.add(limit + "=" + count);
        if (since != null) {
            parameters.add(begin + "=" + Timestamps.filterDigits(since));
        }
        if (until != null) {
            parameters.add(end + "=" + Timestamps.filterDigits(until));
        }
        return String.join("&", parameters);
    }
}
