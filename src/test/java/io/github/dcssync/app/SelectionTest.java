package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.dcssync.report.Report;
import io.github.dcssync.report.ReportQuery;
import io.github.dcssync.report.Reports;
import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.Operation;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.testkit.OnEveryDatabase;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Instances that the settings do not select are kept, and count for nothing that somebody is to look after. */
@OnEveryDatabase
class SelectionTest extends AlertsTestSupport {

    private static final String SELECTED = "select name from dcs_instance where is_selected order by name";

    SelectionTest(TestDatabase kind) {
        super(kind);
    }

    @Override
    SyncFixture.Builder described(SyncFixture.Builder builder) {
        return builder.fleet(3, 1, 1);
    }

    @BeforeEach
    void nameInstances() {
        fixture.clock().advance(Duration.between(fixture.clock().instant(), Instant.now()));
        for (int i = 0; i < 3; i++) {
            String name = List.of("prod-a", "prod-b", "test").get(i);
            fixture.fleet().changeInstance(fixture.instance(i), json -> json.put("name", name));
        }
    }

    private List<Map<String, Object>> report(Report report) {
        return new Reports(fixture.database().dataSource(), fixture.dialect()).rows(ReportQuery.all(report));
    }

    private List<Object> names(Report report) {
        return report(report).stream().map(row -> row.get("instance_name")).sorted().toList();
    }

    private String health(String columns) {
        Map<String, Object> row = report(Report.SYNC_HEALTH).get(0);
        return Stream.of(columns.split(", ")).map(column -> String.valueOf(row.get(column)))
                .collect(Collectors.joining(" "));
    }

    @Test
    void leaveTheirSourceReadCompletelyAndFresh() throws Exception {
        fixture.restart(Map.of("DCS_INSTANCES_INCLUDE", "prod-*", "DCS_INSTANCES_EXCLUDE", "*-b"));

        fixture.sync();

        assertThat(fixture.tables().column(SELECTED)).containsExactly("prod-a");
        assertThat(fixture.tables().count("dcs_instance")).isEqualTo(3);
        assertThat(names(Report.RPO_STATUS)).containsExactly("prod-a");
        assertThat(names(Report.DRILL_DUE)).containsExactly("prod-a");
        assertThat(names(Report.UNPROTECTED)).doesNotContain("prod-b", "test");
        assertThat(health("instances, lists_never_read, is_fresh")).isEqualTo("1 0 true");
        assertThat(receiver.told("rpo_breach")).doesNotContain("raised " + fixture.instance(1),
                "raised " + fixture.instance(2));
    }

    @Test
    void areThoseWhoseIdsAreNotGivenWhereIdsAre() throws Exception {
        fixture.restart(Map.of("DCS_INSTANCES", fixture.instance(2)));

        fixture.sync();

        assertThat(fixture.tables().column(SELECTED)).containsExactly("test");
        assertThat(health("instances, is_fresh")).isEqualTo("1 true");
    }

    @Test
    void areNotDecidedByWhatOneSyncIsAskedFor() throws Exception {
        fixture.restart(Map.of("DCS_INSTANCES_INCLUDE", "prod-*"));
        fixture.syncInstances(fixture.instance(0), fixture.instance(2));

        assertThat(fixture.tables().column(SELECTED)).containsExactly("prod-a", "prod-b");
        assertThat(fixture.tables().count("backup_record")).isEqualTo(2);
        assertThat(names(Report.RPO_STATUS)).containsExactly("prod-a", "prod-b");
    }

    @Test
    void countAgainOnceTheyAreSelectedAgainAndKeepTheirEvidenceMeanwhile() throws Exception {
        fixture.sync();
        fixture.restart(Map.of("DCS_INSTANCES_INCLUDE", "prod-*"));
        assertThat(fixture.tables().column(SELECTED)).as("at the start").containsExactly("prod-a", "prod-b");
        fixture.sync();
        assertThat(names(Report.RESTORE_EVIDENCE)).containsExactly("prod-a", "prod-b", "test");
        assertThat(names(Report.RPO_STATUS)).hasSize(2);

        fixture.restart(Map.of("DCS_INSTANCES_INCLUDE", ""));
        fixture.sync();

        assertThat(names(Report.RPO_STATUS)).containsExactly("prod-a", "prod-b", "test");
        assertThat(health("instances, is_fresh")).isEqualTo("3 true");
    }

    @Test
    void areThoseOfASourceThatNobodyHasSyncedForLongUntilTheSettingsHaveItAgain() throws Exception {
        fixture.clock().advance(Duration.ofDays(-91));
        fixture.sync();
        fixture.fleet().removeInstance(fixture.instance(2));
        fixture.restart(Map.of("DCS_SOURCES", "renamed"));
        fixture.sync("renamed");
        assertThat(names(Report.RPO_STATUS)).as("whose source may be in other settings").hasSize(3);
        fixture.clock().advance(Duration.ofDays(91));

        fixture.sync("renamed");

        assertThat(names(Report.RPO_STATUS)).containsExactly("prod-a", "prod-b");
        assertThat(report(Report.SYNC_HEALTH)).singleElement()
                .satisfies(row -> assertThat(row).containsEntry("source", "renamed").containsEntry("is_fresh", true));
        fixture.restart(Map.of("DCS_SOURCES", "default"));
        assertThat(fixture.tables().column(SELECTED)).containsExactly("prod-a", "prod-b", "test");
    }

    @Test
    void followTheNameThatTheServiceGives() throws Exception {
        fixture.restart(Map.of("DCS_INSTANCES_INCLUDE", "prod-*"));
        fixture.sync();
        fixture.fleet().changeInstance(fixture.instance(2), json -> json.put("name", "prod-c"));

        fixture.sync();

        assertThat(fixture.tables().column(SELECTED)).containsExactly("prod-a", "prod-b", "prod-c");
    }

    @Test
    void areWrittenOnlyWhenThatChanges() throws Exception {
        fixture.restart(Map.of("DCS_INSTANCES_INCLUDE", "prod-*"));
        fixture.sync();
        String version = kind == TestDatabase.POSTGRESQL ? kind.rowVersion() : "changed_at";
        String all = "select name, " + version + " as row_version from dcs_instance order by name";
        List<Map<String, Object>> before = fixture.tables().rows(all);

        fixture.restart(Map.of());
        fixture.sync();

        assertThat(fixture.tables().rows(all)).isEqualTo(before);
    }

    @Test
    void endTheirAlertsAndRaiseNone() throws Exception {
        for (int i = 0; i < 3; i++) {
            fixture.fleet().resize(SimulatedKind.BACKUP, fixture.instance(i), 0);
            fixture.fleet().changeInstance(fixture.instance(i), json -> json.put("created_at", "2020-01-01T00:00:00Z"));
        }
        fixture.simulator().injectFaults((request, answer) -> fixture.instance(2).equals(request.instanceId())
                && request.operation() == Operation.RESTORES_V2 ? Answer.json(404, "{\"error_code\":\"DCS.4004\"}")
                        : answer);
        for (int i = 0; i < 5; i++) {
            fixture.sync();
        }
        assertThat(fixture.tables().column("select kind from alert where open_key is not null and instance_id = '"
                + fixture.instance(2) + "' order by kind")).containsExactly("instance_quarantined", "rpo_breach");
        fixture.restart(Map.of("DCS_INSTANCES_EXCLUDE", "test"));

        fixture.sync();
        fixture.syncInstances(fixture.instance(2));

        assertThat(fixture.tables().column("select kind from alert where open_key is not null and instance_id = '"
                + fixture.instance(2) + "'")).isEmpty();
        assertThat(receiver.told("rpo_breach")).contains("resolved " + fixture.instance(2))
                .doesNotContain("resolved " + fixture.instance(0));
        assertThat(receiver.told("instance_quarantined")).hasSize(2);
        assertThat(fixture.tables().count("alert where instance_id = '" + fixture.instance(2) + "'")).isEqualTo(2);
    }

    @Test
    void areWarnedOfWhereNoNameFitsAPatternOnceUntilThatChanges() throws Exception {
        whileLogged(log -> {
            fixture.restart(Map.of("DCS_INSTANCES_INCLUDE", "prd-*"));
            fixture.sync();
            fixture.sync();
            assertThat(warnings(log)).containsExactly("Source default: the pattern 'prd-*' of dcs.instances.include"
                    + " fits none of the listed instances (3)",
                    "Source default: dcs.instances.include and"
                            + " dcs.instances.exclude leave none of the listed instances (3): nothing is read");
            fixture.fleet().changeInstance(fixture.instance(2), json -> json.put("name", "prd-c"));
            fixture.sync();
            assertThat(warnings(log)).hasSize(2);
        });
    }

    @Test
    void areWarnedOfOnceWhereTheServiceDoesNotListTheirIds() throws Exception {
        whileLogged(log -> {
            fixture.restart(Map.of("DCS_INSTANCES", "gone-1, " + fixture.instance(1) + ", gone-2"));
            fixture.sync();
            fixture.sync();
            assertThat(warnings(log)).containsExactly("Source default: the service does not list gone-1, gone-2 of"
                    + " dcs.instances: correct those ids, or take them out");
        });
    }

    /** What is done while somebody listens. */
    private interface Deed {
        void with(ListAppender<ILoggingEvent> log) throws Exception;
    }

    private static void whileLogged(Deed deed) throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger("io.github.dcssync");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            deed.with(log);
        } finally {
            logger.detachAppender(log);
        }
    }

    private static List<String> warnings(ListAppender<ILoggingEvent> log) {
        return log.list.stream().filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage).filter(text -> text.contains("dcs.instances")).toList();
    }
}
