package io.github.dcssync.command;

import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.Source;
import io.github.dcssync.sync.SyncObserver;
import io.github.dcssync.sync.SyncRun;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The standing process. */
@Command(name = "run", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Syncs by the schedule until SIGTERM or Ctrl-C, with a summary line on standard output after"
                + " each sync; then ends with 0.")
final class RunCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws Exception {
        Settings settings = common.load(Settings.Purpose.SYNC);
        try (Interruption interruption = new Interruption(() -> { }, ExitCode.COMPLETE);
                SyncSession session = SyncSession.open(settings, true)) {
            session.bundle().observe(printing(spec.commandLine().getOut()));
            LOG.info("Running: {} at '{}' {}; SIGTERM or Ctrl-C ends it",
                    settings.sources().stream().map(Source::name).collect(Collectors.joining(", ")),
                    settings.schedule().syncCron(), settings.schedule().timeZone());
            LOG.info("Report page at {}, health and metrics at {}observe/", session.bundle().page().orElseThrow(),
                    session.bundle().management().orElseThrow());
            interruption.await();
            LOG.info("Stopping");
        }
        return ExitCode.COMPLETE;
    }

    /** @return an observer that prints the summary of each sync when it has ended */
    static SyncObserver printing(PrintWriter out) {
        return new SyncObserver() {
            @Override
            public void finished(SyncRun run) {
                out.println(run.getSummary().line());
                out.flush();
            }
        };
    }
}
