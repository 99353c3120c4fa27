package io.github.dcssync.observe;

import static io.github.dcssync.observe.MetricCatalogue.ALERTS_UNDELIVERED;
import static io.github.dcssync.observe.MetricCatalogue.API_REQUESTS;
import static io.github.dcssync.observe.MetricCatalogue.API_RETRIES;
import static io.github.dcssync.observe.MetricCatalogue.BACKUP_FAILURES;
import static io.github.dcssync.observe.MetricCatalogue.BACKUP_LAST_SUCCESS;
import static io.github.dcssync.observe.MetricCatalogue.BACKUP_RPO_BREACH;
import static io.github.dcssync.observe.MetricCatalogue.BACKUP_VERDICTS;
import static io.github.dcssync.observe.MetricCatalogue.BUILD;
import static io.github.dcssync.observe.MetricCatalogue.DATABASE_UP;
import static io.github.dcssync.observe.MetricCatalogue.INSTANCES_QUARANTINED;
import static io.github.dcssync.observe.MetricCatalogue.REJECTED_OLDEST_AGE;
import static io.github.dcssync.observe.MetricCatalogue.RESTORE_LAST_SUCCESS;
import static io.github.dcssync.observe.MetricCatalogue.SYNC_LAST_COMPLETE;
import static io.github.dcssync.observe.MetricCatalogue.SYNC_RECORDS;
import static io.github.dcssync.observe.MetricCatalogue.SYNC_RUNS;
import static io.github.dcssync.observe.MetricCatalogue.SYNC_TASKS;

import io.github.dcssync.observe.Dashboard.Variable;
import io.github.dcssync.observe.Panel.Colours;
import io.github.dcssync.observe.Panel.Kind;
import io.github.dcssync.observe.Panel.Query;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The dashboards beside the settings, made of the catalogue. Several processes of one job tell the same of one database, so
 * that a series is the greatest of theirs; what is a process's own bears its {@code instance}.
 */
final class Dashboards {

    private static final Variable JOB =
            new Variable("job", "Job", "label_values(" + DATABASE_UP.name() + ", job)", false);
    private static final String NUMBER = "none";
    private static final String SECONDS = "s";
    private static final String OF_THE_PROCESS = "{job=\"$job\"}";

    static final List<Dashboard> ALL = List.of(fleet(), instance(), sync());

    private Dashboards() {
    }

    private static Dashboard fleet() {
        String breaches = greatest(BACKUP_RPO_BREACH);
        String age = "time() - " + greatest(BACKUP_LAST_SUCCESS);
        return new Dashboard("dcs-fleet", "dcs-sync: fleet", List.of(JOB, source(true)), List.of(
                Panel.of(Kind.STAT, "Instances", NUMBER, Colours.NONE, 4, List.of(BACKUP_VERDICTS),
                        new Query("sum(" + greatest(BACKUP_VERDICTS) + ")", "instances")),
                Panel.of(Kind.STAT, "Without a backup in time", NUMBER, Colours.GOOD_AT_ZERO, 4,
                        List.of(BACKUP_RPO_BREACH), new Query("sum(" + breaches + ")", "instances")),
                Panel.of(Kind.STAT, "Not known", NUMBER, Colours.GOOD_AT_ZERO, 4, List.of(BACKUP_VERDICTS),
                        new Query("sum(" + greatest(BACKUP_VERDICTS, "verdict=\"unknown\"") + ")", "instances")),
                Panel.of(Kind.STAT, "Oldest newest backup", SECONDS, Colours.NONE, 4, List.of(BACKUP_LAST_SUCCESS),
                        new Query("max(" + age + ")", "age")),
                Panel.of(Kind.STAT, "Last restoration that succeeded", SECONDS, Colours.NONE, 4,
                        List.of(RESTORE_LAST_SUCCESS), new Query("time() - " + greatest(RESTORE_LAST_SUCCESS), "age")),
                Panel.of(Kind.STAT, "Age of the data", SECONDS, Colours.NONE, 4, List.of(SYNC_LAST_COMPLETE),
                        new Query("max(time() - " + greatest(SYNC_LAST_COMPLETE) + ")", "age")),
                Panel.of(Kind.LINES, "Instances by verdict", NUMBER, Colours.NONE, 12, List.of(BACKUP_VERDICTS),
                        new Query(greatest(BACKUP_VERDICTS), legend(BACKUP_VERDICTS))),
                Panel.of(Kind.LINES, "Backups that failed in an hour, by code", NUMBER, Colours.NONE, 12,
                        List.of(BACKUP_FAILURES), new Query(inAnHour(BACKUP_FAILURES), legend(BACKUP_FAILURES))),
                Panel.of(Kind.TABLE, "Instances without a backup in time", NUMBER, Colours.NONE, 12,
                        List.of(BACKUP_RPO_BREACH), new Query(breaches + " == 1", "")),
                Panel.of(Kind.TABLE, "The 50 oldest newest backups", SECONDS, Colours.NONE, 12,
                        List.of(BACKUP_LAST_SUCCESS), new Query("sort_desc(topk(50, " + age + "))", "")),
                Panel.of(Kind.LINES, "Lists in quarantine", NUMBER, Colours.NONE, 12, List.of(INSTANCES_QUARANTINED),
                        new Query(greatest(INSTANCES_QUARANTINED), legend(INSTANCES_QUARANTINED))),
                Panel.of(Kind.LINES, "Age of the data, by source", SECONDS, Colours.NONE, 12,
                        List.of(SYNC_LAST_COMPLETE),
                        new Query("time() - " + greatest(SYNC_LAST_COMPLETE), legend(SYNC_LAST_COMPLETE)))));
    }

    private static Dashboard instance() {
        String one = "instance_id=\"$instance_id\"";
        String age = "time() - " + greatest(BACKUP_LAST_SUCCESS, one);
        return new Dashboard("dcs-instance", "dcs-sync: one instance", List.of(JOB, source(false),
                new Variable("instance_id", "Instance", "label_values({__name__=~\"" + BACKUP_RPO_BREACH.name() + "|"
                        + BACKUP_LAST_SUCCESS.name() + "\", job=\"$job\", source=~\"$source\"}, instance_id)", false)),
                List.of(
                        Panel.of(Kind.STAT, "Name", SECONDS, Colours.NONE, 8, List.of(BACKUP_LAST_SUCCESS),
                                new Query(age, "{{instance_name}}")),
                        Panel.of(Kind.STAT, "Newest backup that it could be restored from", "dateTimeAsIso",
                                Colours.NONE, 8, List.of(BACKUP_LAST_SUCCESS),
                                new Query("1000 * " + greatest(BACKUP_LAST_SUCCESS, one), "made at")),
                        Panel.of(Kind.STAT, "Without a backup in time (1: yes)", NUMBER, Colours.GOOD_AT_ZERO, 8,
                                List.of(BACKUP_RPO_BREACH), new Query(greatest(BACKUP_RPO_BREACH, one), "breach")),
                        Panel.of(Kind.LINES, "Age of the newest backup", SECONDS, Colours.NONE, 24,
                                List.of(BACKUP_LAST_SUCCESS), new Query(age, "{{instance_name}}")),
                        Panel.of(Kind.STATES, "Without a backup in time (1: yes)", NUMBER, Colours.GOOD_AT_ZERO, 24,
                                List.of(BACKUP_RPO_BREACH),
                                new Query(greatest(BACKUP_RPO_BREACH, one), "{{instance_name}}")),
                        Panel.of(Kind.LINES, "Age of what is known of it", SECONDS, Colours.NONE, 24,
                                List.of(SYNC_LAST_COMPLETE), new Query("time() - " + greatest(SYNC_LAST_COMPLETE),
                                        legend(SYNC_LAST_COMPLETE)))));
    }

    private static Dashboard sync() {
        return new Dashboard("dcs-sync", "dcs-sync: the sync itself", List.of(JOB, source(true)), List.of(
                Panel.of(Kind.STAT, "Database", NUMBER, Colours.BAD_AT_ZERO, 4, List.of(DATABASE_UP),
                        new Query("min(" + DATABASE_UP.name() + OF_THE_PROCESS + ")", "up")),
                Panel.of(Kind.STAT, "Age of the data", SECONDS, Colours.NONE, 5, List.of(SYNC_LAST_COMPLETE),
                        new Query("time() - " + greatest(SYNC_LAST_COMPLETE), legend(SYNC_LAST_COMPLETE))),
                Panel.of(Kind.STAT, "Lists in quarantine", NUMBER, Colours.GOOD_AT_ZERO, 5,
                        List.of(INSTANCES_QUARANTINED), new Query("sum(" + greatest(INSTANCES_QUARANTINED) + ")",
                                "lists")),
                Panel.of(Kind.STAT, "Alerts that a sink has not received", NUMBER, Colours.GOOD_AT_ZERO, 5,
                        List.of(ALERTS_UNDELIVERED), new Query(greatest(ALERTS_UNDELIVERED), "alerts")),
                Panel.of(Kind.STAT, "Oldest rejected record", SECONDS, Colours.GOOD_AT_ZERO, 5,
                        List.of(REJECTED_OLDEST_AGE), new Query(greatest(REJECTED_OLDEST_AGE), "age")),
                Panel.of(Kind.LINES, "Syncs in an hour", NUMBER, Colours.NONE, 12, List.of(SYNC_RUNS),
                        new Query(inAnHour(SYNC_RUNS), legend(SYNC_RUNS))),
                Panel.of(Kind.LINES, "Lists in an hour", NUMBER, Colours.NONE, 12, List.of(SYNC_TASKS),
                        new Query(inAnHour(SYNC_TASKS), legend(SYNC_TASKS))),
                Panel.of(Kind.LINES, "Records in an hour", NUMBER, Colours.NONE, 12, List.of(SYNC_RECORDS),
                        new Query(inAnHour(SYNC_RECORDS), legend(SYNC_RECORDS))),
                Panel.of(Kind.LINES, "Requests in an hour, by status", NUMBER, Colours.NONE, 12,
                        List.of(API_REQUESTS, API_RETRIES), new Query(inAnHour(API_REQUESTS), legend(API_REQUESTS)),
                        new Query(inAnHour(API_RETRIES), "repeated")),
                Panel.of(Kind.TABLE, "What is running", NUMBER, Colours.NONE, 24, List.of(BUILD),
                        new Query("max by (instance, version, revision, java, camel) (" + BUILD.name() + OF_THE_PROCESS
                                + ")", "")),
                new Panel(Kind.LINES, "Memory", "What the program holds of its heap, and may at most.", "bytes",
                        Colours.NONE, 8, List.of(
                                new Query("sum by (instance) (jvm_memory_used_bytes{job=\"$job\", area=\"heap\"})",
                                        "{{instance}} used"),
                                new Query("sum by (instance) (jvm_memory_max_bytes{job=\"$job\", area=\"heap\"})",
                                        "{{instance}} at most"))),
                new Panel(Kind.LINES, "Connections to the database", "In use, waited for, and at most.", NUMBER,
                        Colours.NONE, 8, List.of(
                                new Query("sum by (instance) (hikaricp_connections_active" + OF_THE_PROCESS + ")",
                                        "{{instance}} in use"),
                                new Query("sum by (instance) (hikaricp_connections_pending" + OF_THE_PROCESS + ")",
                                        "{{instance}} waited for"),
                                new Query("sum by (instance) (hikaricp_connections_max" + OF_THE_PROCESS + ")",
                                        "{{instance}} at most"))),
                new Panel(Kind.LINES, "Exchanges that failed in an hour, by route",
                        "What ended in a route with an exception that no route handled.", NUMBER, Colours.NONE, 8,
                        List.of(new Query("sum by (routeId) (increase(camel_exchanges_failed_total{job=\"$job\","
                                + " eventType=\"route\"}[1h])) > 0 or sum by (job) (increase("
                                + "camel_exchanges_failed_total{job=\"$job\", eventType=\"context\"}[1h]))",
                                "{{routeId}}")))));
    }

    private static Variable source(boolean isMany) {
        return new Variable("source", "Source", "label_values(" + INSTANCES_QUARANTINED.name()
                + "{job=\"$job\"}, source)", isMany);
    }

    /** @return its series by its labels, of the chosen job and sources */
    private static String greatest(TableMetric metric, String... matchers) {
        return byLabels(metric, metric.name() + selector(metric, matchers));
    }

    private static String inAnHour(TableMetric metric) {
        return byLabels(metric, "increase(" + metric.name() + selector(metric) + "[1h])");
    }

    private static String byLabels(TableMetric metric, String expression) {
        return metric.labels().isEmpty() ? "max(" + expression + ")"
                : "max by (" + String.join(", ", metric.labels()) + ") (" + expression + ")";
    }

    private static String selector(TableMetric metric, String... matchers) {
        return "{job=\"$job\"" + (metric.labels().contains("source") ? ", source=~\"$source\"" : "")
                + List.of(matchers).stream().map(matcher -> ", " + matcher).collect(Collectors.joining()) + "}";
    }

    private static String legend(TableMetric metric) {
        return metric.labels().stream().map(label -> "{{" + label + "}}").collect(Collectors.joining(" "));
    }
}
