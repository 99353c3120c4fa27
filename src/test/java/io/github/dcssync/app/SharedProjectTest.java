package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.dcssync.sync.SyncRequest;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.SyncFixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Two sources that read one project do not take its records from each other. */
class SharedProjectTest {

    private static final String OWNERS = "select name, source from dcs_instance where gone_at is null order by name";

    private SyncFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = SyncFixture.onAnyDatabase().fleet(4, 2, 1).variable("DCS_SOURCES", "north,south")
                .variable("DCS_SOURCE_NORTH_INSTANCES_INCLUDE", "north-*")
                .variable("DCS_SOURCE_SOUTH_INSTANCES_EXCLUDE", "nobodys").start();
        name("north-1", "north-2", "nobodys", "south-1");
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    void givesAnInstanceToTheFirstThatSelectsItAndOneThatNobodySelectsToTheFirst() throws Exception {
        syncBoth();

        assertThat(fixture.tables().rows(OWNERS)).containsExactly(owned("nobodys", "north"), owned("north-1", "north"),
                owned("north-2", "north"), owned("south-1", "south"));
        assertThat(fixture.tables().rows("select distinct source, instance_id from backup_record")).hasSize(3);
        assertThat(fixture.tables().rows("select source, instances, tasks_failed from sync_run order by source"))
                .containsExactly(Map.of("source", "north", "instances", 2L, "tasks_failed", 0L),
                        Map.of("source", "south", "instances", 1L, "tasks_failed", 0L));
    }

    @Test
    void changesNothingWhenTheyTakeTurns() throws Exception {
        syncBoth();
        List<Map<String, Object>> before = fixture.tables().rows("select * from dcs_instance order by instance_id");

        syncBoth();

        assertThat(fixture.tables().rows("select * from dcs_instance order by instance_id")).isEqualTo(before);
        assertThat(fixture.tables().rows("select * from record_change")).isEmpty();
        assertThat(fixture.tables().row("select sum(records_changed) as n from sync_run")).hasToString("{n=0}");
    }

    @Test
    void leavesAnInstanceToItsOwnerWhenTheOtherIsAskedForItById() throws Exception {
        SyncRun run = fixture.bundle().sync(new SyncRequest("south", "once", List.of(fixture.instance(0))));

        assertThat(run.getSummary().line()).startsWith("dcs-sync: complete instances=0 complete=0 failed=0 read=0");
        assertThat(fixture.tables().rows("select * from backup_record")).isEmpty();
    }

    /** As many are listed as the source had, but not the same. */
    @Test
    void marksWhatIsGoneThoughTheOtherSourceHasAsManyMore() throws Exception {
        syncBoth();
        fixture.fleet().removeInstance(fixture.instance(1));

        syncBoth();

        assertThat(fixture.tables().rows(OWNERS)).containsExactly(owned("nobodys", "north"), owned("north-1", "north"),
                owned("south-1", "south"));
    }

    @Test
    void handsAnInstanceOverWhenTheSettingsChange() throws Exception {
        syncBoth();
        fixture.restart(Map.of("DCS_SOURCE_NORTH_INSTANCES_INCLUDE", "north-1"));

        syncBoth();

        assertThat(fixture.tables().rows(OWNERS)).containsExactly(owned("nobodys", "north"), owned("north-1", "north"),
                owned("north-2", "south"), owned("south-1", "south"));
        assertThat(fixture.tables().rows("select instance_id from dcs_instance where is_selected")).hasSize(3);
    }

    @Test
    void saysWithEachSyncThatASourceOfAnotherProjectListsTheSameInstances() throws Exception {
        fixture.restart(Map.of("DCS_SOURCE_SOUTH_PROJECT_ID", "f".repeat(32), "DCS_SOURCE_NORTH_INSTANCES_INCLUDE", "",
                "DCS_SOURCE_SOUTH_INSTANCES_EXCLUDE", ""));
        Logger logger = (Logger) LoggerFactory.getLogger("io.github.dcssync");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            fixture.sync("north");
            fixture.sync("north");
            assertThat(log.list).extracting(ILoggingEvent::getLevel).doesNotContain(Level.WARN);

            syncBoth();
            syncBoth();

            assertThat(log.list).filteredOn(event -> event.getLevel() == Level.WARN)
                    .extracting(ILoggingEvent::getFormattedMessage).hasSize(3)
                    .startsWith("Source south lists 4 instances"
                            + " that source north had until now, the first " + fixture.instance(0) + ": where both are"
                            + " synced, each takes them from the other; take one of them out of the settings, unless"
                            + " north was renamed")
                    .allSatisfy(line -> assertThat(line).contains("north", "south"));
        } finally {
            logger.detachAppender(log);
        }
    }

    private void name(String... names) {
        for (int i = 0; i < names.length; i++) {
            String name = names[i];
            fixture.fleet().changeInstance(fixture.instance(i), json -> json.put("name", name));
        }
    }

    private void syncBoth() throws Exception {
        fixture.sync("north");
        fixture.sync("south");
    }

    private static Map<String, Object> owned(String name, String source) {
        return Map.of("name", name, "source", source);
    }
}
