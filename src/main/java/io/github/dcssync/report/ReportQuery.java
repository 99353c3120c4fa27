package io.github.dcssync.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a report, and in which order.
 *
 * @param report    the view
 * @param columns   of the view, in the order in which they are wanted
 * @param isCounted whether the last column is not the view's, but says how many rows have the values of those before it
 * @param filter    which rows are wanted
 * @param order     what they are ordered by before the order of the report, null for that order alone
 * @param limit     the most rows, {@link #ALL_ROWS} for all
 * @param offset    how many rows to skip
 */
public record ReportQuery(Report report, List<ViewColumn> columns, boolean isCounted, RowFilter filter,
        @Nullable RowOrder order, long limit, long offset) {

    /** More than any report has. */
    public static final long ALL_ROWS = Long.MAX_VALUE;

    private static final ViewColumn ROWS = new ViewColumn("rows", ViewColumnType.NUMBER);

    /** @return all rows of a report */
    public static ReportQuery all(Report report) {
        return new ReportQuery(report, report.columns(), false, RowFilter.NONE, null, ALL_ROWS, 0);
    }

    /** @return the query with a page's bounds in place of its own */
    public ReportQuery page(long newLimit, long newOffset) {
        return new ReportQuery(report, columns, isCounted, filter, order, newLimit, newOffset);
    }

    private ReportQuery with(RowFilter newFilter) {
        return new ReportQuery(report, columns, isCounted, newFilter, order, limit, offset);
    }

    /**
     * @param column a column of the report
     * @param text   its value as in JSON, without quotes; empty for rows that have none
     * @return the query for those rows alone that have this value, too
     * @throws ReportException when there is no such column, or it cannot have such a value
     */
    public ReportQuery with(String column, String text) {
        ViewColumn known = report.column(column);
        return with(filter.with(known, text.isEmpty() ? null : parse(known, text)));
    }

    /**
     * @return the query for the rows of some days alone
     * @throws ReportException when rows of the report are not of a day
     */
    public ReportQuery on(DayRange newDays) {
        if (report.timeColumn().isEmpty()) {
            throw new ReportException(report.view() + " is about now: leave out from and to");
        }
        return with(filter.on(newDays));
    }

    /**
     * @param text what the name or the id of a row's instance has in it, whatever its case
     * @return the query for those rows alone
     * @throws ReportException when rows of the report are not of an instance
     */
    public ReportQuery search(String text) {
        if (!report.names().containsAll(Report.NAMES)) {
            throw new ReportException("rows of " + report.view() + " are not of an instance: leave out search");
        }
        return with(filter.searched(text));
    }

    /**
     * @param id of a project
     * @return the query for the rows of sources that have instances of that project alone
     * @throws ReportException when rows of the report are not of a source
     */
    public ReportQuery project(String id) {
        if (!report.names().contains("source")) {
            throw new ReportException(report.view() + " is about all sources: leave out project");
        }
        return with(filter.of(id));
    }

    /**
     * @param column that rows are ordered by first, with a {@code -} before it where the largest comes first
     * @throws ReportException when there is no such column
     */
    public ReportQuery sort(String column) {
        return new ReportQuery(report, columns, isCounted, filter, RowOrder.of(report, column), limit, offset);
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
        return new ReportQuery(report, wanted, false, filter, order, limit, offset);
    }

    /**
     * @param names of columns of the report
     * @return the query for the values of them that there are, and for how many rows have each ({@code rows}), ordered by
     *         them
     * @throws ReportException when there is no such column, or one is named twice
     */
    public ReportQuery group(List<String> names) {
        List<ViewColumn> counted = new ArrayList<>(columns(names).columns());
        counted.add(ROWS);
        return new ReportQuery(report, counted, true, filter, null, limit, offset);
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
