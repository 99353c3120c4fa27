package io.github.dcssync.web;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dcssync.http.Content;
import io.github.dcssync.http.Parameters;
import io.github.dcssync.http.RefusedRequest;
import io.github.dcssync.http.RequestSegment;
import io.github.dcssync.report.DayRange;
import io.github.dcssync.report.InstanceReport;
import io.github.dcssync.report.Report;
import io.github.dcssync.report.ReportException;
import io.github.dcssync.report.ReportFormat;
import io.github.dcssync.report.ReportQuery;
import io.github.dcssync.report.Reports;
import io.github.dcssync.report.ViewColumn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the page and other programs read: the views, an instance, the last syncs. */
public final class ReportApi {

    private static final JsonMapper JSON = JsonMapper.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    private static final String VIEWS = "/api/reports";
    private static final String INSTANCES = "/api/instances/";
    private static final String SYNCS = "/api/syncs";
    private static final String PROJECTS = "/api/projects";
    private static final String CALENDAR = "/api/calendar";
    private static final int MOST_CALENDARS = 200;
    private static final ReportQuery CALENDAR_COLUMNS = ReportQuery.all(Report.BACKUP_CALENDAR)
            .columns(List.of("instance_id", "day", "state", "succeeded", "failed", "running", "size_bytes"));

    private final Reports reports;
    private final InstanceReport instances;

    /** @param reports the views; and instances one by one */
    public ReportApi(Reports reports, InstanceReport instances) {
        this.reports = reports;
        this.instances = instances;
    }

    /**
     * @param path  where the answer is, beginning with {@code /api/}
     * @param query what follows the question mark, or null
     * @throws RefusedRequest when there is nothing, or the query asks for what cannot be
     */
    Content find(String path, String query) {
        Map<String, String> parameters = Parameters.of(query);
        if (path.startsWith(VIEWS + "/")) {
            return view(path.substring(VIEWS.length() + 1), parameters);
        }
        if (path.equals(CALENDAR)) {
            return calendar(parameters);
        }
        refuseAny(path, parameters);
        if (path.equals(VIEWS)) {
            return json(Stream.of(Report.values()).map(ReportApi::described).toList());
        }
        if (path.equals(SYNCS)) {
            return json(instances.syncs());
        }
        if (path.equals(PROJECTS)) {
            return json(instances.projects());
        }
        if (path.startsWith(INSTANCES)) {
            return instance(RequestSegment.decode(path.substring(INSTANCES.length())));
        }
        throw new RefusedRequest(RefusedRequest.NOT_FOUND, "There is nothing at " + path + "; " + VIEWS
                + " lists the reports");
    }

    /** @return HTML, one table of all instances, for a browser that runs no scripts */
    Content instanceTable() {
        return Content.of(Content.HTML, new InstanceTable(reports)::write);
    }

    private Content calendar(Map<String, String> parameters) {
        String instances = parameters.remove("instances");
        DayRange days = days(parameters);
        refuseAny(CALENDAR, parameters);
        if (instances == null || days == null) {
            throw new RefusedRequest(RefusedRequest.BAD_REQUEST, CALENDAR
                    + " needs instances=ID,ID and from=DAY; " + VIEWS + "/report_backup_calendar has all");
        }
        List<String> ids = List.of(instances.split(","));
        if (ids.size() > MOST_CALENDARS) {
            throw new RefusedRequest(RefusedRequest.BAD_REQUEST,
                    "These are " + ids.size() + " instances: ask for " + MOST_CALENDARS + " at a time");
        }
        // One by one: not every database sees in a view that only some are asked for.
        return json(ids.stream().flatMap(id -> reports.rows(CALENDAR_COLUMNS.with("instance_id", id).on(days)).stream())
                .toList());
    }

    private static void refuseAny(String path, Map<String, String> parameters) {
        parameters.keySet().stream().findFirst().ifPresent(name -> {
            throw new RefusedRequest(RefusedRequest.BAD_REQUEST,
                    path + " has no parameter '" + name + "': leave it out");
        });
    }

    private Content instance(String id) {
        return json(instances.find(id).orElseThrow(() -> new RefusedRequest(RefusedRequest.NOT_FOUND,
                "There is no instance '" + id + "'; " + VIEWS + "/report_rpo_status lists them")));
    }

    private static Content json(Object value) {
        return Content.of(Content.JSON, out -> JSON.writeValue(out, value));
    }

    private static Map<String, Object> described(Report report) {
        String address = VIEWS + "/" + report.view();
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("name", report.view());
        description.put("description", "A row is " + report.grain() + ".");
        description.put("columns", report.columns().stream().map(ReportApi::described).toList());
        description.put("order", report.order());
        description.put("links", Map.of("json", address, "csv", address + "?format=csv"));
        return description;
    }

    private static Map<String, Object> described(ViewColumn column) {
        return Map.of("name", column.name(), "type", column.type().name().toLowerCase(Locale.ROOT));
    }

    private Content view(String name, Map<String, String> parameters) {
        Report report = report(name);
        ReportFormat format = format(parameters.remove("format"));
        String limit = parameters.remove("limit");
        String offset = parameters.remove("offset");
        ReportQuery query = wanted(report, parameters)
                .page(limit == null ? ReportQuery.ALL_ROWS : Parameters.wholeNumber("limit", limit),
                        offset == null ? 0 : Parameters.wholeNumber("offset", offset));
        String filename = format == ReportFormat.CSV ? name + ".csv" : null;
        RowTotal total = new RowTotal(reports, query);
        return new Content(format.contentType(), filename, query.isCounted() ? null : total, null,
                out -> total.told(reports.write(query, format, out)));
    }

    private static Report report(String name) {
        try {
            return Report.of(name);
        } catch (ReportException e) {
            throw new RefusedRequest(RefusedRequest.NOT_FOUND, e.getMessage());
        }
    }

    private static ReportFormat format(String name) {
        List<String> known = Stream.of(ReportFormat.values()).map(format -> format.name().toLowerCase(Locale.ROOT))
                .sorted().toList();
        if (name == null) {
            return ReportFormat.JSON;
        }
        if (!known.contains(name)) {
            throw new RefusedRequest(RefusedRequest.BAD_REQUEST, "'" + name + "' is no format: write "
                    + String.join(" or ", known));
        }
        return ReportFormat.valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** @return the days asked for, which are parameters no more, or null for any */
    private static @Nullable DayRange days(Map<String, String> parameters) {
        String from = parameters.remove("from");
        String to = parameters.remove("to");
        try {
            return from == null && to == null ? null : DayRange.of(from, to);
        } catch (ReportException e) {
            throw new RefusedRequest(RefusedRequest.BAD_REQUEST, e.getMessage());
        }
    }

    private static ReportQuery wanted(Report report, Map<String, String> parameters) {
        DayRange days = days(parameters);
        String search = parameters.remove("search");
        String project = parameters.remove("project");
        String sort = parameters.remove("sort");
        String group = parameters.remove("group");
        try {
            ReportQuery query = days == null ? ReportQuery.all(report) : ReportQuery.all(report).on(days);
            query = search == null ? query : query.search(search);
            query = project == null ? query : query.project(project);
            query = sort == null ? query : query.sort(sort);
            for (Map.Entry<String, String> filter : parameters.entrySet()) {
                query = query.with(filter.getKey(), filter.getValue());
            }
            return group == null ? query : query.group(List.of(group.split(",", -1)));
        } catch (ReportException e) {
            throw new RefusedRequest(RefusedRequest.BAD_REQUEST, e.getMessage());
        }
    }
}
