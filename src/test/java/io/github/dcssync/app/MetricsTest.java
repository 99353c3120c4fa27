package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.testkit.Http;
import io.github.dcssync.testkit.OnEveryDatabase;
import io.github.dcssync.testkit.Operations;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a monitoring system scrapes. */
@OnEveryDatabase
class MetricsTest {

    private final SyncFixture fixture;

    MetricsTest(TestDatabase database) throws Exception {
        fixture = SyncFixture.on(database).fleet(2, 3, 2).variable("DCS_SYNC_CRON", "0 0 0 1 1 ? 2099")
                .variable("DCS_FULL_SYNC_CRON", "0 0 0 1 1 ? 2099").scheduled().start();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void tellWhatTheTablesHold() throws Exception {
        fixture.sync();
        fixture.sync();

        assertThat(lines()).contains("dcs_database_up 1.0",
                "dcs_sync_runs_total{source=\"default\",status=\"complete\"} 2.0",
                "dcs_sync_records_total{outcome=\"inserted\"} 10.0",
                "dcs_sync_tasks_total{outcome=\"complete\"} 8.0",
                "dcs_sync_tasks_total{outcome=\"failed\"} 0.0",
                "dcs_rejected_oldest_age_seconds 0.0",
                "dcs_instances_quarantined{source=\"default\"} 0.0",
                "dcs_alerts_undelivered 0.0");
        assertThat(lines()).anyMatch(line -> line.startsWith("dcs_sync_last_complete_timestamp_seconds{source="
                + "\"default\"} 1.7731296"))
                .anyMatch(line -> line.startsWith("dcs_api_requests_total{status=\"200\"} "));
        assertThat(lines())
                .filteredOn(line -> line.startsWith("dcs_backup_last_success_timestamp_seconds{instance_id="))
                .hasSize(2);
        assertThat(lines()).filteredOn(line -> line.startsWith("dcs_backup_verdicts{")).hasSize(6);
    }

    @Test
    void areTheSameAfterARestartAndForgetAnInstanceThatIsGone() throws Exception {
        fixture.sync();
        List<String> before = ours();
        fixture.restart(java.util.Map.of());
        assertThat(ours()).isEqualTo(before);

        fixture.tables().execute("update dcs_instance set gone_at = first_seen_at where instance_id = '"
                + fixture.instance(0) + "'");

        assertThat(lines())
                .filteredOn(line -> line.startsWith("dcs_backup_last_success_timestamp_seconds{instance_id="))
                .hasSize(1).noneMatch(line -> line.contains(fixture.instance(0)));
    }

    @Test
    void tellHowLongTheOldestRejectedRecordWaits() throws Exception {
        fixture.sync();
        fixture.tables().execute("insert into rejected_record (run_id, source, endpoint, payload_sha256, rejected_at,"
                + " last_seen_at) select run_id, source, 'backups', 'x', started_at, started_at from sync_run");

        fixture.clock().advance(Duration.ofMinutes(2));

        assertThat(lines()).contains("dcs_rejected_oldest_age_seconds 120.0");
    }

    @Test
    void tellOfNoRejectedRecordOfASourceWithoutSyncs() throws Exception {
        fixture.sync();
        fixture.tables().execute("insert into rejected_record (run_id, source, endpoint, payload_sha256, rejected_at,"
                + " last_seen_at) select run_id, 'removed', 'instances', 'x', started_at, started_at from sync_run");

        fixture.clock().advance(Duration.ofMinutes(2));

        assertThat(lines()).contains("dcs_rejected_oldest_age_seconds 0.0");
    }

    @Test
    void tellOfSelectedInstancesAlone() throws Exception {
        fixture.sync();
        fixture.tables().execute("insert into rejected_record (run_id, source, instance_id, endpoint, payload_sha256,"
                + " rejected_at, last_seen_at) select run_id, source, '" + fixture.instance(0)
                + "', 'backups', 'x', started_at, started_at from sync_run");
        fixture.tables().execute("update dcs_instance set is_selected = false where instance_id = '"
                + fixture.instance(0) + "'");
        fixture.tables().execute("delete from restore_record where instance_id <> '" + fixture.instance(0) + "'");
        fixture.clock().advance(Duration.ofMinutes(2));

        assertThat(lines())
                .filteredOn(line -> line.startsWith("dcs_backup_last_success_timestamp_seconds{instance_id="))
                .singleElement().asString().contains(fixture.instance(1));
        assertThat(lines()).contains("dcs_rejected_oldest_age_seconds 0.0")
                .noneMatch(line -> line.startsWith("dcs_restore_last_success_timestamp_seconds "));
    }

    @Test
    void holdCamelsAndTheMachinesAndNoSecret() throws Exception {
        fixture.sync();

        String all = String.join("\n", lines());

        assertThat(all).contains("jvm_memory_used_bytes", "camel_", "hikaricp_connections", "process_uptime_seconds")
                .doesNotContain(fixture.simulator().secretKey(), fixture.simulator().accessKey())
                .doesNotContain("http://").doesNotContain("jdbc:");
    }

    @Test
    void sayWhenTheDatabaseIsAway() throws Exception {
        fixture.sync();
        fixture.tables().execute("alter table sync_run rename to elsewhere");

        assertThat(lines()).contains("dcs_database_up 0.0").noneMatch(line -> line.startsWith("dcs_sync_")
                && !line.startsWith("dcs_sync_build_info"))
                .anyMatch(line -> line.startsWith("jvm_memory_used_bytes"));
    }

    @Test
    void nameInstancesByTheirIdTheirNameAndTheirSource() throws Exception {
        fixture.sync();
        fixture.jdbc().update("update dcs_instance set name = ? where instance_id = ?", "a \"b\" \\c",
                fixture.instance(0));
        fixture.jdbc().update("update dcs_instance set name = ? where instance_id = ?",
                "two\nlines\u2028 \u202etxt.exe "
                        + "x".repeat(9_999),
                fixture.instance(1));

        assertThat(lines()).filteredOn(line -> line.startsWith("dcs_backup_rpo_breach{")
                || line.startsWith("dcs_backup_last_success_timestamp_seconds{")).hasSizeGreaterThanOrEqualTo(2)
                .allMatch(line -> line.matches("\\w+\\{instance_id=\"[^\"]+\",instance_name=\"(a \\\\\"b\\\\\" \\\\{2}c"
                        + "|two\\\\{2}nlines\\\\{2}u2028 \\\\{2}u202etxt.exe x{100,200}…)\",source=\"default\"} [0-9.E]+"));
    }

    @Test
    void tellWhatIsRunning() throws Exception {
        String build = "dcs_sync_build_info{camel=\"4.18.0\",java=\"" + System.getProperty("java.version")
                + "\",revision=\"unknown\",version=\"development\"} 1";
        assertThat(lines()).contains(build);

        fixture.tables().execute("alter table sync_run rename to elsewhere");

        assertThat(lines()).contains(build);
    }

    @Test
    void takeNoFailureBackWhateverBecomesOfIt() throws Exception {
        Operations operations = new Operations(fixture);
        operations.backup("b", "failed", "dcs.08.0001", 1);
        operations.backup("c", "failed", null, 1);
        fixture.sync();
        assertThat(lines()).contains(failures("dcs.08.0001", 1), failures("none", 1), failures("dcs.08.0002", 0));

        operations.change(SimulatedKind.BACKUP, "b", "failed", "odd \"code\"");
        fixture.sync();
        operations.change(SimulatedKind.BACKUP, "b", "failed", "dcs.08.0001");
        operations.change(SimulatedKind.BACKUP, "c", "succeed", null);
        fixture.sync();
        operations.change(SimulatedKind.BACKUP, "b", "deleted", null);
        fixture.sync();

        assertThat(lines()).contains(failures("odd \\\"code\\\"", 1)).anyMatch(failures("dcs.08.0001", 2)::equals)
                .anyMatch(line -> line.startsWith("dcs_backup_failures_total{code=\"none\"} "));
    }

    @Test
    void tellOfASourceThatWasTakenOutOfTheSettingsInTotalsAlone() throws Exception {
        fixture.sync();
        fixture.tables().execute("update sync_run set source = 'gone'");
        fixture.tables().execute("update dcs_instance set source = 'gone'");

        assertThat(lines()).contains("dcs_sync_runs_total{source=\"gone\",status=\"complete\"} 1.0")
                .noneMatch(line -> line.matches("dcs_sync_last_complete.*|dcs_instances_quarantined.*gone.*"
                        + "|dcs_backup_(rpo|last).*|dcs_backup_verdicts.* [1-9].*"));
    }

    @Test
    void countTheListsInQuarantineAsTheReportsDo() throws Exception {
        fixture.sync();
        String left = "update instance_sync set quarantined_until = current_timestamp(6) + interval '%s' hour where"
                + " endpoint = '%s'";
        fixture.tables().execute(String.format(left, 1, "backups"));
        fixture.tables().execute(String.format(left, -1, "restores"));
        assertThat(lines()).contains("dcs_instances_quarantined{source=\"default\"} 2.0");
        fixture.tables().execute("update instance_sync set attempted_at = current_timestamp(6) + interval '1' hour"
                + " where instance_id = '" + fixture.instance(0) + "'");
        assertThat(lines()).contains("dcs_instances_quarantined{source=\"default\"} 1.0");
        assertThat(fixture.tables().column("select quarantined from report_sync_health")).containsExactly(1L);

        fixture.tables().execute("update dcs_instance set is_selected = false");

        assertThat(lines()).contains("dcs_instances_quarantined{source=\"default\"} 0.0");
    }

    private static String failures(String code, int count) {
        return "dcs_backup_failures_total{code=\"" + code + "\"} " + count + ".0";
    }

    private List<String> ours() throws Exception {
        return lines().stream().filter(line -> line.startsWith("dcs_")).toList();
    }

    private List<String> lines() throws Exception {
        return Http.get(fixture.bundle().management().orElseThrow(), "/observe/metrics").body().lines()
                .filter(line -> !line.startsWith("#")).toList();
    }
}
