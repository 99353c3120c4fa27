package io.github.dcssync.web;

import io.github.dcssync.report.ReportQuery;
import io.github.dcssync.report.Reports;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** How many rows a report has without limit and offset: as its rows have told, or else as the database counts them. */
final class RowTotal implements LongSupplier {

    private final Reports reports;
    private final ReportQuery query;
    private OptionalLong told = OptionalLong.empty();

    RowTotal(Reports reports, ReportQuery query) {
        this.reports = reports;
        this.query = query;
    }

    /** @param total what the rows told when they were read */
    void told(OptionalLong total) {
        told = total;
    }

    @Override
    public long getAsLong() {
        return told.orElseGet(() -> reports.count(query));
    }
}
