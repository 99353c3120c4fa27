package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.simulator.ReceivedRequest;
import io.github.dcssync.sync.Summary;
import io.github.dcssync.sync.SyncRequest;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An instance whose id would not mean itself in an address is kept as it came, and never asked for. */
class RefusedInstancesTest {

    private static final List<String> IDS = List.of("{{env:PATH}}", "{{dcs.db.url}}", "{{bean:syncs.stop}}",
            "${env:PATH}", "a/b", "..", ".", "a?x=1", "%2F", "a#b", "a\r\nb", " ", "..;/", "\u00FC", "x".repeat(256));

    private static final String ROW = "select rejected_id, run_id, source, instance_id, endpoint, reason, payload,"
            + " payload_sha256, rejected_at, replayed_at from rejected_record";

    @ParameterizedTest
    @EnumSource
    void countAsTwoFailedListsEachAndHarmNoOther(TestDatabase kind) throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(1, 2, 1).start()) {
            IDS.forEach(id -> fixture.fleet().addRawInstance(listed(id, "refused").toString()));

            Summary summary = fixture.sync().getSummary();

            assertThat(summary.status()).isEqualTo(Summary.Status.PARTIAL);
            assertThat(summary.fields()).containsEntry("instances", IDS.size() + 1L).containsEntry("complete", 2L)
                    .containsEntry("failed", 2L * IDS.size()).containsEntry("read", 3L).containsEntry("rejected", 0L);
            assertThat(fixture.tables().column("select instance_id from dcs_instance"))
                    .containsExactly(fixture.instance(0));
            assertThat(fixture.tables().column("select payload from rejected_record where endpoint = 'instances'"))
                    .containsExactlyInAnyOrderElementsOf(
                            IDS.stream().map(id -> listed(id, "refused").toString()).toList());
            assertThat(asked(fixture)).containsOnly("instances", fixture.instance(0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyMoveTheirLastSightingWhenSeenAgain(TestDatabase kind) throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(1, 0, 0).start()) {
            fixture.fleet().addRawInstance(listed("a/b", "n").put("used_memory", 1).toString());
            fixture.sync();
            Map<String, Object> before = fixture.tables().row(ROW);
            fixture.fleet().removeInstance("a/b");
            fixture.fleet().addRawInstance(listed("a/b", "n").put("used_memory", 2).toString());
            fixture.clock().advance(Duration.ofMinutes(15));

            fixture.sync();

            assertThat(fixture.tables().row(ROW)).isEqualTo(before);
            assertThat(fixture.tables().row("select last_seen_at from rejected_record"))
                    .containsEntry("last_seen_at", fixture.clock().instant());
        }
    }

    @Test
    void areSaidInOneLineOfTheSyncsErrorsAndInItsRow() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(1, 0, 0).start()) {
            IDS.forEach(id -> fixture.fleet().addRawInstance(listed(id, "n").toString()));

            fixture.sync();

            Map<String, Object> error = fixture.tables().row("select * from sync_error");
            assertThat(error).containsEntry("endpoint", "instances").containsEntry("instance_id", null)
                    .containsEntry("action", "skip_instance");
            assertThat((String) error.get("error_msg")).startsWith(IDS.size() + " listed instances are refused")
                    .contains("instance_id is not of 0-9, A-Z, a-z");
            assertThat(fixture.tables().row("select status, tasks_failed, records_rejected from sync_run"))
                    .containsEntry("status", "partial").containsEntry("tasks_failed", 2L * IDS.size())
                    .containsEntry("records_rejected", 0L);
        }
    }

    @Test
    void areNoFailureOfTheSourceWhenThereIsNothingElse() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(0, 0, 0).start()) {
            fixture.fleet().addRawInstance(listed("..", "n").toString());

            SyncRun run = fixture.sync();

            assertThat(run.getSummary().status()).isEqualTo(Summary.Status.PARTIAL);
            assertThat(run.getSummary().failed()).isEqualTo(2);
        }
    }

    @Test
    void countNothingWhereTheSettingsLeaveThemOut() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(1, 0, 0).variable("DCS_INSTANCES_EXCLUDE", "no-*")
                .start()) {
            fixture.fleet().addRawInstance(listed("a/b", "no-thanks").toString());

            assertThat(fixture.sync().getSummary().status()).isEqualTo(Summary.Status.COMPLETE);
            assertThat(fixture.syncInstances(fixture.instance(0)).getSummary().status())
                    .isEqualTo(Summary.Status.COMPLETE);
            assertThat(fixture.tables().column("select endpoint from rejected_record")).containsExactly("instances");
        }
    }

    @Test
    void countOnceWhereTheirSourceIsCut() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(4, 1, 1).variable("DCS_SOURCE_DEFAULT_SHARDS", "2")
                .start()) {
            fixture.fleet().addRawInstance(listed("a/b", "n").toString());

            List<SyncRequest> requests = SyncRequest.ofEachShard(fixture.settings().sources().get(0), "once", List.of(),
                    false, null, null);
            Summary first = fixture.bundle().sync(requests.get(0)).getSummary();
            Summary second = fixture.bundle().sync(requests.get(1)).getSummary();

            assertThat(first.failed() + second.failed()).isEqualTo(2);
            assertThat(first.instances() + second.instances()).isEqualTo(5);
            assertThat(second.status()).isEqualTo(Summary.Status.COMPLETE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void areGoneWhenAnEarlierVersionHasStoredThem(TestDatabase kind) throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(2, 0, 0).start()) {
            fixture.sync();
            fixture.jdbc().update("update dcs_instance set instance_id = 'a/b' where instance_id = ?",
                    fixture.instance(1));
            fixture.fleet().removeInstance(fixture.instance(1));
            fixture.fleet().addRawInstance(listed("a/b", "n").toString());

            fixture.sync();

            assertThat(fixture.tables().row("select gone_at from dcs_instance where instance_id = 'a/b'"))
                    .doesNotContainEntry("gone_at", null);
        }
    }

    /** Whatever asked for it: the last door before an address is made. */
    @Test
    void areNotAskedForEvenWhenTheRequestNamesThem() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(1, 0, 0).start()) {
            Summary summary = fixture.syncInstances("{{env:PATH}}", "..", "a/b").getSummary();

            assertThat(summary.failed()).isEqualTo(6);
            assertThat(asked(fixture)).containsOnly("instances");
        }
    }

    @Test
    void areNoRecordsToReplay() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(1, 0, 0).start()) {
            fixture.fleet().addRawInstance(listed("a/b", "n").toString());
            fixture.sync();

            assertThat(fixture.bundle().replay(SyncFixture.DEFAULT).rejected()).isZero();
        }
    }

    /** What the service was asked for: instances, or the id of one. */
    private static List<String> asked(SyncFixture fixture) {
        return fixture.simulator().traffic().recent().stream().map(ReceivedRequest::request)
                .map(request -> request.path().equals("/v2/" + fixture.fleet().projectId() + "/instances")
                        ? "instances" : String.valueOf(request.instanceId()))
                .toList();
    }

    private static ObjectNode listed(String id, String name) {
        return JsonMapper.builder().build().createObjectNode().put("instance_id", id).put("name", name);
    }
}
