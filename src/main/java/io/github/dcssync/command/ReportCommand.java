package io.github.dcssync.command;

import io.github.dcssync.report.Overview;
import io.github.dcssync.report.Report;
import io.github.dcssync.report.ReportException;
import io.github.dcssync.report.ReportFormat;
import io.github.dcssync.report.ReportQuery;
import io.github.dcssync.report.Reports;
import io.github.dcssync.report.TextTable;
import io.github.dcssync.report.ViewColumn;
import io.github.dcssync.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
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

    @Parameters(paramLabel = "VIEW", arity = "0..1", completionCandidates = Views.class,
            description = "A view such as report_rpo_status; the prefix may be left out.")
    private @Nullable String view;

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "table",
            completionCandidates = LowerCase.Formats.class,
            description = "table, csv or json (${DEFAULT-VALUE}).")
    private Format format;

    @Option(names = "--columns", paramLabel = "COLUMN", split = ",",
            description = "Only these columns, in this order; repeatable.")
    private List<String> columns = List.of();

    @Option(names = "--vertical", description = "A line for each value; else only where a table finds no room.")
    private boolean vertical;

    @Option(names = "--where", paramLabel = "COLUMN=VALUE",
            description = "Only rows with this value; repeatable. Without a value: only rows that have none.")
    private Map<String, String> filters = new LinkedHashMap<>();

    @Option(names = "--limit", paramLabel = "N", description = "At most so many rows.")
    private @Nullable Long limit;

    @Option(names = "--html", paramLabel = "FILE",
            description = "Write the whole report page as one file that opens without a server; - is standard output.")
    private @Nullable Path html;

    @Override
    public Integer call() {
        ReportQuery query = view == null ? null : query(view);
        if (query == null && (format != Format.TABLE || !filters.isEmpty() || limit != null
                || !columns.isEmpty() || vertical)) {
            throw new ParameterException(spec.commandLine(), "--format, --columns, --vertical, --where and --limit"
                    + " need a VIEW, such as report_rpo_status");
        }
        if (vertical && format != Format.TABLE) {
            throw new ParameterException(spec.commandLine(), "--vertical is for people: leave --format out");
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

    private ReportQuery query(String name) {
        if (limit != null && limit < 0) {
            throw new ParameterException(spec.commandLine(), "--limit " + limit + " is less than 0");
        }
        try {
            requireEachOnce();
            ReportQuery query = ReportQuery.all(Report.of(name.startsWith("report_") ? name : "report_" + name));
            for (Map.Entry<String, String> filter : filters.entrySet()) {
                query = query.with(filter.getKey(), filter.getValue());
            }
            query = columns.isEmpty() ? query : query.columns(columns.stream().map(String::strip).toList());
            return limit == null ? query : query.page(limit, 0);
        } catch (ReportException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** Of two values for one column the option would keep the second. */
    private void requireEachOnce() {
        ParseResult given = spec.commandLine().getParseResult();
        if (given.hasMatchedOption("--where")) {
            Set<String> columns = new HashSet<>();
            for (String condition : given.matchedOption("--where").originalStringValues()) {
                String column = condition.replaceFirst("=.*", "");
                if (!columns.add(column)) {
                    throw new ParameterException(spec.commandLine(),
                            "--where " + column + " is given twice: give it once");
                }
            }
        }
    }

    private boolean isStandardOutput() {
        return html != null && html.toString().equals("-");
    }

    private void writePage(ReportDatabase database) {
        try {
            if (isStandardOutput()) {
                writePageToStandardOutput(database);
                return;
            }
            database.page().write(html);
        } catch (IOException e) {
            WriteFailure failure = WriteFailure.of(e);
            throw new CommandException("--html " + html + " cannot be written (" + failure.reason() + "): "
                    + failure.remedy(), failure.exitCode(ExitCode.USAGE));
        }
        RootCommand.of(spec).complaints().tell("the report page is in " + html);
    }

    /** Why it cannot be written, standard output remembers. */
    private void writePageToStandardOutput(ReportDatabase database) {
        try {
            database.page().write(results());
        } catch (IOException e) {
            return;
        }
    }

    private StandardOutput results() {
        return RootCommand.of(spec).results();
    }

    private void printOverview(Reports reports) {
        Overview overview = new Overview(reports, spec.commandLine().getOut(), Terminal.columns());
        overview.print();
        overview.printViews();
    }

    private void print(Reports reports, ReportQuery query) {
        if (format == Format.TABLE) {
            printForPeople(query.columns(), reports.rows(query));
            return;
        }
        try {
            reports.write(query, ReportFormat.valueOf(format.name()), results());
        } catch (UncheckedIOException e) {
            // Why it cannot be written, standard output remembers.
            return;
        }
    }

    private void printForPeople(List<ViewColumn> shown, List<Map<String, Object>> rows) {
        PrintWriter out = spec.commandLine().getOut();
        TextTable table =
                new TextTable(out, Terminal.columns(), Terminal.isColourWanted(RootCommand.of(spec).environment()));
        if (vertical) {
            table.printVertically(shown, rows);
        } else if (!table.print(shown, rows)) {
            RootCommand.of(spec).complaints().hint("dcs-sync: " + shown.size() + " columns find no room in a line;"
                    + " --columns A,B shows some of them as a table");
        }
    }

    /** The names that a shell offers. */
    static final class Views implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Report.values()).map(Report::view).iterator();
        }
    }
}
