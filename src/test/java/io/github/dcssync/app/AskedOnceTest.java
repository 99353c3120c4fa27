package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.monitor.ConditionMonitor;
import io.github.dcssync.observe.TableMetrics;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.testkit.Operations;
import io.github.dcssync.testkit.SyncFixture;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked about all sources, or every few seconds, costs as little with many of them and a long history. */
class AskedOnceTest {

    private static final String KEPT = "select x.run_id from coverage_of_syncs x join";

    /** Each on one line, without comments. */
    private static final String ASKED = "(select trim(regexp_replace(regexp_replace(sql_statement, '--[^\\n]*', ''),"
            + " '\\s+', ' ')) as sql_statement, execution_count from information_schema.query_statistics)";

    private SyncFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = SyncFixture.onAnyDatabase().source(SyncFixture.DEFAULT, 1, 1, 1).source("b", 1, 1, 1)
                .source("c", 1, 1, 1).start();
        fixture.sync();
        fixture.sync("b");
        fixture.tables().execute("set query_statistics true");
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    private long timesAsked(String part) {
        return fixture.jdbc().queryForObject("select coalesce(sum(execution_count), 0) from " + ASKED
                + " where sql_statement like ?", Long.class, "%" + part + "%");
    }

    @Test
    void readsTheHistoryOnceToTellWhichSourcesAreOverdue() {
        ConditionMonitor monitor = fixture.bundle().context().getRegistry().lookupByNameAndType("conditionMonitor",
                ConditionMonitor.class);

        assertThat(monitor.updateOverdue()).isFalse();

        assertThat(timesAsked("last_complete_at")).isOne();
        assertThat(timesAsked("from alert")).isOne();
    }

    @Test
    void writesTheFailuresOfAPageAndTheirAlertsByOneStatementEach() throws Exception {
        Operations operations = new Operations(fixture);
        List<String> codes = Arrays.asList("dcs.08.0001", "dcs.08.0002", "dcs.08.0003", "dcs.08.0008", "other", null);
        codes.forEach(code -> operations.backup("failed " + code, "failed", code, 5));

        fixture.sync();

        assertThat(fixture.tables().count("operation_failure")).isEqualTo(6);
        assertThat(timesAsked("insert into operation_failure")).isOne();
        assertThat(timesAsked("select record_id, coalesce(")).as("once a list with news").isOne();
        assertThat(timesAsked("update operation_failure")).isZero();
        assertThat(fixture.tables().column("select kind from alert where kind = 'operation_failure'")).hasSize(6);
        assertThat(timesAsked("insert into alert (")).isLessThanOrEqualTo(2);
        operations.backup("success", "succeed", null, 1);

        fixture.sync();

        assertThat(fixture.tables().column("select record_id from operation_failure where resolved_at is null"))
                .isEmpty();
        assertThat(fixture.tables().column("select open_key from alert where kind = 'operation_failure'"))
                .hasSize(6).containsOnlyNulls();
        assertThat(timesAsked("where open_key in (")).as("looked for, written and ended").isLessThanOrEqualTo(4);
    }

    @Test
    void looksListsUpAndHoldsTheLeaseForManyOfThem() throws Exception {
        for (int i = 0; i < 20; i++) {
            fixture.fleet().addInstance("more-" + i);
        }
        fixture.sync();
        long looked = timesAsked("from instance_sync where instance_id in (");
        long held = timesAsked("select token from sync_lease where source = ? and token = ? and run_id = ?");

        assertThat(fixture.sync().getSummary().complete()).isEqualTo(42);

        assertThat(timesAsked("from instance_sync where instance_id in (") - looked).isOne();
        assertThat(timesAsked("select token from sync_lease where source = ? and token = ? and run_id = ?") - held)
                .as("for the instances, and for each second of the lists").isLessThan(20);
    }

    @Test
    void asksNothingAboutFailuresWhereThereCanBeNone() throws Exception {
        String instance = fixture.simulator("c").fleet().instanceIds().get(0);
        fixture.simulator("c").fleet().change(SimulatedKind.BACKUP, instance,
                fixture.simulator("c").fleet().recordIds(SimulatedKind.BACKUP, instance).get(0),
                json -> json.put("status", "failed"));

        fixture.sync("c");
        fixture.sync("b");

        assertThat(fixture.tables().column("select record_type from operation_failure")).contains("backup");
        assertThat(timesAsked("insert into operation_failure")).isPositive();
        assertThat(timesAsked("select record_id, ")).as("of a list that is new, or has no news").isZero();
        assertThat(timesAsked("order by instance_id desc, created_at desc limit 1")).isZero();
    }

    @Test
    void readsTheAlertsThatWaitOnceToTellThem() throws Exception {
        new Operations(fixture).backup("b", "failed", null, 1);

        fixture.sync();

        assertThat(timesAsked("select a.alert_id, a.kind, a.source, d.delivered_at, a.severity, a.payload")).isOne();
        assertThat(fixture.tables().column("select delivered_at from alert where kind = 'operation_failure'"))
                .singleElement().isNotNull();
    }

    @Test
    void findsTheOpenAlertsOfASourceAmongManyByTheirIndex() throws Exception {
        fixture.tables().execute("insert into alert (kind, dedup_key, source, raised_at, resolved_at) select"
                + " 'source_failed', 'x', 'default', current_timestamp, current_timestamp from system_range(1, 1000)");

        fixture.sync();

        String open = fixture.jdbc().queryForObject("select sql_statement from " + ASKED
                + " where sql_statement like 'select open_key from alert where%kind = ?%'", String.class);
        assertThat(fixture.jdbc().queryForObject("explain " + open, String.class)).doesNotContain("tableScan");
    }

    @Test
    void looksForWhatKeepsASyncOnlyWhenOneIsOld() throws Exception {
        fixture.sync();
        assertThat(timesAsked("select run_id from sync_run where source = ? and started_at")).isOne();
        assertThat(timesAsked(KEPT)).isZero();
        fixture.clock().advance(Duration.ofDays(91));

        fixture.sync();

        assertThat(timesAsked(KEPT)).isOne();
        String kept = fixture.jdbc().queryForObject("select sql_statement from information_schema.query_statistics"
                + " where sql_statement like ?", String.class, "%" + KEPT + "%");
        assertThat(fixture.jdbc().queryForObject("explain " + kept, String.class)).doesNotContain("tableScan");
    }

    @Test
    void countsTheOldCodesOfAPageInOneOrderWhateverTheCategoriesOfTheNewOnes() throws Exception {
        Operations operations = new Operations(fixture);
        operations.backup("other", "failed", "a", 1);
        operations.backup("one", "failed", "z", 1);
        fixture.sync();
        operations.change(SimulatedKind.BACKUP, "one", "failed", "dcs.08.0001");
        operations.change(SimulatedKind.BACKUP, "other", "failed", "dcs.08.0002");

        fixture.sync();

        assertThat(fixture.tables().column("select label from metric_total order by _rowid_")).containsExactly("a",
                "z");
        assertThat(timesAsked("select record_id, error_code, category, resolved_at from operation_failure where"
                + " record_type = ? and instance_id = ? and record_id in (?, ?)"))
                .as("before and after they are written")
                .isEqualTo(2);
    }

    @Test
    void readsTheHistoryOnceForEachMetric() {
        new TableMetrics(fixture.jdbc(), () -> List.of(SyncFixture.DEFAULT), Map.of(), fixture.clock()).collect();

        List<String> plans = fixture.jdbc().queryForList("select sql_statement from information_schema.query_statistics"
                + " where sql_statement like ? and sql_statement not like '%information_schema%'", String.class,
                "%sync_run%").stream()
                .map(sql -> fixture.jdbc().queryForObject("explain " + sql, String.class)).toList();
        assertThat(plans).hasSizeGreaterThan(4).allSatisfy(plan -> assertThat(plan)
                .containsOnlyOnce("FROM \"PUBLIC\".\"SYNC_RUN\""));
    }
}
