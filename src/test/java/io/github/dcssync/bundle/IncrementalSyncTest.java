package io.github.dcssync.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.simulator.Operation;
import io.github.dcssync.simulator.RecordKind;
import io.github.dcssync.simulator.SimulatedRequest;
import io.github.dcssync.sync.Summary;
import io.github.dcssync.sync.SyncRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Restorations are many and old ones do not change: what is known for long is not asked for again. */
@OnEveryDatabase
class IncrementalSyncTest {

    private final TestDatabase kind;

    IncrementalSyncTest(TestDatabase kind) {
        this.kind = kind;
    }

    @Test
    void asksForNewRestorationsAloneAndMarksNoneAsVanished() throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(1, 2, 40).start()) {
            fixture.sync();
            fixture.clock().advance(Duration.ofHours(1));
            String added = fixture.fleet().addFirst(RecordKind.RESTORE, fixture.instance(0));

            Summary second = fixture.sync().getSummary();

            assertThat(second.inserted()).isEqualTo(1);
            assertThat(second.vanished()).isZero();
            assertThat(second.unchanged()).isLessThan(20);
            assertThat(lastRestoresRequest(fixture).query()).containsKey("begin_time").doesNotContainKey("end_time");
            assertThat(fixture.database().column("select restore_id from restore_record")).hasSize(41).contains(added);
        }
    }

    @Test
    void goesBackToTheOldestThatHasNotEnded() throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(1, 0, 0).start()) {
            String instance = fixture.instance(0);
            addRestore(fixture, "old", "restoring", "2026-01-05T10:00:00.000Z");
            addRestore(fixture, "new", "succeed", "2026-03-09T10:00:00.000Z");
            fixture.sync();
            fixture.fleet().change(RecordKind.RESTORE, instance, "old", json -> json.put("status", "failed"));

            assertThat(fixture.sync().getSummary().changed()).isEqualTo(1);
            assertThat(fixture.sync().getSummary().fields()).containsEntry("read", 1L);
            assertThat(fixture.database().row("select status from restore_record where restore_id = 'old'"))
                    .containsEntry("status", "failed");
        }
    }

    @Test
    void asksForAllWhenTheSyncIsFull() throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(1, 2, 40).start()) {
            fixture.sync();
            String removed = fixture.record(RecordKind.RESTORE, fixture.instance(0), 35);
            fixture.fleet().remove(RecordKind.RESTORE, fixture.instance(0), removed);

            Summary second = fixture.fullSync().getSummary();

            assertThat(second.fields()).containsEntry("unchanged", 41L).containsEntry("vanished", 1L);
            assertThat(lastRestoresRequest(fixture).query()).doesNotContainKey("begin_time");
            assertThat(fixture.database().column("select restore_id from restore_record where vanished_at is not null"))
                    .containsExactly(removed);
        }
    }

    @Test
    void fillsInABackfillWithoutMovingWhatIsNotedOfTheLists() throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(1, 60, 0).start()) {
            fixture.sync();
            List<Map<String, Object>> noted = fixture.database().rows("select * from instance_sync order by endpoint");
            Instant now = fixture.clock().instant();
            fixture.clock().advance(Duration.ofMinutes(5));

            Summary backfill = fixture.bundle().sync(new SyncRequest(SyncFixture.DEFAULT, "backfill", List.of(), false,
                    now.minus(Duration.ofDays(20)), now.minus(Duration.ofDays(10)))).getSummary();

            assertThat(backfill.status()).isEqualTo(Summary.Status.COMPLETE);
            assertThat(backfill.unchanged()).isBetween(10L, 13L);
            assertThat(backfill.vanished()).isZero();
            assertThat(fixture.database().rows("select * from instance_sync order by endpoint")).isEqualTo(noted);
            assertThat(fixture.database().column("select trigger_type from sync_run order by started_at"))
                    .containsExactly("once", "backfill");
        }
    }

    @Test
    void findsWhatABackfillHasStoredBeforeAnyOtherSync() throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(1, 60, 0).start()) {
            Instant now = fixture.clock().instant();
            int filledIn = (int) fixture.bundle().sync(new SyncRequest(SyncFixture.DEFAULT, "backfill", List.of(),
                    false, now.minus(Duration.ofDays(20)), now.minus(Duration.ofDays(10)))).getSummary().inserted();

            Summary first = fixture.sync().getSummary();

            assertThat(filledIn).isBetween(10, 13);
            assertThat(first.fields()).containsEntry("unchanged", (long) filledIn)
                    .containsEntry("inserted", 60L - filledIn).containsEntry("failed", 0L);
        }
    }

    @Test
    void writesNothingWhenItIsOnlyPlanned() throws Exception {
        try (SyncFixture fixture = SyncFixture.on(kind).fleet(3, 7, 2).start()) {
            Summary planned = fixture.bundle().plan(new SyncRequest(SyncFixture.DEFAULT, "plan", List.of()))
                    .getSummary();

            assertThat(planned.fields()).containsEntry("inserted", 27L).containsEntry("complete", 6L);
            for (String table : List.of("backup_record", "restore_record", "dcs_instance", "sync_run", "instance_sync",
                    "sync_lease", "total_num_meaning")) {
                assertThat(fixture.database().count(table)).as(table).isZero();
            }
        }
    }

    private static void addRestore(SyncFixture fixture, String id, String status, String created) {
        fixture.fleet().addRaw(RecordKind.RESTORE, fixture.instance(0), 0,
                "{\"restore_id\":\"%s\",\"status\":\"%s\",\"created_at\":\"%s\"}".formatted(id, status, created));
    }

    private static SimulatedRequest lastRestoresRequest(SyncFixture fixture) {
        List<SimulatedRequest> requests = fixture.simulator().traffic().recent(Operation.RESTORES_V2);
        return requests.get(requests.size() - 1);
    }
}
