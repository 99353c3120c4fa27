package io.github.dcssync.command;

import io.github.dcssync.database.DatabaseException;
import io.github.dcssync.database.H2Files;
import io.github.dcssync.demo.DemoHistory;
import io.github.dcssync.demo.DemoService;
import io.github.dcssync.logging.Logging;
import io.github.dcssync.report.Overview;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.sync.SyncObserver;
import io.github.dcssync.sync.SyncRequest;
import io.github.dcssync.sync.SyncRun;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Everything at once, without a cloud and without settings. */
@Command(name = "demo", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Starts the simulator, syncs it into the H2 file data/demo, and goes on syncing until Ctrl-C."
                + " Source and database settings are ignored.")
final class DemoCommand implements Callable<Integer> {

    private static final String EVERY_TEN_SECONDS = "0/10 * * * * ?";

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(names = "--once", description = "End after the first summary.")
    private boolean once;

    @Override
    public Integer call() throws Exception {
        Settings given = common.load(Settings.Purpose.DEMO,
                Map.of("DCS_REQUESTS_PER_SECOND", "0", "DCS_SYNC_CRON", EVERY_TEN_SECONDS));
        String url = "jdbc:h2:file:" + Home.path().resolve("data/demo");
        H2Files.prepare(url);
        empty(url);
        try (DemoService service = DemoService.start();
                Interruption interruption = Interruption.awaited()) {
            Settings settings = DemoSettings.of(given, url);
            tellTheHistory(settings, service);
            return goOn(settings.withSources(List.of(service.source())), service, interruption);
        }
    }

    /** What earlier syncs would have left: without it there is little to look at. */
    private static void tellTheHistory(Settings settings, DemoService service) throws Exception {
        Settings earlier = DemoSettings.ofThePast(settings)
                .withSources(List.of(service.source(), service.formerSource()));
        try (Logging.Silence silence = Logging.silence();
                SyncSession session = SyncSession.open(earlier, false, service.clock());
                ProgressDisplay progress = ProgressDisplay.onTerminal("sixty days")) {
            session.bundle().observe(progress);
            DemoHistory.replay(service, request -> session.sync(List.of(request)));
        }
    }

    private int goOn(Settings settings, DemoService service, Interruption interruption) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (SyncSession session = SyncSession.open(settings, !once)) {
            SyncSession.Result outcome = firstSync(session);
            new Overview(session.reports(), out, Terminal.columns()).print();
            out.println();
            out.println(outcome.summary().line());
            out.flush();
            if (!once) {
                session.bundle().observe(goingOn(service, RunCommand.printing(out, false)));
                sayWhere(session, RootCommand.of(spec).complaints());
                CountDownLatch stopped = new CountDownLatch(1);
                session.bundle().whenStopped(stopped::countDown);
                interruption.awaitOr(stopped);
            }
            return outcome.exitCode();
        }
    }

    private static SyncObserver goingOn(DemoService service, SyncObserver printing) {
        return new SyncObserver() {
            @Override
            public void finished(SyncRun run) {
                printing.finished(run);
                service.goOn();
            }
        };
    }

    private static void sayWhere(SyncSession session, StandardError complaints) {
        complaints.tell("the report page is at " + session.bundle().page().orElseThrow());
        complaints.tell("the metrics are at " + session.bundle().management().orElseThrow() + "observe/metrics");
        complaints.tell("the demo goes on syncing; Ctrl-C ends it, and "
                + Home.path().resolve("data/demo.mv.db") + " stays");
    }

    private static SyncSession.Result firstSync(SyncSession session) throws Exception {
        try (ProgressDisplay progress = ProgressDisplay.onTerminal("demo")) {
            session.bundle().observe(progress);
            return session.sync(List.of(new SyncRequest("demo", "demo", List.of())));
        }
    }

    /** Each demo shows the same: what an earlier one left is removed, unless that is still running. */
    private static void empty(String url) {
        try {
            H2Files.empty(url, "sa", "");
        } catch (SQLException e) {
            throw new DatabaseException("The demo's database cannot be emptied; is another demo running? "
                    + String.valueOf(e.getMessage()).replaceAll("\\s+", " "), e);
        }
    }
}
