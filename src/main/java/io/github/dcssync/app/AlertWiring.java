package io.github.dcssync.app;

import io.github.dcssync.account.Roster;
import io.github.dcssync.alert.AlertDelivery;
import io.github.dcssync.alert.AlertOutbox;
import io.github.dcssync.alert.AlertSinks;
import io.github.dcssync.alert.AlertTimer;
import io.github.dcssync.alert.Alerts;
import io.github.dcssync.alert.Heartbeat;
import io.github.dcssync.alert.SinkException;
import io.github.dcssync.database.Dialect;
import io.github.dcssync.lease.Leases;
import io.github.dcssync.monitor.ConditionMonitor;
import io.github.dcssync.monitor.Conditions;
import io.github.dcssync.monitor.OverdueTimer;
import io.github.dcssync.operation.ErrorCodeTable;
import io.github.dcssync.operation.ErrorCodes;
import io.github.dcssync.operation.FailedRecords;
import io.github.dcssync.operation.FailureAlerts;
import io.github.dcssync.operation.OperationFailures;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.SinkSettings;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.main.Main;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The beans behind failed records and alerts, plugged together. */
final class AlertWiring implements AutoCloseable {

    private final ErrorCodes codes;
    private final ErrorCodeTable table;
    private final Alerts alerts;
    private final FailedRecords failedRecords;
    private final AlertDelivery delivery;
    private final OverdueTimer overdue;
    private final AlertTimer reminders;
    private final Settings settings;
    private final Main camel;
    private AlertSinks sinks;

    /**
     * Gives the beans to Camel under the names that the routes use.
     *
     * @param node   the name of this machine and process
     * @param roster the sources that alerts are raised about
     * @throws io.github.dcssync.table.TableException when that table is wrong
     */
    AlertWiring(Settings settings, JdbcTemplate jdbc, Dialect dialect, TransactionTemplate transaction,
            String node, Roster roster, Clock clock, Main camel) {
        this.settings = settings;
        this.camel = camel;
        codes = ErrorCodes.load(settings.files().file("config/error-codes.yaml"));
        table = new ErrorCodeTable(jdbc, transaction);
        alerts = new Alerts(jdbc, dialect, settings.secrets());
        delivery = new AlertDelivery(new AlertOutbox(jdbc, transaction, settings.secrets(),
                settings.alerting().digestAbove()),
                new Leases(jdbc, transaction), node, settings.alerting().sinks(),
                settings.alerting().heartbeat() == null ? null
                        : new Heartbeat(settings.alerting().heartbeat(), node, Version.current()),
                settings.secrets(), clock,
                // One way: a sink that may answer, such as a queue, is not waited for.
                sink -> camel.getCamelTemplate().sendBody("direct:alerts", sink));
        camel.bind("alerts", alerts);
        camel.bind("alertDelivery", delivery);
        failedRecords = new FailedRecords(codes, new OperationFailures(jdbc, dialect),
                new FailureAlerts(alerts, settings.alerting().maxAge()), clock);
        camel.bind("failedRecords", failedRecords);
        ConditionMonitor monitor =
                new ConditionMonitor(new Conditions(jdbc, dialect), alerts, transaction, settings, roster, clock);
        overdue = new OverdueTimer(monitor, delivery);
        reminders = new AlertTimer(delivery);
        camel.bind("conditionMonitor", monitor);
    }

    /**
     * Gives the sinks to Camel, too.
     *
     * @param camel has its components and has not started
     * @throws SinkException when Camel cannot use a sink's address, or a template is wrong
     */
    void prepare(CamelContext camel) throws SinkException {
        sinks = new AlertSinks(settings.alerting().sinks(), settings.http(), settings.files(), camel,
                Version.current());
        camel.getRegistry().bind("alertSink", sinks);
    }

    Alerts alerts() {
        return alerts;
    }

    FailedRecords failedRecords() {
        return failedRecords;
    }

    /** Makes the table {@code error_code} equal to the file. */
    void publishCodes() {
        table.replace(codes.all().stream().map(code -> new ErrorCodeTable.CodeRow(code.code(), code.category().text(),
                code.severity().text(), code.retryable(), code.backupMeaning(), code.restoreMeaning(), code.owner(),
                code.runbook())).toList());
    }

    /** Looks from now on whether a source is overdue, and tells sinks that the program lives. */
    void watchSchedule() {
        overdue.start();
        reminders.start();
    }

    /**
     * Tells a sink a message that is about no alert.
     *
     * @throws Exception when the sink has not taken it
     */
    void tell(SinkSettings sink, String message) throws Exception {
        Exchange told = camel.getCamelTemplate().send("direct:alerts-sink", exchange -> {
            exchange.setVariable("round", delivery.roundOf(sink));
            exchange.getMessage().setBody(message);
        });
        if (told.getException() != null) {
            throw told.getException();
        }
    }

    /** Begins to tell no further alert: the next start does. */
    void end() {
        delivery.end();
    }

    @Override
    public void close() {
        overdue.close();
        reminders.close();
        delivery.close();
        if (sinks != null) {
            sinks.close();
        }
    }
}
