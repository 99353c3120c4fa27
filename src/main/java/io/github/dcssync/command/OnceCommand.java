package io.github.dcssync.command;

import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.Source;
import io.github.dcssync.sync.Summary;
import io.github.dcssync.sync.SyncRequest;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** One sync, then the end. */
@Command(name = "once", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Syncs once and ends with an exit code; the last line on standard output is the summary.")
final class OnceCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(names = "--source", paramLabel = "NAME", description = "Only this source; may be repeated.")
    private List<String> sources = List.of();

    @Option(names = "--instance", paramLabel = "ID",
            description = "Only this instance, whatever the settings select; may be repeated.")
    private List<String> instances = List.of();

    @Option(names = "--json", description = "Print the summary as one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Settings settings = common.load(Settings.Purpose.SYNC);
        List<SyncRequest> requests = settings.sources().stream()
                .filter(source -> sources.isEmpty() || sources.contains(source.name()))
                .map(source -> new SyncRequest(source.name(), "once", instances)).toList();
        refuseUnknown(settings);
        Summary summary;
        try (SyncSession session = SyncSession.open(settings, false);
                Interruption ignored = new Interruption(session.bundle()::stopSyncs, null);
                ProgressDisplay progress = ProgressDisplay.onTerminal("sync")) {
            session.bundle().observe(progress);
            summary = session.sync(requests);
        }
        spec.commandLine().getOut().println(SummaryPrinter.text(summary, json));
        return ExitCode.of(summary);
    }

    private void refuseUnknown(Settings settings) {
        List<String> known = settings.sources().stream().map(Source::name).toList();
        for (String name : sources) {
            if (!known.contains(name)) {
                throw new ParameterException(spec.commandLine(),
                        "--source " + name + " is not in the settings; there are: " + String.join(", ", known));
            }
        }
    }
}
