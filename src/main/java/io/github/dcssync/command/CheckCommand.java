package io.github.dcssync.command;

import io.github.dcssync.check.Check;
import io.github.dcssync.check.JsonReport;
import io.github.dcssync.check.Outcome;
import io.github.dcssync.check.Report;
import io.github.dcssync.check.TextReport;
import io.github.dcssync.settings.Settings;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Override
    public Integer call() {
        Settings settings = common.load(Settings.Purpose.SYNC);
        PrintWriter out = spec.commandLine().getOut();
        Report report = json ? new JsonReport(out) : new TextReport(out, isColourWanted());
        return exitCode(new Check(settings, Clock.systemUTC(), report).run());
    }

    /** A sync opens its database first. */
    private static int exitCode(Outcome outcome) {
        if (!outcome.databaseUsable()) {
            return ExitCode.DATABASE;
        }
        if (outcome.answering() == outcome.sources()) {
            return ExitCode.COMPLETE;
        }
        return outcome.answering() == 0 ? ExitCode.NOTHING_READ : ExitCode.PARTIAL;
    }

    /** NO_COLOR: no-color.org. */
    private static boolean isColourWanted() {
        String refusal = System.getenv("NO_COLOR");
        return Boolean.getBoolean("dcs.stdout-terminal") && (refusal == null || refusal.isEmpty())
                && !"dumb".equals(System.getenv("TERM"));
    }
}
