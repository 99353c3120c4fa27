package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.dcssync.monitor.ConditionMonitor;
import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.Operation;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.testkit.OnEveryDatabase;
import io.github.dcssync.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Alerts about what no single page shows. */
@OnEveryDatabase
class ConditionMonitorTest extends AlertsTestSupport {

    ConditionMonitorTest(TestDatabase kind) {
        super(kind);
    }

    @Test
    void tellAGapInAHistoryOnceUntilReadsOverlapAgain() throws Exception {
        for (int round = 0; round < 4; round++) {
            fixture.fleet().resize(SimulatedKind.BACKUP, fixture.instance(0), round < 2 || round == 3 ? 24 : 0);
            fixture.clock().advance(Duration.ofDays(2));
            fixture.sync();
        }

        assertThat(receiver.told("history_gap")).containsExactly("raised " + fixture.instance(0),
                "resolved " + fixture.instance(0), "raised " + fixture.instance(0));
    }

    @Test
    void endNoGapWhoseHistoryIsNotRead() throws Exception {
        for (int round = 0; round < 3; round++) {
            fixture.fleet().resize(SimulatedKind.BACKUP, fixture.instance(0), 24);
            fixture.clock().advance(Duration.ofDays(2));
            boolean fails = round == 2;
            fixture.simulator().injectFaults((request, answer) -> fails && request.operation() == Operation.BACKUPS_V1
                    ? Answer.json(404, "{}") : answer);
            fixture.sync();
        }

        assertThat(receiver.told("history_gap")).containsExactly("raised " + fixture.instance(0));
    }

    @Test
    void tellThatASourceIsOverdueAndWhenItIsNoLonger() throws Exception {
        fixture.sync();
        fixture.simulator().injectFaults((request, answer) -> Answer.json(403, "{}"));
        fixture.clock().advance(Duration.ofMinutes(50));
        fixture.sync();
        assertThat(receiver.told("sync_overdue")).as("before dcs.freshness").isEmpty();
        fixture.clock().advance(Duration.ofMinutes(15));
        fixture.sync();
        fixture.sync();
        assertThat(receiver.told("sync_overdue")).containsExactly("raised default");
        fixture.simulator().injectFaults((request, answer) -> answer);

        fixture.sync();

        assertThat(receiver.told("sync_overdue")).containsExactly("raised default", "resolved default");
        assertThat(receiver.received("sync_overdue").get(0).body().get("instance_id").isNull()).isTrue();
    }

    @Test
    void tellThatASourceIsOverdueThoughTheClockWasSetBackSince() throws Exception {
        fixture.sync();
        fixture.clock().advance(Duration.ofDays(1));
        fixture.sync();
        fixture.clock().advance(Duration.ofHours(-12));
        fixture.simulator().injectFaults((request, answer) -> Answer.json(403, "{}"));

        fixture.sync();

        assertThat(receiver.told("sync_overdue")).containsExactly("raised default");
    }

    @Test
    void tellThatARecoveryPointIsTooOldAndWhenItIsNoLonger() throws Exception {
        fixture.clock().advance(Duration.between(fixture.clock().instant(), Instant.now()));
        fixture.sync();
        assertThat(receiver.received("rpo_breach")).singleElement()
                .satisfies(alert -> assertThat(alert.body().get("details").get("verdict").asText()).isEqualTo("never"));
        operations.backup("old", "succeed", null, 30);
        fixture.sync();
        fixture.sync();
        assertThat(receiver.told("rpo_breach")).containsExactly("raised " + fixture.instance(0));
        operations.backup("new", "succeed", null, 1);

        fixture.sync();

        assertThat(receiver.told("rpo_breach")).containsExactly("raised " + fixture.instance(0),
                "resolved " + fixture.instance(0));
    }

    @Test
    void endTheBreachOfAnInstanceThatIsGone() throws Exception {
        fixture.clock().advance(Duration.between(fixture.clock().instant(), Instant.now()));
        String gone = fixture.fleet().addInstance("soon gone");
        fixture.sync();
        fixture.fleet().removeInstance(gone);

        fixture.sync();

        assertThat(receiver.told("rpo_breach")).contains("raised " + gone, "resolved " + gone)
                .doesNotContain("resolved " + fixture.instance(0));
    }

    @Test
    void endEveryAlertOfAnInstanceThatIsGone() throws Exception {
        fixture.clock().advance(Duration.between(fixture.clock().instant(), Instant.now()));
        fixture.fleet().addInstance("stays");
        fixture.simulator().injectFaults((request, answer) -> fixture.instance(0).equals(request.instanceId())
                && request.operation() == Operation.RESTORES_V2 ? Answer.json(404, "{}") : answer);
        for (int i = 0; i < 5; i++) {
            if (i == 4) {
                fixture.clock().advance(Duration.ofMinutes(30));
                fixture.fleet().resize(SimulatedKind.BACKUP, fixture.instance(0), 24);
                operations.backup("b1", "failed", null, 0);
            }
            fixture.sync();
        }
        String gone = fixture.instance(0);
        String open =
                "select kind from alert where open_key is not null and instance_id = '" + gone + "' order by kind";
        assertThat(fixture.tables().column(open)).contains("history_gap", "instance_quarantined",
                "operation_failure");
        fixture.fleet().removeInstance(gone);

        fixture.sync();

        assertThat(fixture.tables().column(open)).isEmpty();
        assertThat(receiver.told("instance_quarantined")).containsExactly("raised " + gone + "/restores",
                "resolved " + gone + "/restores");
    }

    @Test
    void endTheAlertsOfAnInstanceThatTheServiceNeverListedOnceTheSettingsDoNotNameIt() throws Exception {
        fixture.restart(Map.of("DCS_INSTANCES", "never-listed"));
        for (int i = 0; i < 5; i++) {
            fixture.sync();
        }
        String open = "select kind from alert where open_key is not null and instance_id = 'never-listed'";
        assertThat(fixture.tables().column(open)).contains("instance_quarantined");
        fixture.restart(Map.of("DCS_INSTANCES", "*"));

        fixture.sync();

        assertThat(fixture.tables().column(open)).isEmpty();
    }

    @Test
    void leaveNoAlertAndNoLeaseOfAnOlderCutBehind() throws Exception {
        for (int i = 0; i < 12; i++) {
            fixture.fleet().addInstance("of any shard " + i);
        }
        fixture.restart(Map.of("DCS_SOURCE_DEFAULT_SHARDS", "3"));
        fixture.simulator().injectFaults((request, answer) -> request.path().contains("backups")
                ? Answer.json(410, "{\"error_code\":\"IAM.0020\"}") : answer);
        fixture.sync("default.shard2");
        fixture.sync("default.shard3");
        fixture.simulator().injectFaults((request, answer) -> answer);
        fixture.restart(Map.of("DCS_SOURCE_DEFAULT_SHARDS", "2"));
        fixture.sync("default.shard1");
        assertThat(open("source_failed")).containsExactly("source_failed:default.shard2");
        assertThat(leases()).containsExactly("default.shard1", "default.shard2");

        fixture.restart(Map.of("DCS_SOURCE_DEFAULT_SHARDS", ""));
        fixture.sync();

        assertThat(open("source_failed")).isEmpty();
        assertThat(leases()).containsExactly("default");
        assertThat(receiver.told("source_failed")).containsExactlyInAnyOrder("raised default.shard2",
                "raised default.shard3", "resolved default.shard3", "resolved default.shard2");
    }

    @Test
    void keepTheLeaseOfAnOlderCutThatSomebodyHolds() throws Exception {
        fixture.sync();
        fixture.tables().execute("insert into sync_lease (source, token, holder, heartbeat_at, expires_at) values"
                + " ('default.shard7', 3, 'alive', current_timestamp, current_timestamp + interval '1' hour)");

        fixture.sync();

        assertThat(leases()).containsExactly("default", "default.shard7");
    }

    private List<Object> leases() {
        return fixture.tables().column("select source from sync_lease where source like 'default%' order by source");
    }

    private List<Object> open(String kind) {
        return fixture.tables().column("select open_key from alert where open_key is not null and kind = '" + kind
                + "' order by open_key");
    }

    @Test
    void endTheAlertsOfASourceThatNobodySyncsAnyMore() throws Exception {
        fixture.restart(Map.of("DCS_ALERT_MAX_AGE", "1ms"));
        fixture.sync();
        fixture.tables().execute("insert into alert (kind, dedup_key, open_key, source, title, payload, raised_at,"
                + " delivered_at) select 'sync_overdue', 'sync_overdue:removed', 'sync_overdue:removed', 'removed', 't',"
                + " '{\"kind\":\"sync_overdue\",\"dedup_key\":\"sync_overdue:removed\"}', started_at, started_at"
                + " from sync_run");
        fixture.tables().execute("insert into alert_delivery (alert_id, sink, delivered_at)"
                + " select alert_id, 'default', delivered_at from alert where source = 'removed'");
        fixture.clock().advance(Duration.ofDays(7));
        assertThat(monitor().resolveAbandoned()).as("another program may sync it once a week").isFalse();
        fixture.clock().advance(Duration.ofDays(2));

        assertThat(monitor().resolveAbandoned()).isTrue();
        fixture.sync();

        assertThat(open("sync_overdue")).isEmpty();
        assertThat(receiver.told("sync_overdue")).contains("resolved removed");
    }

    @Test
    void sayOnceWhatStandsInTheirWayUntilTheyWentWellInBetween() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(ConditionMonitor.class);
        logger.addAppender(log);
        try {
            for (String moved : List.of("alert rename to taken_away", "taken_away rename to alert",
                    "alert rename to taken_away", "taken_away rename to alert")) {
                fixture.tables().execute("alter table " + moved);
                for (int i = 0; i < 3; i++) {
                    monitor().updateOverdue();
                    monitor().resolveAbandoned();
                }
            }
        } finally {
            logger.detachAppender(log);
        }

        assertThat(log.list).filteredOn(said -> said.getLevel() == Level.WARN).as("each of two, twice").hasSize(4)
                .allSatisfy(
                        said -> assertThat(said.getFormattedMessage()).startsWith("Alerts could not be looked for: "));
    }

    private ConditionMonitor monitor() {
        return fixture.bundle().context().getRegistry().lookupByNameAndType("conditionMonitor", ConditionMonitor.class);
    }

    @Test
    void followAnInstanceIntoASourceThatWasRenamedAndEndForTheSourceItself() throws Exception {
        fixture.fleet().resize(SimulatedKind.BACKUP, fixture.instance(0), 1);
        operations.backup("b1", "failed", null, 0);
        fixture.sync();
        fixture.simulator().injectFaults((request, answer) -> Answer.json(403, "{}"));
        fixture.sync();
        fixture.simulator().injectFaults((request, answer) -> answer);
        assertThat(open("source_failed")).containsExactly("source_failed:default");
        fixture.restart(Map.of("DCS_SOURCES", "renamed"));
        fixture.sync("renamed");
        fixture.clock().advance(Duration.ofDays(9));

        fixture.sync("renamed");

        assertThat(open("source_failed")).isEmpty();
        assertThat(receiver.told("source_failed")).containsExactly("raised default", "resolved default");
        assertThat(open("operation_failure")).as("nothing has succeeded since").hasSize(1);
    }

    @Test
    void leaveANewInstanceTheTimeOfItsRecoveryPoint() throws Exception {
        fixture.clock().advance(Duration.between(fixture.clock().instant(), Instant.now()));
        fixture.fleet().changeInstance(fixture.instance(0), json -> json.put("created_at", Instant.now().toString()));
        fixture.sync();
        assertThat(receiver.told("rpo_breach")).isEmpty();
        fixture.fleet().changeInstance(fixture.instance(0), json -> json.put("created_at", "2020-01-01T00:00:00Z"));
        fixture.sync();
        assertThat(receiver.told("rpo_breach")).containsExactly("raised " + fixture.instance(0));
        fixture.fleet().changeInstance(fixture.instance(0), json -> json.put("created_at", Instant.now().toString()));
        fixture.sync();
        assertThat(receiver.told("rpo_breach")).endsWith("resolved " + fixture.instance(0));
    }
}
