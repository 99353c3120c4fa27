package io.github.dcssync.command;

import io.github.dcssync.check.Check;
import io.github.dcssync.check.CheckOutcome;
import io.github.dcssync.check.CheckReport;
import io.github.dcssync.check.JsonReport;
import io.github.dcssync.check.TextReport;
import io.github.dcssync.logging.Printable;
import io.github.dcssync.rule.ErrorRules;
import io.github.dcssync.settings.Settings;
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
                + " answers, 1 some source does not. Warnings change no exit code."})
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

    @Override
    public Integer call() throws Exception {
        if (explained != null) {
            return explain(explained);
        }
        Settings settings = common.read(Settings.Purpose.SYNC, Map.of());
        SyncSession.rehearse(settings);
        PrintWriter out = spec.commandLine().getOut();
        CheckReport report = json ? new JsonReport(out)
                : new TextReport(out, Terminal.isColourWanted(RootCommand.of(spec).environment()));
        Clock clock = Clock.systemUTC();
        return exitCode((settings.isOpen() ? new Check(new ProjectLookup(settings, clock).trying(), clock, report)
                : new Check(settings, clock, report)).run());
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
