package io.github.dcssync.web;

import io.github.dcssync.report.Report;
import io.github.dcssync.report.ReportQuery;
import io.github.dcssync.report.Reports;
import io.github.dcssync.report.ViewColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The instances as one plain table. */
final class InstanceTable {

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>dcs-sync: instances</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="assets/page.css">
            </head>
            <body>
            <main>
            <section>
            <h1>Instances</h1>
            <div class="scroll">
            <table>
            <caption>Instances and their newest good backup; times are UTC</caption>
            <thead><tr>""";

    private static final String FOOT = """
            </tbody>
            </table>
            </div>
            </section>
            </main>
            </body>
            </html>
            """;

    private final List<Map<String, Object>> rows;

    /** Reads the instances. */
    InstanceTable(Reports reports) {
        this.rows = reports.rows(ReportQuery.all(Report.RPO_STATUS));
    }

    void write(OutputStream out) throws IOException {
        Writer html = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        html.write(HEAD);
        for (ViewColumn column : Report.RPO_STATUS.columns()) {
            html.write("<th scope=\"col\">" + column.name().replace('_', ' ') + "</th>");
        }
        html.write("</tr></thead>\n<tbody>\n");
        for (Map<String, Object> row : rows) {
            html.write("<tr>");
            for (Object value : row.values()) {
                html.write("<td>" + (value == null ? "" : escape(value.toString())) + "</td>");
            }
            html.write("</tr>\n");
        }
        html.write(FOOT);
        html.flush();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
