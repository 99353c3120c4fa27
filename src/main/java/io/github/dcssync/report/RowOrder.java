package io.github.dcssync.report;

/**
 * By which column rows are ordered before all else. A verdict goes by how urgent it is, {@code breach} first.
 *
 * @param isDescending the largest first; missing values come last all the same
 */
public record RowOrder(ViewColumn column, boolean isDescending) {

    private static final String DOWN = "-";

    /**
     * @param text a column of the report, with a {@code -} before it where the largest comes first
     * @throws ReportException when there is no such column
     */
    static RowOrder of(Report report, String text) {
        boolean isDescending = text.startsWith(DOWN);
        return new RowOrder(report.column(isDescending ? text.substring(DOWN.length()) : text), isDescending);
    }
}
