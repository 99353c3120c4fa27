package io.github.dcssync.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** How a report is written for another program. */
public enum ReportFormat {

    /**
     * RFC 4180 in UTF-8 with a header line; a missing value is empty. A text that a spreadsheet would run as a formula
     * has an apostrophe before it.
     */
    CSV("text/csv; charset=utf-8; header=present") {
        @Override
        RowWriter writer(List<ViewColumn> columns, OutputStream out) throws IOException {
            return new CsvRows(columns, out);
        }
    },

    /** An array of objects with the columns' names as keys. */
    JSON("application/json") {
        @Override
        RowWriter writer(List<ViewColumn> columns, OutputStream out) throws IOException {
            return new JsonRows(columns, out);
        }
    };

    private final String contentType;

    ReportFormat(String contentType) {
        this.contentType = contentType;
    }

    /** @return the media type for an HTTP answer */
    public String contentType() {
        return contentType;
    }

    /** Leaves the stream open. */
    abstract RowWriter writer(List<ViewColumn> columns, OutputStream out) throws IOException;
}
