package io.github.dcssync.command;

import io.github.dcssync.settings.Settings;
import io.github.dcssync.sync.Summary;
import io.github.dcssync.sync.SyncRequest;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a sync would ask and change. */
@Command(name = "plan", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Reads what a sync would read, says what it would change, and writes nothing.")
final class PlanCommand implements Callable<Integer> {

    /** Not with the command, which is made for every command line. */
    private static final class PlanLog {

        static final Logger LOG = LoggerFactory.getLogger(PlanCommand.class);
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Mixin
    private SourceOptions selection;

    @Option(names = "--full", description = "As a full sync: restorations from their beginning, too.")
    private boolean full;

    @Option(names = "--json", description = "Print the counts as one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Settings settings = common.load(Settings.Purpose.SYNC);
        List<String> instances = selection.instances();
        SyncSession.Result outcome;
        List<String> cuts;
        try (SyncSession session = SyncSession.openToCompare(settings, selection::choose);
                Interruption interruption = Interruption.stopping(session.bundle()::stopSyncs);
                ProgressDisplay progress = ProgressDisplay.onTerminal("plan")) {
            session.bundle().observe(progress);
            cuts = session.bundle().changesOfCuts();
            outcome = session.plan(session.settings().sources().stream()
                    .flatMap(source -> SyncRequest.ofEachShard(source, "plan", instances, full, null, null).stream())
                    .toList());
        }
        PrintWriter out = spec.commandLine().getOut();
        Summary summary = outcome.summary();
        if (json) {
            cuts.forEach(change -> PlanLog.LOG.warn("{}", change));
        } else {
            cuts.forEach(out::println);
            out.printf("A sync would ask about %d requests for %d lists of %d instances,%n", summary.requests(),
                    summary.complete() + summary.failed(), summary.instances());
            out.printf("insert %d, change %d and mark %d rows as vanished, and leave %d as they are.%n",
                    summary.inserted(), summary.changed(), summary.vanished(), summary.unchanged());
        }
        out.println(SummaryPrinter.text(summary, json).replaceFirst("^dcs-sync: ", "dcs-sync: plan "));
        out.flush();
        return outcome.exitCode();
    }
}
