package io.github.dcssync.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dcssync.http.Content;
import io.github.dcssync.http.RequestSegment;
import io.github.dcssync.report.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report page as one file that needs no server: for a folder, a mail, an archive. */
public final class ReportFile {

    /** A file that a browser still opens at once. The rest of a longer report is left out, and the page says so. */
    private static final int MOST_ROWS = 5_000;
    private static final int MOST_INSTANCES = 200;
    private static final String VIEWS = "/api/reports/";
    /** As many days as the page has room for in a row. */
    private static final int CALENDAR_DAYS = 92;
    /** What the page asks for; a test holds it against the script. It takes its parts out of them by itself. */
    private static final List<Report> WHOLE = List.of(Report.RPO_STATUS, Report.DAILY_BACKUPS, Report.FAILURES_BY_CODE,
            Report.SIZE_GROWTH, Report.SYNC_HEALTH);
    /** Of which the first rows stand for all when there are too many. */
    private static final List<Report> FIRST = List.of(Report.WORKLIST, Report.RESTORE_EVIDENCE, Report.DRILL_DUE,
            Report.DAILY_FAILURES, Report.JOB_DURATION,
            Report.HISTORY_GAP, Report.STUCK);

    private final JsonMapper json = new JsonMapper();
    private final ReportApi api;
    private final Clock clock;

    /** @param api what the tables know */
    public ReportFile(ReportApi api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    /**
     * Writes the page: into a file, which is replaced when the new one is whole, or to a pipe or device.
     *
     * @throws IOException when it cannot be written
     */
    public void write(Path file) throws IOException {
        OutputFile target = new OutputFile(file);
        target.write(page());
    }

    /**
     * Writes the page to what is open already, and leaves it so.
     *
     * @throws IOException when it cannot be written
     */
    public void write(OutputStream out) throws IOException {
        out.write(page());
        out.flush();
    }

    private byte[] page() throws IOException {
        return OfflinePage.of(data()).getBytes(StandardCharsets.UTF_8);
    }

    private String data() throws IOException {
        Map<String, String> answers = new LinkedHashMap<>();
        Map<String, Long> totals = new LinkedHashMap<>();
        for (Report report : WHOLE) {
            add(VIEWS + report.view(), null, answers, totals);
        }
        for (Report report : FIRST) {
            add(VIEWS + report.view(), "limit=" + MOST_ROWS, answers, totals);
        }
        add("/api/syncs", null, answers, totals);
        add("/api/projects", null, answers, totals);
        List<String> ids = instances(answers.get(VIEWS + Report.RPO_STATUS.view()));
        for (String id : ids) {
            add("/api/instances/" + id, null, answers, totals);
        }
        add("/api/calendar", "from=" + clock.instant().atOffset(ZoneOffset.UTC).toLocalDate()
                .minusDays(CALENDAR_DAYS - 1L) + "&instances=" + String.join(",", ids), answers, totals);
        return joined(answers, totals);
    }

    private void add(String address, String query, Map<String, String> answers, Map<String, Long> totals) {
        Content content = api.find(address, query);
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        content.write(rows);
        answers.put(address, rows.toString(StandardCharsets.UTF_8));
        totals.put(address, content.total() == null ? null : content.total().getAsLong());
    }

    /** Those with a problem first. */
    private List<String> instances(String status) throws IOException {
        List<String> good = new ArrayList<>();
        List<String> others = new ArrayList<>();
        json.readTree(status).forEach(row -> ("ok".equals(row.path("verdict").asText()) ? good : others)
                .add(RequestSegment.encode(row.path("instance_id").asText())));
        others.addAll(good);
        return others.subList(0, Math.min(MOST_INSTANCES, others.size()));
    }

    private String joined(Map<String, String> answers, Map<String, Long> totals) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = json.createGenerator(text)) {
            out.writeStartObject();
            out.writeStringField("made_at", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
            out.writeObjectFieldStart("answers");
            for (Map.Entry<String, String> answer : answers.entrySet()) {
                out.writeObjectFieldStart(answer.getKey().substring(1));
                out.writeFieldName("rows");
                out.writeRawValue(answer.getValue());
                out.writeObjectField("total", totals.get(answer.getKey()));
                out.writeEndObject();
            }
            out.writeEndObject();
            out.writeEndObject();
        }
        // In JSON these stand in texts alone, where an escape is the same.
        return text.toString().replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    }
}
