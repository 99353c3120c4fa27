package io.github.dcssync.report;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a report.
 *
 * @param report  the view
 * @param columns of the view, in the order in which they are wanted
 * @param filters values by column, checked: a row is wanted when it has all of them; null stands for a missing value
 * @param days    on which {@link Report#timeColumn()} of the rows is, null for any and for none
 * @param limit   the most rows, {@link #ALL_ROWS} for all
 * @param offset  how many rows to skip
 */
public record ReportQuery(Report report, List<ViewColumn> columns, Map<ViewColumn, @Nullable Object> filters,
        @Nullable DayRange days, long limit, long offset) {

    /** More than any report has. */
    public static final long ALL_ROWS = Long.MAX_VALUE;

    /** @return all rows of a report */
    public static ReportQuery all(Report report) {
        return new ReportQuery(report, report.columns(), Map.of(), null, ALL_ROWS, 0);
    }

    /** @return the query with a page's bounds in place of its own */
    public ReportQuery page(long newLimit, long newOffset) {
        return new ReportQuery(report, columns, filters, days, newLimit, newOffset);
    }

    /**
     * @param column a column of the report
     * @param text   its value as in JSON, without quotes; empty for rows that have none
     * @return the query for those rows alone that have this value, too
     * @throws ReportException when there is no such column, or it cannot have such a value
     */
    public ReportQuery with(String column, String text) {
        ViewColumn known = report.column(column);
        Map<ViewColumn, @Nullable Object> more = new LinkedHashMap<>(filters);
        more.put(known, text.isEmpty() ? null : parse(known, text));
        return new ReportQuery(report, columns, more, days, limit, offset);
    }

    /**
     * @return the query for the rows of some days alone
     * @throws ReportException when rows of the report are not of a day
     */
    public ReportQuery on(DayRange newDays) {
        if (report.timeColumn().isEmpty()) {
            throw new ReportException(report.view() + " is about now: leave out from and to");
        }
        return new ReportQuery(report, columns, filters, newDays, limit, offset);
    }

    /**
     * @param names of columns of the report, in the order in which they are wanted
     * @throws ReportException when there is no such column, or one is named twice
     */
    public ReportQuery columns(List<String> names) {
        List<ViewColumn> wanted = names.stream().map(report::column).toList();
        Set<ViewColumn> distinct = new HashSet<>();
        for (ViewColumn column : wanted) {
            if (!distinct.add(column)) {
                throw new ReportException("column '" + column.name() + "' is named twice; name it once");
            }
        }
        return new ReportQuery(report, wanted, filters, days, limit, offset);
    }

    private Object parse(ViewColumn column, String text) {
        try {
            return column.type().parse(text);
        } catch (RuntimeException e) {
            throw new ReportException("'" + text + "' is no value of " + report.view() + "." + column.name()
                    + ": write " + column.type().example());
        }
    }
}
