package io.github.dcssync.app;

import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.github.dcssync.account.Roster;
import io.github.dcssync.database.Database;
import io.github.dcssync.http.AddressException;
import io.github.dcssync.http.HttpServers;
import io.github.dcssync.http.ListeningAddress;
import io.github.dcssync.lease.Cuts;
import io.github.dcssync.observe.CutHealth;
import io.github.dcssync.observe.DatabaseHealth;
import io.github.dcssync.observe.FreshnessHealth;
import io.github.dcssync.observe.KeptMetrics;
import io.github.dcssync.observe.LastSyncs;
import io.github.dcssync.observe.TableMetrics;
import io.github.dcssync.report.InstanceReport;
import io.github.dcssync.report.Reports;
import io.github.dcssync.settings.HttpServer;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.sync.Shard;
import io.github.dcssync.web.Answers;
import io.github.dcssync.web.ReportApi;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.Properties;
import javax.sql.DataSource;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.main.Main;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What the standing process listens for: the report page and its API, health and metrics. */
final class Servers implements AutoCloseable {

    private final HttpServer page;
    private final HttpServer management;
    private final HttpServers http;

    /** @throws AddressException when an address of the settings cannot be listened on */
    Servers(Settings settings) {
        page = ListeningAddress.free(settings.httpServer(), "dcs.http-server");
        management = ListeningAddress.free(settings.management(), "dcs.management");
        http = new HttpServers(page, management);
    }

    Properties properties() {
        return http.properties();
    }

    void bind(Main camel, Settings settings, Database open, Roster roster, Clock clock) {
        DataSource database = open.readers();
        JdbcTemplate jdbc = new JdbcTemplate(database);
        Reports reports = new Reports(database, open.dialect());
        camel.bind("answers", new Answers(new ReportApi(reports, new InstanceReport(jdbc, reports, clock))));
        camel.bind("http-servers", http);
        camel.bind("vertx", http.vertx());
        LastSyncs syncs = new LastSyncs(jdbc, open.dialect(), clock);
        camel.bind("database-health", new DatabaseHealth(syncs));
        camel.bind("freshness-health", new FreshnessHealth(syncs, roster, settings.freshness(), clock));
        camel.bind("cut-health", new CutHealth(new Cuts(jdbc, new TransactionTemplate(open.transactions())),
                () -> Shard.cutsOf(roster.sources())));
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        meters.getPrometheusRegistry().register(
                new KeptMetrics(new TableMetrics(jdbc, roster::names, Version.build(), clock), clock));
        camel.bind(MicrometerConstants.METRICS_REGISTRY_NAME, meters);
        open.measure(new MicrometerMetricsTrackerFactory(meters));
    }

    /** Says whether the routes stand that answer. */
    void setOpen(boolean stand) {
        http.setOpen(stand);
    }

    /** @return where a browser on this machine finds the report page */
    URI page() {
        return ListeningAddress.uri(page);
    }

    /** @return where a program on this machine finds health and metrics */
    URI management() {
        return ListeningAddress.uri(management);
    }

    @Override
    public void close() {
        http.close();
    }
}
