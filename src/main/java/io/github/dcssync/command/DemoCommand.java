package io.github.dcssync.command;

import io.github.dcssync.database.DatabaseException;
import io.github.dcssync.report.Overview;
import io.github.dcssync.settings.Credentials;
import io.github.dcssync.settings.DatabaseSettings;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.Source;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.simulator.SimulatorOptions;
import io.github.dcssync.sync.SyncRequest;
import io.github.dcssync.web.ListeningAddress;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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

    private static final int INSTANCES = 40;
    private static final String EVERY_TEN_SECONDS = "0/10 * * * * ?";

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Option(names = "--once", description = "End after the first summary.")
    private boolean once;

    @Override
    public Integer call() throws Exception {
        Settings settings = common.load(Settings.Purpose.DEMO,
                Map.of("DCS_REQUESTS_PER_SECOND", "0", "DCS_SYNC_CRON", EVERY_TEN_SECONDS));
        PrintWriter out = spec.commandLine().getOut();
        String url = "jdbc:h2:file:" + Home.path().resolve("data/demo");
        empty(url);
        try (Simulator simulator = Simulator.start(SimulatorOptions.builder().instances(INSTANCES).build());
                Interruption interruption = new Interruption(() -> { }, ExitCode.COMPLETE);
                SyncSession session = SyncSession.open(demoSettings(settings, simulator, url), !once)) {
            SyncSession.Outcome outcome = firstSync(session);
            new Overview(session.reports(), out).print();
            out.println();
            out.println(outcome.summary().line());
            out.flush();
            if (!once) {
                session.bundle().observe(RunCommand.printing(out));
                spec.commandLine().getErr().println("dcs-sync: the report page is at "
                        + session.bundle().page().orElseThrow());
                spec.commandLine().getErr().println("dcs-sync: the demo goes on syncing; Ctrl-C ends it, and "
                        + Home.path().resolve("data/demo.mv.db") + " stays");
                interruption.await();
            }
            return outcome.exitCode();
        }
    }

    private static SyncSession.Outcome firstSync(SyncSession session) throws Exception {
        try (ProgressDisplay progress = ProgressDisplay.onTerminal("demo")) {
            session.bundle().observe(progress);
            return session.sync(List.of(new SyncRequest("demo", "demo", List.of())));
        }
    }

    /** Each demo shows the same: what an earlier one left is removed, unless that is still running. */
    private static void empty(String url) {
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("drop all objects");
        } catch (SQLException e) {
            throw new DatabaseException("The demo's database cannot be emptied; is another demo running? "
                    + e.getMessage().replaceAll("\\s+", " "), e);
        }
    }

    private static Settings demoSettings(Settings settings, Simulator simulator, String url) {
        Source source = new Source("demo", simulator.endpoint(), simulator.fleet().projectId(),
                new Credentials.KeyPair(simulator.accessKey(), simulator.secretKey(), null), List.of(), List.of(),
                List.of(), 1);
        return settings.withSources(List.of(source))
                .withDatabase(new DatabaseSettings(url, "sa", ""))
                .withServers(ListeningAddress.freeOrOther(settings.httpServer(), "dcs.http-server"),
                        ListeningAddress.freeOrOther(settings.management(), "dcs.management"));
    }
}
