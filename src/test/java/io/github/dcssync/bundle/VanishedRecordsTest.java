package io.github.dcssync.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.simulator.RecordKind;
import io.github.dcssync.simulator.TotalNum;
import io.github.dcssync.sync.SyncRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the service no longer lists stays, and is marked when its absence is proved. */
@OnEveryDatabase
class VanishedRecordsTest {

    private static final String CHANGES = "select record_type, record_id, old_value, new_value, observed_at"
            + " from record_change where field = 'vanished_at' order by change_id";

    private final TestDatabase kind;

    VanishedRecordsTest(TestDatabase kind) {
        this.kind = kind;
    }

    @Test
    void areMarkedOnceAndComeBackAsTheyWere() throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(2, 5, 1).start()) {
            String instance = fixture.instance(0);
            String record = fixture.record(RecordKind.BACKUP, instance, 2);
            ObjectNode json = fixture.fleet().record(RecordKind.BACKUP, instance, record);
            fixture.sync();
            fixture.fleet().remove(RecordKind.BACKUP, instance, record);
            Instant gone = later(fixture);

            assertThat(fixture.sync().getSummary().vanished()).isEqualTo(1);
            assertThat(marked(fixture)).containsExactly(Map.of("backup_id", record, "vanished_at", gone));
            later(fixture);
            assertThat(fixture.sync().getSummary().vanished()).isZero();
            assertThat(marked(fixture)).containsExactly(Map.of("backup_id", record, "vanished_at", gone));

            fixture.fleet().add(RecordKind.BACKUP, instance, 2, json);
            Instant back = later(fixture);
            SyncRun run = fixture.sync();

            assertThat(run.getSummary().changed()).isEqualTo(1);
            assertThat(marked(fixture)).isEmpty();
            List<Map<String, Object>> changes = fixture.database().rows(CHANGES);
            assertThat(changes).extracting(change -> change.get("observed_at")).containsExactly(gone, back);
            assertThat(changes).extracting(change -> change.get("record_id")).containsOnly(record);
            assertThat(Instant.parse((String) changes.get(0).get("new_value"))).isEqualTo(gone);
            assertThat(Instant.parse((String) changes.get(1).get("old_value"))).isEqualTo(gone);
            assertThat(changes.get(1)).containsEntry("new_value", null);
        }
    }

    @Test
    void areMarkedWhenTheWholeListIsEmpty() throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(2, 3, 0).start()) {
            fixture.sync();
            fixture.fleet().resize(RecordKind.BACKUP, fixture.instance(0), 0);

            assertThat(fixture.sync().getSummary().vanished()).isEqualTo(3);
            assertThat(fixture.database().column("select distinct instance_id from backup_record"
                    + " where vanished_at is not null")).containsExactly(fixture.instance(0));
        }
    }

    @Test
    void areNotMarkedWithoutATotalToProveIt() throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(1, 25, 0)
                .variable("DCS_BACKUPS_PAGE_SIZE", "10").service(service -> service.totalNum(TotalNum.ABSENT))
                .start()) {
            fixture.sync();
            fixture.fleet().remove(RecordKind.BACKUP, fixture.instance(0),
                    fixture.record(RecordKind.BACKUP, fixture.instance(0), 12));

            assertThat(fixture.sync().getSummary().vanished()).isZero();
            assertThat(marked(fixture)).isEmpty();
            assertThat(fixture.database().column("select proof from instance_sync where endpoint = 'backups'"))
                    .containsExactly("weak");
        }
    }

    @Test
    void areNotMarkedWhenTheListCouldNotBeRead() throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(2, 3, 1).start()) {
            fixture.sync();
            fixture.fleet().removeInstance(fixture.instance(0));

            assertThat(fixture.sync().getSummary().vanished()).isZero();
            assertThat(marked(fixture)).isEmpty();
            assertThat(fixture.database().column("select count(*) from dcs_instance where gone_at is not null"))
                    .containsExactly(1L);
        }
    }

    private static Instant later(SyncFixture fixture) {
        fixture.clock().advance(Duration.ofHours(1));
        return fixture.clock().instant();
    }

    private static List<Map<String, Object>> marked(SyncFixture fixture) {
        return fixture.database()
                .rows("select backup_id, vanished_at from backup_record where vanished_at is not null");
    }
}
