package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.ReceivedRequest;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.sync.Summary;
import io.github.dcssync.sync.SyncRequest;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.SyncFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which instances of which source are read, and with whose credentials. */
class SourcesTest {

    private static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";

    @Test
    void eachGetsItsOwnCredentialsOnly() throws Exception {
        try (SyncFixture fixture = twoSources()) {
            fixture.sync("north");
            fixture.sync("south");

            for (String source : List.of("north", "south")) {
                String own = "SDK-HMAC-SHA256 Access=" + fixture.simulator(source).accessKey() + ",";
                String project = fixture.simulator(source).fleet().projectId();
                List<ReceivedRequest> requests = fixture.simulator(source).traffic().recent();
                assertThat(requests).hasSizeGreaterThan(4).allSatisfy(received -> {
                    assertThat(received.status()).isEqualTo(200);
                    assertThat(received.request().headers().get("authorization")).startsWith(own);
                    assertThat(received.request().headers()).containsEntry("x-project-id", project);
                    assertThat(received.request().projectId()).isEqualTo(project);
                });
            }
        }
    }

    @Test
    void standInTheRowsOfWhatTheyBrought() throws Exception {
        try (SyncFixture fixture = twoSources()) {
            fixture.sync("north");
            fixture.sync("south");

            for (String table : List.of("backup_record", "restore_record", "dcs_instance")) {
                assertThat(fixture.tables().rows("select distinct source, project_id from " + table))
                        .containsExactlyInAnyOrder(
                                Map.of("source", "north", "project_id",
                                        fixture.simulator("north").fleet().projectId()),
                                Map.of("source", "south", "project_id",
                                        fixture.simulator("south").fleet().projectId()));
            }
        }
    }

    @Test
    void areNotTakenForRemovedWhereOthersAloneAreAskedForForLong() throws Exception {
        try (SyncFixture fixture = twoSources()) {
            fixture.simulator("south").injectFaults((request, answer) -> Answer.json(403, "{}"));
            fixture.sync("south");
            fixture.clock().advance(Duration.ofDays(100));

            try (Bundle north = fixture.bundleOf("north")) {
                north.sync(new SyncRequest("north", "once", List.of()));
            }

            assertThat(fixture.tables().count("sync_run where source = 'south'")).isOne();
            assertThat(fixture.tables().count("alert where open_key = 'source_failed:south'")).isOne();
        }
    }

    @Test
    void leaveEachOtherCompleteWhenOneFails() throws Exception {
        try (SyncFixture fixture = twoSources()) {
            fixture.simulator("south").injectFaults((request, answer) -> Answer.json(403,
                    "{\"error_code\":\"DCS.2003\",\"error_msg\":\"not allowed\"}"));

            SyncRun south = fixture.sync("south");
            SyncRun north = fixture.sync("north");

            assertThat(south.getSummary().status()).isEqualTo(Summary.Status.FAILED);
            assertThat(north.getSummary().status()).isEqualTo(Summary.Status.COMPLETE);
            assertThat(fixture.tables().rows("select source, status, instances from sync_run order by source"))
                    .containsExactly(Map.of("source", "north", "status", "complete", "instances", 2L),
                            Map.of("source", "south", "status", "failed", "instances", 0L));
            assertThat(south.getError()).contains("403", "DCS.2003");
        }
    }

    @Test
    void areReadByNamePatternsOfWhichAnExclusionWins() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(0, 0, 0)
                .variable("DCS_INSTANCES_INCLUDE", "shop-*,data-?").variable("DCS_INSTANCES_EXCLUDE", "*-test")
                .start()) {
            for (String name : List.of("shop-cache", "shop-test", "data-1", "data-22", "other")) {
                fixture.fleet().addFirst(SimulatedKind.BACKUP, fixture.fleet().addInstance(name));
            }

            Summary summary = fixture.sync().getSummary();

            assertThat(summary.instances()).isEqualTo(2);
            assertThat(fixture.tables().column("select distinct i.name from backup_record b"
                    + " join dcs_instance i on i.instance_id = b.instance_id"))
                    .containsExactlyInAnyOrder("shop-cache", "data-1");
        }
    }

    @Test
    void readOnlyTheInstancesOfTheRequest() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(4, 2, 1)
                .variable("DCS_INSTANCES_EXCLUDE", "*").start()) {
            assertThat(fixture.syncInstances(fixture.instance(1), fixture.instance(3)).getSummary().instances())
                    .isEqualTo(2);
            assertThat(instancesRead(fixture))
                    .containsExactlyInAnyOrder(fixture.instance(1), fixture.instance(3));
        }
    }

    @Test
    void sayWhatIsWrongWithAnInstanceThatIsNotThere() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(2, 3, 1).start()) {
            fixture.restart(Map.of("DCS_INSTANCES", fixture.instance(0) + "," + UNKNOWN + "," + fixture.instance(1)));

            Summary summary = fixture.sync().getSummary();

            assertThat(summary.status()).isEqualTo(Summary.Status.PARTIAL);
            assertThat(summary.fields()).containsEntry("instances", 3L).containsEntry("complete", 4L)
                    .containsEntry("failed", 2L).containsEntry("inserted", 8L).containsEntry("retries", 0L);
            assertThat(fixture.tables().rows("select endpoint, http_status, error_code, proof, consecutive_failures"
                    + " from instance_sync where instance_id = ? order by endpoint", UNKNOWN)).containsExactly(
                            Map.of("endpoint", "backups", "http_status", 404L, "error_code", "111404022", "proof",
                                    "none",
                                    "consecutive_failures", 1L),
                            Map.of("endpoint", "restores", "http_status", 404L, "error_code", "DCS.3022", "proof",
                                    "none",
                                    "consecutive_failures", 1L));
        }
    }

    private static List<Object> instancesRead(SyncFixture fixture) {
        return fixture.tables().column("select distinct instance_id from backup_record");
    }

    private static SyncFixture twoSources() throws Exception {
        return SyncFixture.onAnyDatabase().source("north", 2, 3, 1).source("south", 2, 3, 1).start();
    }
}
