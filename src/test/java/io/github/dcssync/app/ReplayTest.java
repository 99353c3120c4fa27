package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcssync.database.Dialect;
import io.github.dcssync.replay.ReplayResult;
import io.github.dcssync.secret.Secrets;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.store.PageOrigin;
import io.github.dcssync.store.PageWriter;
import io.github.dcssync.store.RejectedPages;
import io.github.dcssync.testkit.OnEveryDatabase;
import io.github.dcssync.testkit.Operations;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was rejected is stored by a program that understands it, once, and never in place of something newer. */
@OnEveryDatabase
class ReplayTest {

    private static final String LEFT = "select payload from rejected_record where replayed_at is null";

    private final TestDatabase kind;

    ReplayTest(TestDatabase kind) {
        this.kind = kind;
    }

    private static void reject(SyncFixture fixture, String endpoint, String payload) {
        reject(fixture, endpoint, payload, new Secrets());
    }

    private static void reject(SyncFixture fixture, String endpoint, String payload, Secrets secrets) {
        Dialect dialect = fixture.dialect();
        new RejectedPages(new PageWriter(fixture.jdbc(), dialect), secrets).keep(
                new PageOrigin("run", SyncFixture.DEFAULT, "project", fixture.instance(0), endpoint), "unreadable",
                payload, fixture.clock().instant().atOffset(ZoneOffset.UTC));
    }

    @Test
    void storesWhatCanBeReadNowAndLeavesTheRest() throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(1, 2, 1).start()) {
            fixture.sync();
            reject(fixture, "backups", "{\"backup_id\":\"b1\",\"status\":\"failed\",\"error_code\":\"dcs.08.0002\"}");
            reject(fixture, "restores", "{\"restore_id\":\"r1\",\"remark \\u0000\":1}");
            reject(fixture, "backups", "{\"backup_id\":\"\"}");
            reject(fixture, "backups", "{\"backup_record_respo");
            reject(fixture, "restores", "17");

            ReplayResult result = fixture.bundle().replay(SyncFixture.DEFAULT);

            assertThat(result.line()).isEqualTo(
                    "dcs-sync: replay partial rejected=5 replayed=2 inserted=2 changed=0 unchanged=0 left=3");
            assertThat(fixture.tables().row("select * from backup_record where backup_id = 'b1'"))
                    .containsEntry("instance_id", fixture.instance(0)).containsEntry("source", SyncFixture.DEFAULT)
                    .containsEntry("project_id", fixture.fleet().projectId());
            assertThat(fixture.tables().column("select category from operation_failure where record_id = 'b1'"))
                    .containsExactly("timeout");
            assertThat(fixture.tables().column(LEFT)).containsExactlyInAnyOrder("{\"backup_id\":\"\"}",
                    "{\"backup_record_respo", "17");
            assertThat(fixture.tables().column("select distinct replayed_at from rejected_record"
                    + " where replayed_at is not null")).containsExactly(fixture.clock().instant());
            assertThat(fixture.bundle().replay(SyncFixture.DEFAULT).line()).isEqualTo(
                    "dcs-sync: replay failed rejected=3 replayed=0 inserted=0 changed=0 unchanged=0 left=3");
        }
    }

    @Test
    void putsAWholePageThrough() throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(1, 1, 0).start()) {
            fixture.sync();
            reject(fixture, "backups", "{\"total_num\":3,\"backup_record_response\":[{\"backup_id\":\"b1\"},"
                    + "{\"backup_id\":\"b2\"},{\"backup_id\":null},{\"backup_id\":\"b2\"}]}");

            ReplayResult result = fixture.bundle().replay(SyncFixture.DEFAULT);

            assertThat(result.fields()).containsEntry("replayed", 1).containsEntry("inserted", 2)
                    .containsEntry("left", 0);
            assertThat(fixture.tables().column(LEFT)).containsExactly("{\"backup_id\":null}");
        }
    }

    @Test
    void leavesWhatIsStoredInANewerState() throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(1, 0, 0).start()) {
            Operations operations = new Operations(fixture);
            operations.backup("old", "succeed", null, 5);
            operations.backup("new", "backuping", null, 5);
            fixture.sync();
            reject(fixture, "backups", "{\"backup_record_response\":[{\"backup_id\":\"old\",\"status\":\"backuping\","
                    + "\"updated_at\":\"" + operations.time(6) + "\"},{\"backup_id\":\"new\",\"status\":\"succeed\","
                    + "\"updated_at\":\"" + operations.time(4) + "\"}]}");

            ReplayResult result = fixture.bundle().replay(SyncFixture.DEFAULT);

            assertThat(result.fields()).containsEntry("changed", 1).containsEntry("unchanged", 1);
            assertThat(fixture.tables().column("select status from backup_record")).containsOnly("succeed");
        }
    }

    @Test
    void storesNothingOfARowWhoseTransactionFailsAndGoesOn() throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(1, 0, 0).start()) {
            fixture.sync();
            reject(fixture, "backups", "{\"backup_id\":\"b1\",\"status\":\"odd\"}");
            reject(fixture, "backups", "{\"backup_id\":\"b2\"}");
            fixture.tables().execute("alter table backup_record add constraint refuses check (status <> 'odd')");

            ReplayResult result = fixture.bundle().replay(SyncFixture.DEFAULT);

            assertThat(result.status()).isEqualTo("partial");
            assertThat(fixture.tables().column("select backup_id from backup_record")).containsExactly("b2");
            assertThat(fixture.tables().column(LEFT)).hasSize(1);
        }
    }

    @Test
    void keepsAPageWithoutSecretsAndCutWithinACharacter() throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(1, 0, 0).start()) {
            Secrets secrets = new Secrets();
            secrets.add("very-secret-key");
            String page = "very-secret-key\u0000" + "\uD83D\uDE00".repeat(300_000);

            reject(fixture, "backups", page, secrets);
            reject(fixture, "backups", page, secrets);

            Map<String, Object> row = fixture.tables().row("select * from rejected_record");
            String kept = (String) row.get("payload");
            assertThat(kept).startsWith("xxxxxx\uFFFD\uD83D").endsWith("\uDE00");
            assertThat(kept.getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
                    .isBetween(RejectedPages.MOST_BYTES - 3, RejectedPages.MOST_BYTES);
            assertThat(List.of(row.get("endpoint"), row.get("reason"))).containsExactly("backups", "unreadable");
        }
    }

    @Test
    void waitsForNobodyElsesLeaseForEver() throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(1, 0, 0).start()) {
            fixture.sync();
            reject(fixture, "backups", "{\"backup_id\":\"b1\"}");
            fixture.bundle().stopSyncs();
            fixture.tables().execute("update sync_lease set holder = 'other', token = token + 1,"
                    + " expires_at = current_timestamp + interval '1' hour");

            assertThatThrownBy(() -> fixture.bundle().replay(SyncFixture.DEFAULT)).hasMessageContaining("other");
            assertThat(fixture.tables().count("backup_record")).isZero();
            assertThat(fixture.fleet().recordIds(SimulatedKind.BACKUP, fixture.instance(0))).isEmpty();
        }
    }
}
