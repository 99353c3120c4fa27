package io.github.dcssync.command;

import io.github.dcssync.alert.TestMessage;
import io.github.dcssync.app.Bundle;
import io.github.dcssync.check.CheckReport;
import io.github.dcssync.check.Finding;
import io.github.dcssync.check.Level;
import io.github.dcssync.database.Database;
import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.SinkSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Tells sinks of alerts a message, and says whether they have taken it. The database is not asked. */
final class SinkTrial {

    private final Settings settings;
    private final CheckReport report;

    SinkTrial(Settings settings, CheckReport report) {
        this.settings = settings;
        this.report = report;
    }

    /**
     * @return the exit code
     * @throws Exception what a start would throw
     */
    int run(List<SinkSettings> sinks) throws Exception {
        int failures = 0;
        try (Database none = Database.open(new DatabaseTarget("jdbc:h2:mem:trial", "sa", ""), 2);
                Bundle bundle = new Bundle(settings, none, false, Clock.systemUTC())) {
            bundle.rehearse();
            for (SinkSettings sink : sinks) {
                report.area("sink " + sink.name(), sink.address().shown());
                failures += isTaken(bundle, sink) ? 0 : 1;
            }
        }
        report.end();
        return failures == 0 ? ExitCode.COMPLETE : ExitCode.PARTIAL;
    }

    private boolean isTaken(Bundle bundle, SinkSettings sink) throws InterruptedException {
        long began = System.nanoTime();
        try {
            for (String message : TestMessage.of(sink, Clock.systemUTC().instant())) {
                bundle.tell(sink, message);
            }
            report.finding(new Finding(Level.OK, "message",
                    "taken in " + Duration.ofNanos(System.nanoTime() - began).toMillis() + " ms"));
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            report.finding(new Finding(Level.PROBLEM, "message",
                    settings.secrets().mask(String.valueOf(e.getMessage())) + "; see " + sink.key()));
            return false;
        }
    }
}
