package io.github.dcssync.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The watch over processes that share a source notices each thing that must not be. */
class GrowthWatchTest {

    /** What the program calls its connections. */
    private static final String NODE = "dcs-sync";

    private SyncFixture stage;
    private GrowthWatch watch;

    @BeforeEach
    void start() throws Exception {
        stage = SyncFixture.on(TestDatabase.POSTGRESQL).fleet(6, 3, 1).variable("DCS_CLUSTER_NODE", NODE).start();
        watch = watch(1_000);
        stage.sync();
    }

    private GrowthWatch watch(int requestsASecond) throws Exception {
        return new GrowthWatch(stage.simulator(), stage.tables(), 1, requestsASecond);
    }

    @AfterEach
    void end() {
        stage.close();
    }

    private List<String> noticed() {
        return watch.violations();
    }

    @Test
    void findsNothingWrongWithWhatIsRight() throws Exception {
        stage.fleet().addFirst(SimulatedKind.BACKUP, stage.instance(1));
        stage.fleet().remove(SimulatedKind.BACKUP, stage.instance(2),
                stage.record(SimulatedKind.BACKUP, stage.instance(2), 0));
        watch.expectChanges(1);
        stage.sync();

        assertThat(noticed()).isEmpty();
    }

    @Test
    void noticesAPageThatIsWrittenWithoutTheLease() {
        stage.tables().execute("update backup_record set remark = 'late' where instance_id = ?", stage.instance(0));

        assertThat(noticed()).hasSize(3).allSatisfy(what -> assertThat(what).contains(
                "has written backup_record of instance " + stage.instance(0), "part default is held by"));
    }

    @Test
    void noticesAReadingUnderTheLeaseOfAnotherSync() {
        stage.tables().execute("update instance_sync set run_id = 'late' where endpoint = 'backups'"
                + " and instance_id = ?", stage.instance(0));

        assertThat(noticed())
                .anySatisfy(what -> assertThat(what).startsWith("Sync late ").contains(" has noted backups "
                        + "of instance " + stage.instance(0) + " in default of 1 under a lease of "));
    }

    @Test
    void noticesTwoSyncsOfAPartAtATime() {
        for (String run : List.of("one", "other", "one")) {
            stage.tables().execute("insert into growth_write (part, run_id) values ('default', ?)", run);
        }

        assertThat(noticed()).containsExactly("Two syncs of default at a time, one of them one");
    }

    @Test
    void noticesMoreRequestsInTenSecondsThanAreAllowed() throws Exception {
        stage.tables().execute("drop table growth_part, growth_violation, growth_write, growth_run cascade;"
                + " drop function growth_page cascade; drop function growth_reading cascade;"
                + " drop function growth_sync cascade");
        watch = watch(1);
        stage.sync();

        assertThat(noticed()).singleElement().asString().matches("In ten seconds came 1[0-9] requests, where 1 .*");
    }

    @Test
    void noticesWhatIsLostOrNotedTwice() {
        stage.fleet().addFirst(SimulatedKind.BACKUP, stage.instance(1));
        watch.expectChanges(1);

        assertThat(noticed()).hasSize(2).satisfiesExactly(
                what -> assertThat(what).isEqualTo("0 changes were noted, and there were 1"),
                what -> assertThat(what).startsWith("Not what is listed: ").contains(stage.instance(1)));
    }
}
