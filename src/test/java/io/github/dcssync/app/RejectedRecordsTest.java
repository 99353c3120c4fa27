package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.Operation;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.sync.Summary;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.OnEveryDatabase;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What has no usable key is kept as it came, and is in nobody's way. */
@OnEveryDatabase
class RejectedRecordsTest {

    private static final List<String> UNUSABLE = List.of(
            "{ \"backup_name\" : \"no key\" }",
            "{\"backup_id\":null,\"backup_name\":\"null\"}",
            "{\"backup_id\":\"\",\"size\":1e3}",
            "{\"backup_id\":{},\"backup_name\":\"\\u00fcber \uD834\uDD1E\"}",
            "{\"backup_id\":[\"a\"]}",
            "{\"backup_id\":\"" + "k".repeat(256) + "\"}",
            "{\"backup_id\":\" blank\"}",
            "\"just a text\"", "17", "[{\"backup_id\":\"inside\"}]");

    private final TestDatabase kind;

    RejectedRecordsTest(TestDatabase kind) {
        this.kind = kind;
    }

    @Test
    void keepsEachAsReceivedAndStoresTheRestOfThePage() throws Exception {
        try (SyncFixture fixture = withUnusable()) {
            SyncRun run = fixture.sync();

            Summary summary = run.getSummary();
            assertThat(summary.rejected()).isEqualTo(UNUSABLE.size() + 1);
            assertThat(summary.inserted()).isEqualTo(2 * (5 + 3));
            assertThat(summary.read()).isEqualTo(2 * (5 + 3) + UNUSABLE.size() + 1);
            assertThat(summary.status()).isEqualTo(Summary.Status.COMPLETE);
            assertThat(fixture.tables().column("select payload from rejected_record where endpoint = 'backups'"))
                    .containsExactlyInAnyOrderElementsOf(UNUSABLE);
            assertThat(fixture.tables().row("select * from rejected_record where endpoint = 'restores'"))
                    .containsEntry("run_id", run.getId()).containsEntry("source", SyncFixture.DEFAULT)
                    .containsEntry("instance_id", fixture.instance(1)).containsEntry("payload", "{\"status\":\"x\"}")
                    .containsEntry("rejected_at", fixture.clock().instant())
                    .containsEntry("last_seen_at", fixture.clock().instant()).containsEntry("replayed_at", null);
            assertThat(fixture.tables().column("select reason from rejected_record")).doesNotContainNull();
        }
    }

    @Test
    void onlyMovesTheLastSightingOfThoseSeenAgain() throws Exception {
        try (SyncFixture fixture = withUnusable()) {
            fixture.sync();
            String others = "select rejected_id, run_id, source, instance_id, endpoint, reason, payload,"
                    + " payload_sha256, rejected_at, replayed_at from rejected_record order by rejected_id";
            List<Map<String, Object>> before = fixture.tables().rows(others);
            Instant later = fixture.clock().instant().plus(Duration.ofMinutes(15));
            fixture.clock().advance(Duration.ofMinutes(15));

            Summary second = fixture.fullSync().getSummary();

            assertThat(second.fields()).containsEntry("rejected", (long) UNUSABLE.size() + 1)
                    .containsEntry("inserted", 0L).containsEntry("unchanged", 16L);
            assertThat(fixture.tables().rows(others)).isEqualTo(before);
            assertThat(fixture.tables().column("select distinct last_seen_at from rejected_record"))
                    .containsExactly(later);
        }
    }

    @Test
    void areOnlyTheSpoiltRecordsOfAPage() throws Exception {
        String list =
                "{\"backup_record_response\":[{\"backup_id\":\"whole\"},{\"backup_id\":\"latin\",\"remark\":\"caf\u00e9\"},"
                        + "{\"backup_id\":\"raw\",\"remark\":\"a\u0000\u0001\nb\"},{\"backup_id\":\"nan\",\"size\":NaN},"
                        + "{\"backup_id\":\"broken\",\"size\":01,\"remark\":\"\u0000\"}],\"total_num\":5}";
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(1, 1, 0).start()) {
            fixture.simulator().injectFaults((request, answer) -> request.operation() != Operation.BACKUPS_V1 ? answer
                    : Answer.json(200, request.rawQuery().contains("start=1&")
                            ? list.getBytes(StandardCharsets.ISO_8859_1)
                            : "{\"backup_record_response\":[],\"total_num\":5}".getBytes(StandardCharsets.UTF_8)));

            Summary summary = fixture.sync().getSummary();

            assertThat(summary.status()).isEqualTo(Summary.Status.COMPLETE);
            assertThat(summary.fields()).containsEntry("inserted", 4L).containsEntry("rejected", 1L);
            assertThat(fixture.tables().rows("select backup_id, remark, extra from backup_record"))
                    .extracting(row -> row.get("backup_id") + " " + row.get("remark") + " " + row.get("extra"))
                    .containsExactlyInAnyOrder("whole null null", "latin caf\uFFFD null",
                            "raw null {\"remark\":\"a\\u0000\\u0001\\nb\"}", "nan null {\"size\":\"NaN\"}");
            assertThat(fixture.tables().column("select payload from rejected_record"))
                    .containsExactly("{\"backup_id\":\"broken\",\"size\":01,\"remark\":\"\uFFFD\"}");
            assertThat(fixture.tables().column("select proof from instance_sync where endpoint = 'backups'"))
                    .containsExactly("proved");
        }
    }

    private SyncFixture withUnusable() throws Exception {
        SyncFixture fixture = SyncFixture.on(kind).fleet(2, 5, 3).start();
        UNUSABLE.forEach(json -> fixture.fleet().addRaw(SimulatedKind.BACKUP, fixture.instance(0), 2, json));
        fixture.fleet().addRaw(SimulatedKind.RESTORE, fixture.instance(1), 0, "{\"status\":\"x\"}");
        return fixture;
    }
}
