package io.github.dcssync.report;

import io.github.dcssync.logging.Printable;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A fleet at a glance: how many instances are protected, what waits for somebody, and how new that knowledge is. */
public final class Overview {

    private static final List<String> VERDICTS = List.of("ok", "breach", "never", "unknown");
    private static final List<String> DRILL_VERDICTS = List.of("ok", "due", "never", "unknown");
    /** Said only where there are any. */
    private static final List<String> EXCUSES = List.of("new", "not_applicable");

    private static final int WHAT = 24;
    private static final int TEXT = 44;
    private static final int VIEW = 26;
    private static final int NARROWEST = 10;

    private final Reports reports;
    private final PrintWriter out;
    private final int columns;

    /**
     * @param out     is flushed and left open
     * @param columns how wide a line may be
     */
    public Overview(Reports reports, PrintWriter out, int columns) {
        this.reports = reports;
        this.out = out;
        this.columns = columns;
    }

    /** Prints some ten lines. */
    public void print() {
        line("Protection", Report.RPO_STATUS, verdicts(Report.RPO_STATUS, VERDICTS));
        line("Restore drills", Report.DRILL_DUE, verdicts(Report.DRILL_DUE, DRILL_VERDICTS));
        line("Failures", Report.FAILURES_BY_CODE, failures());
        line("Unfinished for too long", Report.STUCK, count(Report.STUCK));
        line("Deleted by hand", Report.MANUAL_DELETIONS, count(Report.MANUAL_DELETIONS));
        line("Gaps in the history", Report.HISTORY_GAP, count(Report.HISTORY_GAP));
        for (Map<String, Object> source : reports.rows(ReportQuery.all(Report.SYNC_HEALTH))) {
            Object asOf = source.get("as_of");
            line("Source " + source.get("source"), Report.SYNC_HEALTH, asOf == null ? "not yet read completely"
                    : "as of " + asOf.toString().replaceFirst("\\.\\d+Z$", "Z")
                            + (Boolean.TRUE.equals(source.get("is_fresh")) ? "" : ", stale"));
        }
        out.flush();
    }

    /** Prints what views there are. */
    public void printViews() {
        out.printf("%nViews (dcs-sync report VIEW); a row is%n");
        int room = Math.max(NARROWEST, columns - VIEW - 3);
        for (Report report : Report.values()) {
            String view = report.view();
            for (String line : Cells.wrapped(report.grain(), room)) {
                out.printf("  %-" + VIEW + "s %s%n", view, line);
                view = "";
            }
        }
        out.flush();
    }

    private void line(String what, Report report, String text) {
        boolean isNamed = columns >= WHAT + VIEW + NARROWEST;
        int room = Math.min(TEXT, Math.max(NARROWEST, columns - WHAT - (isNamed ? VIEW : 1)));
        List<String> names = Cells.wrapped(Printable.line(what), isWatched() ? WHAT : columns);
        List<String> texts = Cells.wrapped(Printable.line(text), isWatched() ? room : columns);
        for (int i = 0; i < Math.max(names.size(), texts.size()); i++) {
            String line = String.format("%-" + WHAT + "s %-" + room + "s %s", at(names, i), at(texts, i),
                    i == 0 && isNamed ? report.view() : "");
            out.println(line.stripTrailing());
        }
    }

    /** Whoever else reads it wants a line a fact. */
    private boolean isWatched() {
        return columns < Integer.MAX_VALUE;
    }

    private static String at(List<String> lines, int i) {
        return i < lines.size() ? lines.get(i) : "";
    }

    private String verdicts(Report report, List<String> verdicts) {
        return Stream.concat(verdicts.stream(), EXCUSES.stream())
                .map(verdict -> Map.entry(verdict, reports.count(ReportQuery.all(report).with("verdict", verdict))))
                .filter(count -> count.getValue() > 0 || verdicts.contains(count.getKey()))
                .map(count -> count.getKey() + " " + count.getValue())
                .collect(Collectors.joining(", "));
    }

    private String failures() {
        List<Map<String, Object>> codes = reports.rows(ReportQuery.all(Report.FAILURES_BY_CODE));
        long failures =
                codes.stream().mapToLong(row -> Objects.requireNonNull((Number) row.get("failures")).longValue()).sum();
        return failures + " with " + codes.size() + " codes";
    }

    private String count(Report report) {
        return String.valueOf(reports.count(ReportQuery.all(report)));
    }
}
