package io.github.dcssync.command;

import io.github.dcssync.check.Check;
import io.github.dcssync.check.CheckOutcome;
import io.github.dcssync.check.CheckReport;
import io.github.dcssync.check.JsonReport;
import io.github.dcssync.check.TextReport;
import io.github.dcssync.logging.Printable;
import io.github.dcssync.rule.ErrorRules;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.SinkSettings;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says what is wrong before anything runs. */
@Command(name = "check", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Checks settings, network, credentials and database, and writes nothing.",
        footer = {"", "Exit codes: 0 no problem, 2 usage or settings, 4 the database cannot be used; else 3 no source"
                + " answers, 1 some source does not, or with --alert some sink. Warnings change no exit code."})
final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(names = "--explain", arity = "1..2", paramLabel = "STATUS [CODE]",
            description = "Only say which rule of config/api-errors.yaml decides about an error answer, and why:"
                    + " --explain 429 APIGW.0308. A STATUS of 0 stands for no answer at all.")
    private @Nullable List<String> explained;

    @Option(names = "--alert", arity = "0..1", fallbackValue = "", paramLabel = "NAME",
            description = "Only tell the sinks of alerts, or the one of that name, a message of kind test, and say whether"
                    + " they have taken it.")
    private @Nullable String alerted;

    @Override
    public Integer call() throws Exception {
        if (explained != null) {
            return explain(explained);
        }
        if (alerted != null) {
            return tell(alerted);
        }
        Settings settings = common.read(Settings.Purpose.SYNC, Map.of());
        SyncSession.rehearse(settings);
        Clock clock = Clock.systemUTC();
        return exitCode((settings.isOpen() ? new Check(new ProjectLookup(settings, clock).trying(), clock, report())
                : new Check(settings, clock, report())).run());
    }

    private CheckReport report() {
        PrintWriter out = spec.commandLine().getOut();
        return json ? new JsonReport(out)
                : new TextReport(out, Terminal.isColourWanted(RootCommand.of(spec).environment()));
    }

    private int tell(String name) throws Exception {
        Settings settings = common.read(Settings.Purpose.REPORT, Map.of());
        List<SinkSettings> all = settings.alerting().sinks();
        List<SinkSettings> sinks =
                name.isEmpty() ? all : all.stream().filter(sink -> sink.name().equals(name)).toList();
        if (sinks.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "'" + name + "' is no sink of alerts: give one of "
                    + String.join(", ", all.stream().map(SinkSettings::name).toList()));
        }
        return new SinkTrial(settings, report()).run(sinks);
    }

    private int explain(List<String> answer) {
        String text = answer.get(0);
        if (!text.matches("0|[1-5][0-9]{2}")) {
            throw new ParameterException(spec.commandLine(),
                    "'" + text + "' is no HTTP status: write for example --explain 429 APIGW.0308");
        }
        Integer status = text.equals("0") ? null : Integer.valueOf(text);
        String code = answer.size() > 1 ? answer.get(1) : null;
        ErrorRules.load(common.files().file("config/api-errors.yaml")).explain(status, code).stream()
                .map(Printable::line).forEach(spec.commandLine().getOut()::println);
        return ExitCode.COMPLETE;
    }

    /** A sync opens its database first. */
    private static int exitCode(CheckOutcome outcome) {
        if (!outcome.databaseUsable()) {
            return ExitCode.DATABASE;
        }
        if (outcome.answering() == outcome.sources()) {
            return ExitCode.COMPLETE;
        }
        return outcome.answering() == 0 ? ExitCode.NOTHING_READ : ExitCode.PARTIAL;
    }
}
