package io.github.dcssync.observe;

import java.util.List;

/**
 * All that the program measures of itself: what rules, dashboards and documents may name. Camel's, the machine's and the
 * pool's stand beside it.
 */
final class MetricCatalogue {

    private static final String SOURCE = "source";
    private static final String[] INSTANCE = {SOURCE, "instance_id", "instance_name"};

    static final TableMetric BACKUP_LAST_SUCCESS = new TableMetric("dcs_backup_last_success_timestamp_seconds",
            "When the instance's newest backup that it could be restored from was made.", INSTANCE);
    static final TableMetric BACKUP_RPO_BREACH = new TableMetric("dcs_backup_rpo_breach",
            "1 when the instance has no backup younger than its policy asks for, 0 when it has;"
                    + " absent when that is unknown, too early to say or not to be had.",
            INSTANCE);
    static final TableMetric BACKUP_VERDICTS =
            new TableMetric("dcs_backup_verdicts", "Instances by verdict.", "verdict");
    static final TableMetric BACKUP_FAILURES =
            new TableMetric("dcs_backup_failures_total", "Backups that were seen to fail, by error code.", "code");
    static final TableMetric RESTORE_LAST_SUCCESS = new TableMetric("dcs_restore_last_success_timestamp_seconds",
            "When the newest restoration that succeeded had ended.");
    static final TableMetric SYNC_LAST_COMPLETE = new TableMetric("dcs_sync_last_complete_timestamp_seconds",
            "When every selected list of the source was last read whole.", SOURCE);
    static final TableMetric SYNC_RUNS =
            new TableMetric("dcs_sync_runs_total", "Syncs that have ended.", SOURCE, "status");
    static final TableMetric SYNC_TASKS =
            new TableMetric("dcs_sync_tasks_total", "Lists that were read whole, and that were not.", "outcome");
    static final TableMetric SYNC_RECORDS =
            new TableMetric("dcs_sync_records_total", "Records by what became of them.", "outcome");
    static final TableMetric API_REQUESTS = new TableMetric("dcs_api_requests_total",
            "Requests by HTTP status; none where no answer came, 200 where nothing went wrong.", "status");
    static final TableMetric API_RETRIES =
            new TableMetric("dcs_api_retries_total", "Requests that repeated another.");
    static final TableMetric REJECTED_OLDEST_AGE = new TableMetric("dcs_rejected_oldest_age_seconds",
            "How long the oldest rejected record has been waiting; 0 when there is none.");
    static final TableMetric INSTANCES_QUARANTINED = new TableMetric("dcs_instances_quarantined",
            "Lists of instances that are left alone for a while.", SOURCE);
    static final TableMetric ALERTS_UNDELIVERED = new TableMetric("dcs_alerts_undelivered",
            "Alerts and ends of alerts that a sink has not received.");
    static final TableMetric DATABASE_UP = new TableMetric("dcs_database_up",
            "1 while the reporting database answers, else 0; the others are then absent.");
    static final TableMetric BUILD = new TableMetric("dcs_sync_build_info", "What is running; always 1.", "version",
            "revision", "java", "camel");

    /** In the order of the documents. */
    static final List<TableMetric> ALL = List.of(BACKUP_LAST_SUCCESS, BACKUP_RPO_BREACH, BACKUP_VERDICTS,
            BACKUP_FAILURES, RESTORE_LAST_SUCCESS, SYNC_LAST_COMPLETE, SYNC_RUNS, SYNC_TASKS, SYNC_RECORDS,
            API_REQUESTS, API_RETRIES, REJECTED_OLDEST_AGE, INSTANCES_QUARANTINED, ALERTS_UNDELIVERED, DATABASE_UP,
            BUILD);

    private MetricCatalogue() {
    }
}
