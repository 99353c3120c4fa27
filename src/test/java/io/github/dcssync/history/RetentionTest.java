package io.github.dcssync.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.observe.TableMetrics;
import io.github.dcssync.simulator.Answer;
import io.github.dcssync.sync.Summary.Status;
import io.github.dcssync.testkit.OnEveryDatabase;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** The program's own history goes after a while, and nothing else does. */
@OnEveryDatabase
class RetentionTest {

    private static final Duration OLD = Duration.ofDays(91);
    private static final Duration YOUNG = Duration.ofDays(89);

    private final TestDatabase store;

    RetentionTest(TestDatabase store) {
        this.store = store;
    }

    private static OffsetDateTime ago(SyncFixture stage, Duration time) {
        return stage.clock().instant().minus(time).atOffset(ZoneOffset.UTC);
    }

    private static void addRun(SyncFixture stage, String id, Duration age, String source, boolean ended) {
        stage.tables().execute("insert into sync_run (run_id, trigger_type, source, started_at, finished_at, status)"
                + " values (?, 'schedule', ?, ?, ?, ?)", id, source, ago(stage, age), ended ? ago(stage, age) : null,
                ended ? "complete" : "running");
    }

    private static void addError(SyncFixture stage, String id, Duration age) {
        addError(stage, id, age, SyncFixture.DEFAULT);
    }

    private static void addError(SyncFixture stage, String id, Duration age, String source) {
        stage.tables().execute("insert into sync_error (run_id, source, occurred_at, action) values (?, ?, ?, 'retry')",
                id, source, ago(stage, age));
    }

    private static void addInstance(SyncFixture stage, String id, String source) {
        OffsetDateTime time = ago(stage, OLD);
        stage.tables().execute("insert into dcs_instance (instance_id, source, first_seen_at, changed_at)"
                + " values (?, ?, ?, ?)", id, source, time, time);
        stage.tables()
                .execute("insert into operation_failure (record_type, instance_id, record_id, source, detected_at)"
                        + " values ('backup', ?, 'b', ?, ?)", id, source, time);
    }

    private static void addLease(SyncFixture stage, String name) {
        stage.tables().execute("insert into sync_lease (source, token) values (?, 7)", name);
        if (!name.contains(".")) {
            stage.tables().execute("insert into request_budget (source, granted_until) values (?, ?)", name,
                    ago(stage, OLD));
        }
        stage.tables().execute("insert into schedule_tick (source, kind, ticked_at) values (?, 'sync', ?)", name,
                ago(stage, OLD));
    }

    private static void addProject(SyncFixture stage, String source, Duration gone) {
        stage.tables().execute("insert into account_project (account, project_id, source, found_at, gone_at)"
                + " values ('default', ?, ?, ?, ?)", source, source, ago(stage, OLD.plusDays(1)), ago(stage, gone));
    }

    private static void addTalkativeRun(SyncFixture stage, String id, String status, Duration age) {
        stage.tables().execute("insert into sync_run (run_id, trigger_type, source, started_at, finished_at, status,"
                + " tasks_complete, tasks_failed, records_inserted, records_changed, records_unchanged, records_rejected,"
                + " records_vanished, requests, requests_succeeded, retries)"
                + " values (?, 'schedule', ?, ?, ?, ?, 1, 2, 3, 4, 5, 6, 7, 9, 8, 1)", id, SyncFixture.DEFAULT,
                ago(stage, age),
                ago(stage, age), status);
    }

    private static void addAnsweredError(SyncFixture stage, Duration age, Integer status) {
        stage.tables().execute("insert into sync_error (run_id, source, occurred_at, action, http_status, rule)"
                + " values ('old', ?, ?, 'retry', ?, 'any')", SyncFixture.DEFAULT, ago(stage, age), status);
    }

    /** Every total as it is scraped, by its labels. */
    private static Map<String, Double> totals(SyncFixture stage) {
        Map<String, Double> totals = new TreeMap<>();
        new TableMetrics(new JdbcTemplate(stage.database().dataSource()), () -> List.of(SyncFixture.DEFAULT), Map.of(),
                stage.clock())
                .collect().stream().filter(CounterSnapshot.class::isInstance).map(CounterSnapshot.class::cast)
                .forEach(counter -> counter.getDataPoints().forEach(point -> totals.put(counter.getMetadata().getName()
                        + point.getLabels(), point.getValue())));
        return totals;
    }

    private static void addAlert(SyncFixture stage, String name, Duration age, boolean ended, boolean told) {
        OffsetDateTime time = ago(stage, age);
        stage.tables().execute("insert into alert (kind, dedup_key, open_key, raised_at, delivered_at, resolved_at,"
                + " resolved_delivered_at) values ('test', ?, ?, ?, ?, ?, ?)", name, ended ? null : name, time,
                told ? time : null, ended ? time : null, ended && told ? time : null);
    }

    @Test
    void deletesOldSyncsErrorsAndAlertsThatAreOver() throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(1, 2, 1).start()) {
            addRun(stage, "old", OLD, SyncFixture.DEFAULT, true);
            addRun(stage, "young", YOUNG, SyncFixture.DEFAULT, true);
            addRun(stage, "of another", OLD, "another", true);
            addRun(stage, "of another, running", OLD, "another", false);
            addRun(stage, "of another, young", YOUNG, "another", true);
            addError(stage, "old", OLD);
            addError(stage, "young", YOUNG);
            addAlert(stage, "old", OLD, true, true);
            addAlert(stage, "old, open", OLD, false, true);
            addAlert(stage, "old, over before it was told", OLD, true, false);
            addAlert(stage, "old, end not told", OLD, true, true);
            stage.tables()
                    .execute("update alert set resolved_delivered_at = null where dedup_key = 'old, end not told'");
            addAlert(stage, "young", YOUNG, true, true);

            String run = stage.sync().getId();

            assertThat(stage.tables().column("select run_id from sync_run")).containsExactlyInAnyOrder("young",
                    "of another", "of another, running", "of another, young", run);
            assertThat(stage.tables().column("select run_id from sync_error")).containsExactly("young");
            assertThat(stage.tables().column("select dedup_key from alert")).containsExactlyInAnyOrder("old, open",
                    "old, end not told", "young");
        }
    }

    /** Another program may have the source in its settings: only that nobody has synced it for long tells. */
    @Test
    void forgetsASourceThatNobodyHasSyncedForLongAndThatIsNotInTheSettings() throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(1, 2, 1).start()) {
            for (String source : List.of("removed", "removed-too", "elsewhere")) {
                addRun(stage, source, OLD, source, true);
                addRun(stage, source + ", killed", OLD, source, false);
                addError(stage, source, OLD, source);
                addInstance(stage, source, source);
            }
            addRun(stage, "elsewhere, young", YOUNG, "elsewhere", true);
            List.of("removed", "removed.shard1", "removed.shard12", "elsewhere", "elsewhere.shard1",
                    "removed-too.shard1")
                    .forEach(name -> addLease(stage, name));
            addProject(stage, "removed", OLD);
            addProject(stage, "elsewhere", OLD);
            addProject(stage, "never-synced", OLD);
            addProject(stage, "gone-lately", YOUNG);
            Map<String, Double> before = totals(stage);

            for (int i = 0; i < 2; i++) {
                stage.sync();

                assertThat(stage.tables().column("select run_id from sync_run where source <> 'default'"))
                        .containsExactlyInAnyOrder("elsewhere", "elsewhere, killed", "elsewhere, young");
                assertThat(stage.tables().column("select source from sync_error")).containsExactly("elsewhere");
                assertThat(stage.tables().column("select source from dcs_instance where is_selected order by source"))
                        .containsExactly(SyncFixture.DEFAULT, "elsewhere");
                assertThat(stage.tables().column("select source from report_sync_health order by source"))
                        .containsExactly(SyncFixture.DEFAULT, "elsewhere");
                assertThat(stage.tables().column("select source from sync_lease where token = 7 order by source"))
                        .containsExactly("elsewhere", "elsewhere.shard1");
                assertThat(stage.tables().column("select source from schedule_tick order by source"))
                        .containsExactly("elsewhere", "elsewhere.shard1");
                assertThat(stage.tables().column("select source from request_budget")).containsExactly("elsewhere");
                assertThat(stage.tables().column("select source from account_project order by source"))
                        .containsExactly("elsewhere", "gone-lately");
                assertThat(stage.tables().value("select token from sync_lease where source = 'past sources'"))
                        .as("taken only while there is something to do").isEqualTo(1L);
            }
            assertThat(stage.tables().count("operation_failure")).as("history").isEqualTo(3);
            assertThat(stage.tables().count("dcs_instance")).isEqualTo(4);
            assertThat(totals(stage)).containsAllEntriesOf(onlyOf(before, "removed"))
                    .containsEntry("dcs_sync_runs{source=\"removed\",status=\"complete\"}", 1.0);
        }
    }

    private static Map<String, Double> onlyOf(Map<String, Double> totals, String source) {
        Map<String, Double> some = new TreeMap<>(totals);
        some.keySet().removeIf(name -> !name.contains("source=\"" + source));
        return some;
    }

    /** Whatever the retention: it may be synced once a week. */
    @Test
    void leavesASourceThatIsNotInTheSettingsEightDays() throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(1, 2, 1).variable("DCS_RETENTION_RUNS", "1h").start()) {
            addRun(stage, "seven days", Duration.ofDays(7), "weekly", true);
            addRun(stage, "nine days", Duration.ofDays(9), "removed", true);

            stage.sync();

            assertThat(stage.tables().column("select run_id from sync_run where source <> 'default'"))
                    .containsExactly("seven days");
        }
    }

    @Test
    void letsNoTotalFallNorRise() throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(1, 2, 1).start()) {
            for (String status : List.of("complete", "partial", "failed", "interrupted")) {
                addTalkativeRun(stage, "old, " + status, status, OLD);
                addTalkativeRun(stage, "young, " + status, status, YOUNG);
            }
            addAnsweredError(stage, OLD, 503);
            addAnsweredError(stage, OLD, 503);
            addAnsweredError(stage, OLD, null);
            addAnsweredError(stage, YOUNG, 503);
            addError(stage, "of no request", OLD);
            Map<String, Double> before = totals(stage);

            long requests = stage.sync().getSummary().requests();

            assertThat(stage.tables().count("sync_run where run_id like 'old%'")).isZero();
            assertThat(stage.tables().count("sync_error where run_id = 'old'")).isOne();
            Map<String, Double> after = totals(stage);
            assertThat(after.keySet()).containsAll(before.keySet());
            before.forEach((name, value) -> assertThat(after.get(name)).as(name).isGreaterThanOrEqualTo(value));
            assertThat(after).containsEntry("dcs_sync_runs{source=\"default\",status=\"complete\"}", 2.0 + 1)
                    .containsEntry("dcs_sync_runs{source=\"default\",status=\"interrupted\"}", 2.0)
                    .containsEntry("dcs_sync_records{outcome=\"vanished\"}", 56.0)
                    .containsEntry("dcs_sync_records{outcome=\"inserted\"}", 24.0 + 3)
                    .containsEntry("dcs_sync_tasks{outcome=\"complete\"}", 8.0 + 2)
                    .containsEntry("dcs_sync_tasks{outcome=\"failed\"}", 16.0)
                    .containsEntry("dcs_api_retries{}", 8.0)
                    .containsEntry("dcs_api_requests{status=\"503\"}", 3.0)
                    .containsEntry("dcs_api_requests{status=\"none\"}", 1.0)
                    .containsEntry("dcs_api_requests{status=\"200\"}", 64.0 + requests);

            addTalkativeRun(stage, "old, later", "complete", OLD);
            stage.sync();

            assertThat(stage.tables().count("sync_run where run_id like 'old%'")).isZero();
            assertThat(totals(stage)).containsEntry("dcs_sync_records{outcome=\"vanished\"}", 56.0 + 7)
                    .containsEntry("dcs_sync_tasks{outcome=\"failed\"}", 16.0 + 2);
        }
    }

    @Test
    void remembersWhenASourceWasLastReadWholeThoughThatIsOld() throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(1, 2, 1).start()) {
            stage.sync();
            stage.clock().advance(Duration.ofMinutes(1));
            stage.sync();
            Object complete = stage.tables().value("select max(finished_at) from sync_run");
            stage.clock().advance(OLD);
            stage.simulator().injectFaults((request, answer) -> request.path().endsWith("/backups")
                    ? Answer.json(400, "{}") : answer);

            stage.sync();

            assertThat(stage.tables().value("select last_complete_at from last_complete")).isEqualTo(complete);
            assertThat(stage.tables().count("sync_run where status = 'complete'")).isOne();
        }
    }

    @Test
    void keepsThemAsLongAsTheSettingsSay() throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(1, 2, 1).variable("DCS_RETENTION_RUNS", "100d")
                .variable("DCS_RETENTION_ERRORS", "10d").variable("DCS_RETENTION_ALERTS", "80d").start()) {
            addRun(stage, "old", OLD, SyncFixture.DEFAULT, true);
            addError(stage, "young", YOUNG);
            addAlert(stage, "young", YOUNG, true, true);

            stage.sync();

            assertThat(stage.tables().column("select run_id from sync_run")).contains("old");
            assertThat(stage.tables().count("sync_error")).isZero();
            assertThat(stage.tables().count("alert")).isZero();
        }
    }

    @Test
    void neverDeletesARecordNorWhatIsKnownOfIt() throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(2, 6, 3).start()) {
            stage.sync();
            String found = stage.tables().value("select min(run_id) from sync_run").toString();
            stage.clock().advance(Duration.ofDays(1_000));

            assertThat(stage.fullSync().getSummary().unchanged()).isEqualTo(2 * (6 + 3));
            assertThat(stage.tables().count("sync_run where run_id = '" + found + "'")).isZero();
            assertThat(stage.tables().count("backup_record")).isEqualTo(12);
            stage.stored().equalsWhatIsListed();
        }
    }

    @Test
    void letsTheSyncStandWhenNothingCanBeDeleted() throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(1, 2, 1).start()) {
            addError(stage, "old", OLD);
            stage.tables().execute("create table refers (error_id bigint, foreign key (error_id)"
                    + " references sync_error (error_id))");
            stage.tables().execute("insert into refers select error_id from sync_error");

            assertThat(stage.sync().getSummary().status()).isEqualTo(Status.COMPLETE);

            assertThat(stage.tables().count("sync_error")).isOne();
            assertThat(stage.tables().count("metric_total")).as("folded with the deletion alone").isZero();
            assertThat(stage.tables().column("select status from sync_run")).containsExactly("complete");
        }
    }
}
