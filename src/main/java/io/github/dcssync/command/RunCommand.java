package io.github.dcssync.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.dcssync.schedule.Ticks;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.Source;
import io.github.dcssync.sync.SyncLog;
import io.github.dcssync.sync.SyncObserver;
import io.github.dcssync.sync.SyncRun;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The standing process. */
@Command(name = "run", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Syncs by the schedule until SIGTERM or Ctrl-C, with a summary line on standard output after"
                + " each sync; then ends with 0.")
final class RunCommand implements Callable<Integer> {

    /** Not with the command, which is made for every command line. */
    private static final class RunLog {

        static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(names = "--json", description = "Print the summaries as JSON, an object a sync and line.")
    private boolean json;

    private final AtomicBoolean isUnwrittenTold = new AtomicBoolean();

    @Override
    public Integer call() throws Exception {
        // Whoever logs out does not mean it. Both are heard before anything that takes its time.
        Signals.hear("HUP", () -> RunLog.LOG.info("SIGHUP changes nothing; SIGTERM ends it, and a new start reads the"
                + " settings"));
        try (Interruption interruption = Interruption.awaited()) {
            run(common.load(Settings.Purpose.SYNC), interruption);
        }
        return ExitCode.COMPLETE;
    }

    private void run(Settings settings, Interruption interruption) throws Exception {
        try (SyncSession session = SyncSession.open(settings, true);
                PassingProgress progress = new PassingProgress();
                ProjectWatch watch = new ProjectWatch(session, Clock.systemUTC())) {
            session.bundle().observe(telling(progress));
            CountDownLatch stopped = new CountDownLatch(1);
            session.bundle().whenStopped(stopped::countDown);
            RunLog.LOG.info("Running: {} at '{}' {}; SIGTERM or Ctrl-C ends it",
                    session.settings().sources().stream().map(Source::name).collect(Collectors.joining(", ")),
                    settings.schedule().syncCron(), settings.schedule().timeZone());
            RunLog.LOG.info("The next sync begins at {}, the next full sync at {}",
                    next(settings.schedule().syncCron(), settings), next(settings.schedule().fullSyncCron(), settings));
            RunLog.LOG.info("Report page at {}, health and metrics at {}observe/",
                    session.bundle().page().orElseThrow(),
                    session.bundle().management().orElseThrow());
            if (settings.isOpen()) {
                watch.start();
            }
            interruption.awaitOr(stopped);
            RunLog.LOG.info("Stopping");
        }
    }

    private static Object next(String cron, Settings settings) {
        Instant next = new Ticks(cron, settings.schedule().timeZone()).next(Instant.now());
        return next == null ? "no time any more" : next.atZone(settings.schedule().timeZone()).toOffsetDateTime();
    }

    private SyncObserver telling(SyncObserver progress) {
        SyncObserver printing = printing(spec.commandLine().getOut(), json);
        SyncObserver logging = new SyncLog();
        return new SyncObserver() {
            @Override
            public void planned(SyncRun run) {
                progress.planned(run);
            }

            @Override
            public void taskEnded(SyncRun run) {
                progress.taskEnded(run);
            }

            @Override
            public void finished(SyncRun run) {
                progress.finished(run);
                logging.finished(run);
                printing.finished(run);
                tellUnwritten();
            }
        };
    }

    /** Once, and at once: this process may not end for months. */
    private void tellUnwritten() {
        RootCommand.of(spec).results().failure().filter(failure -> isUnwrittenTold.compareAndSet(false, true))
                .ifPresent(
                        failure -> RunLog.LOG.warn(
                                "The summaries cannot be written to standard output: {}; syncs go on,"
                                        + " and their results stand in the database and in this log",
                                failure.reason()));
    }

    /** @return an observer that prints the summary of each sync, with --json or without, when it has ended */
    static SyncObserver printing(PrintWriter out, boolean json) {
        return new SyncObserver() {
            @Override
            public void finished(SyncRun run) {
                out.println(json ? object(run) : run.getSummary().line());
                out.flush();
            }
        };
    }

    private static String object(SyncRun run) {
        try {
            return SummaryPrinter.json(run);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
