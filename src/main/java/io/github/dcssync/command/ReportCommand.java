package io.github.dcssync.command;

import io.github.dcssync.report.Overview;
import io.github.dcssync.report.Report;
import io.github.dcssync.report.ReportException;
import io.github.dcssync.report.ReportFormat;
import io.github.dcssync.report.ReportQuery;
import io.github.dcssync.report.Reports;
import io.github.dcssync.report.TextTable;
import io.github.dcssync.settings.Settings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A report view on standard output. */
@Command(name = "report", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Prints a report view, or without one an overview and the list of all views. Only reads.")
final class ReportCommand implements Callable<Integer> {

    /** What a view is printed as. */
    enum Format { TABLE, CSV, JSON }

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "VIEW", arity = "0..1",
            description = "A view such as report_rpo_status; the prefix may be left out.")
    private String view;

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "table",
            description = "table, csv or json (${DEFAULT-VALUE}).")
    private Format format;

    @Option(names = "--where", paramLabel = "COLUMN=VALUE",
            description = "Only rows with this value; repeatable. Without a value: only rows that have none.")
    private Map<String, String> filters = new LinkedHashMap<>();

    @Option(names = "--limit", paramLabel = "N", description = "At most so many rows.")
    private Long limit;

    @Option(names = "--html", paramLabel = "FILE",
            description = "Write the whole report page as one file that opens without a server; - is standard output.")
    private Path html;

    @Override
    public Integer call() {
        ReportQuery query = view == null ? null : query();
        if (query == null && (format != Format.TABLE || !filters.isEmpty() || limit != null)) {
            throw new ParameterException(spec.commandLine(), "--format, --where and --limit need a VIEW,"
                    + " such as report_rpo_status");
        }
        if (query != null && isStandardOutput()) {
            throw new ParameterException(spec.commandLine(), "A VIEW and --html - would both go to standard output:"
                    + " give the page a file");
        }
        Settings settings = common.load(Settings.Purpose.REPORT);
        try (ReportDatabase database = ReportDatabase.open(settings.database())) {
            if (html != null) {
                writePage(database);
            }
            if (query == null && html == null) {
                printOverview(database.reports());
            } else if (query != null) {
                print(database.reports(), query);
            }
        }
        return ExitCode.COMPLETE;
    }

    private ReportQuery query() {
        if (limit != null && limit < 0) {
            throw new ParameterException(spec.commandLine(), "--limit " + limit + " is less than 0");
        }
        try {
            ReportQuery query = ReportQuery.all(Report.of(view.startsWith("report_") ? view : "report_" + view));
            for (Map.Entry<String, String> filter : filters.entrySet()) {
                query = query.with(filter.getKey(), filter.getValue());
            }
            return query.page(limit, 0);
        } catch (ReportException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private boolean isStandardOutput() {
        return html != null && html.toString().equals("-");
    }

    private void writePage(ReportDatabase database) {
        try {
            if (isStandardOutput()) {
                database.page().write(new FileOutputStream(FileDescriptor.out));
                return;
            }
            database.page().write(html);
        } catch (IOException e) {
            WriteFailure failure = WriteFailure.of(e);
            throw new CommandException("--html " + html + " cannot be written (" + failure.reason() + "): "
                    + failure.remedy(), failure.exitCode(ExitCode.USAGE));
        }
        spec.commandLine().getErr().println("dcs-sync: the report page is in " + html);
    }

    private void printOverview(Reports reports) {
        PrintWriter out = spec.commandLine().getOut();
        new Overview(reports, out).print();
        out.printf("%nViews (dcs-sync report VIEW); a row is%n");
        for (Report report : Report.values()) {
            out.printf("  %-26s %s%n", report.view(), report.grain());
        }
        out.flush();
    }

    private void print(Reports reports, ReportQuery query) {
        if (format == Format.TABLE) {
            new TextTable(spec.commandLine().getOut(), Terminal.columns(), Terminal.isColourWanted())
                    .print(query.report(), reports.rows(query));
            if (spec.commandLine().getOut().checkError()) {
                throw new CommandException("The report could not be written to standard output", ExitCode.PARTIAL);
            }
            return;
        }
        // Not System.out, which would hide that its reader has gone.
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        try {
            reports.write(query, ReportFormat.valueOf(format.name()), out);
        } catch (UncheckedIOException e) {
            WriteFailure failure = WriteFailure.of(e.getCause());
            throw new CommandException("The report could not be written: " + failure.reason(),
                    failure.exitCode(ExitCode.PARTIAL));
        }
    }
}
