package io.github.dcssync.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.database.Database;
import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.report.Report;
import io.github.dcssync.report.ReportQuery;
import io.github.dcssync.report.Reports;
import io.github.dcssync.testkit.Launcher;
import io.github.dcssync.testkit.Started;
import io.github.dcssync.testkit.Workplace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What there is to look at after {@code demo --once}. */
class DemoIT {

    @TempDir
    private static Path folder;

    private static Workplace workplace;
    private static Launcher.Result first;
    private static Database database;

    @BeforeAll
    static void run() throws Exception {
        workplace = Workplace.in(folder);
        first = workplace.program().run("demo", "--once");
        database = open();
    }

    @AfterAll
    static void end() throws IOException {
        database.close();
        workplace.close();
    }

    private static Database open() {
        return Database.open(new DatabaseTarget("jdbc:h2:file:" + workplace.home().resolve("data/demo"), "sa", ""), 2);
    }

    @Test
    void endsWithACompleteSyncOfFortyInstancesAndSaysNothingElse() {
        assertThat(first.exitCode()).isZero();
        assertThat(first.summary()).matches(Workplace.SUMMARY)
                .startsWith("dcs-sync: complete instances=40 complete=80 failed=0 ");
        assertThat(first.err()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void hasRowsInEveryView(Report report) {
        assertThat(reports().count(ReportQuery.all(report))).isPositive();
    }

    @Test
    void hasEveryVerdict() {
        assertThat(values("select distinct verdict from report_rpo_status"))
                .containsExactlyInAnyOrder("ok", "breach", "never", "unknown");
        assertThat(values("select distinct verdict from report_drill_due"))
                .containsExactlyInAnyOrder("ok", "due", "never", "unknown");
        assertThat(values("select distinct reason from report_unprotected")).containsExactlyInAnyOrder("too_old",
                "last_failed", "none_succeeded", "no_backups", "still_running", "stale_reading");
        assertThat(values("select distinct policy from report_rpo_status"))
                .containsExactlyInAnyOrder("gold", "relaxed", "default");
        assertThat(values("select distinct cast(met_rto as varchar) from report_restore_evidence"))
                .contains("TRUE", "FALSE");
    }

    @Test
    void hasFailuresOfEveryCodeAndOneWithout() {
        assertThat(values("select distinct error_code from report_failures_by_code")).containsExactlyInAnyOrder(
                null, "dcs.08.0001", "dcs.08.0002", "dcs.08.0003", "dcs.08.0004", "dcs.08.0005", "dcs.08.0006",
                "dcs.08.0007", "dcs.08.0008");
        assertThat(jdbc().queryForMap("select count(resolved_at) > 0 as a, count(resolved_at) < count(*) as b"
                + " from operation_failure")).containsEntry("a", true).containsEntry("b", true);
    }

    @Test
    void coversSixtyDaysWithoutAMissingOne() {
        assertThat(jdbc().queryForObject("select count(*) from report_daily_backups where source = 'demo'"
                + " and total >= 20", Integer.class)).isBetween(59, 61);
        assertThat(jdbc().queryForObject("select count(*) from backup_record where vanished_at is null"
                + " and source = 'demo'", Integer.class)).isLessThan(40 * 24 + 1);
        assertThat(values("select distinct field from record_change"))
                .contains("status", "vanished_at", "is_support_restore");
    }

    @Test
    void hasAGapInOneHistory() {
        assertThat(values("select source from report_history_gap")).containsExactly("demo");
    }

    @Test
    void trustsTheDemoAndNotTheProjectThatItNoLongerReads() {
        assertThat(health("demo", "is_fresh", "lists_proved", "quarantined", "last_trigger_type"))
                .isEqualTo("true, 80, 0, demo");
        assertThat(health("staging", "is_fresh", "lists_failing", "quarantined", "last_status"))
                .isEqualTo("false, 2, 2, failed");
        assertThat(jdbc().queryForObject("select min(quarantined_until) from instance_sync", OffsetDateTime.class)
                .toInstant()).isAfter(Instant.now());
        assertThat(values("select distinct status from sync_run"))
                .containsExactlyInAnyOrder("complete", "partial", "failed");
    }

    @Test
    void keepsItsAlertsInTheDatabase() {
        assertThat(values("select distinct kind from alert")).contains("rpo_breach", "operation_failure",
                "history_gap", "instance_quarantined", "source_failed");
    }

    /** In another language and with options of others for the java command, too. */
    @Test
    void showsTheSameEachTimeAndGoesOnWithNewBackupsUntilItIsEnded() throws Exception {
        try (Workplace another = Workplace.in(folder.resolve("another"));
                Started demo = EnvironmentsIT.in(EnvironmentsIT.turkish(), another.program())
                        .with("DCS_ALERT_URI", "log:dcs.alert").with("DCS_SYNC_CRON", "0/1 * * * * ?")
                        .with("DCS_HTTP_SERVER_PORT", "0").with("DCS_MANAGEMENT_PORT", "0").start("demo")) {
            List<String> shown = demo.prints("a sync with a new backup", lines -> lines.stream().anyMatch(
                    line -> line.startsWith("dcs-sync: complete instances=40 ") && line.contains(" inserted=1 ")));

            assertThat(timeless(shown)).startsWith(timeless(first.out()).toArray(String[]::new));
            assertThat(demo.exitCodeAfterSigterm()).isZero();
            assertThat(demo.err())
                    .allMatch(line -> EnvironmentsIT.isOrdinary(line) || line.startsWith("dcs-sync: the "))
                    .as("alerts, which now are asked for").anyMatch(line -> line.contains("\"kind\""));
        }
    }

    /** Without times and, as several workers learn by chance, the number of requests. */
    private static List<String> timeless(List<String> lines) {
        return lines.stream().map(line -> line.replaceAll("20\\d\\d-\\S+", "TIME").replaceFirst(" requests=.*", ""))
                .toList();
    }

    private static String health(String source, String... columns) {
        Map<String, Object> row = reports().rows(ReportQuery.all(Report.SYNC_HEALTH).with("source", source)).get(0);
        return Stream.of(columns).map(column -> String.valueOf(row.get(column))).collect(Collectors.joining(", "));
    }

    private static Reports reports() {
        return new Reports(database.dataSource(), database.dialect());
    }

    private static JdbcTemplate jdbc() {
        return new JdbcTemplate(database.dataSource());
    }

    private static List<String> values(String sql) {
        return jdbc().queryForList(sql, String.class);
    }
}
