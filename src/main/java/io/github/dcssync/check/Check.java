package io.github.dcssync.check;

import io.github.dcssync.account.FoundProjects;
import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.database.PoolSize;
import io.github.dcssync.lease.Cut;
import io.github.dcssync.settings.DatabaseSettings;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.Source;
import io.github.dcssync.tls.TlsFiles;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/** Looks at everything a sync needs, writes nothing, and goes on after a problem. */
public final class Check {

    private final Settings settings;
    private final CheckReport report;
    private final SourceCheck sourceCheck;
    private final List<String> remarks;
    private final Map<String, String> unfound;

    /**
     * @param settings what would be synced, and how
     * @param clock    the time requests are signed with and compared with the service's
     * @param report   hears of each finding as soon as it is made
     */
    public Check(Settings settings, Clock clock, CheckReport report) {
        this(new FoundProjects(settings, List.of(), Map.of(), List.of()), clock, report);
    }

    /** The same with sources whose projects were looked for. */
    public Check(FoundProjects found, Clock clock, CheckReport report) {
        this.settings = found.settings();
        this.remarks = found.remarks();
        this.unfound = found.unfound();
        this.report = report;
        ReachCheck reach = new ReachCheck(settings.http(), sockets(settings.http().tls()), clock);
        this.sourceCheck = new SourceCheck(reach, new SignedCall(settings, clock));
    }

    /** @return what it comes to */
    public CheckOutcome run() {
        report.settings(settings.entries());
        Consumer<Finding> findings = finding -> report.finding(finding.shown(settings.secrets()));
        settings.warnings().forEach(warning -> findings.accept(Finding.warning("settings", warning)));
        remarks.forEach(remark -> findings.accept(Finding.warning("projects", remark)));
        new OverlayCheck(settings.files()).run(report, findings);
        int answering = 0;
        for (Source source : settings.sources()) {
            String reason = unfound.get(source.name());
            report.area("source " + source.name(), source.endpoint() + ", project "
                    + (reason == null ? source.projectId() : "not found"));
            if (reason != null) {
                sourceCheck.unfound(source, reason, findings);
            } else if (sourceCheck.run(source, findings)) {
                answering++;
            }
        }
        boolean usable = checkDatabase(settings.database(), findings);
        report.end();
        return new CheckOutcome(settings.sources().size(), answering, usable);
    }

    private boolean checkDatabase(DatabaseSettings database, Consumer<Finding> findings) {
        DatabaseTarget target = DatabaseTarget.of(database);
        report.area("database", target.address());
        return new DatabaseCheck(target, PoolSize.ofProcess(settings),
                settings.sources().stream().map(source -> new Cut(source.name(), source.shards())).toList())
                .run(findings);
    }

    private static SSLSocketFactory sockets(TlsFiles tls) {
        try {
            return tls.context(true).getSocketFactory();
        } catch (SSLException e) {
            // This Java's own says with each connection what is wrong with its store.
            return (SSLSocketFactory) SSLSocketFactory.getDefault();
        }
    }
}
