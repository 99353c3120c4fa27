package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.OnEveryDatabase;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A record that differs is updated, and each field that differs is noted. */
@OnEveryDatabase
class ChangedRecordsTest {

    private final TestDatabase kind;
    private SyncFixture fixture;
    private String instance;
    private Instant first;

    ChangedRecordsTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void syncOnce() throws Exception {
        fixture = SyncFixture.on(kind).fleet(2, 4, 2).start();
        instance = fixture.instance(1);
        fixture.fleet().addRaw(SimulatedKind.BACKUP, instance, 0, """
                {"backup_id":"b","status":"backuping","progress":"42.00","size":0,"error_code":null,
                "is_support_restore":"FALSE","created_at":"2026-03-10T07:59:00.000Z","updated_at":null}""");
        fixture.sync();
        first = fixture.clock().instant();
        fixture.clock().advance(Duration.ofMinutes(15));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void updatesTheRowAndNotesEachFieldWithBothValues() throws Exception {
        fixture.fleet().change(SimulatedKind.BACKUP, instance, "b", backup -> backup.put("status", "succeed")
                .put("progress", "100.00").put("size", 5_000_000_000L).put("is_support_restore", "TRUE")
                .put("updated_at", "2026-03-10T08:10:00.500Z").put("storage", "cold"));

        SyncRun run = fixture.fullSync();

        assertThat(run.getSummary().fields()).containsEntry("changed", 1L).containsEntry("inserted", 0L)
                .containsEntry("unchanged", 12L);
        assertThat(fixture.tables().row("select * from backup_record where backup_id = 'b'"))
                .containsEntry("status", "succeed").containsEntry("progress", new BigDecimal("100.00"))
                .containsEntry("size_bytes", 5_000_000_000L).containsEntry("is_support_restore", true)
                .containsEntry("updated_at", Instant.parse("2026-03-10T08:10:00.500Z"))
                .containsEntry("extra", "{\"storage\":\"cold\"}")
                .containsEntry("first_seen_at", first).containsEntry("changed_at", fixture.clock().instant());
        assertThat(changes("backup", "b", run)).isEqualTo(Map.of(
                "status", Arrays.asList("backuping", "succeed"), "progress", Arrays.asList("42.00", "100.00"),
                "size_bytes", Arrays.asList("0", "5000000000"), "is_support_restore", Arrays.asList("false", "true"),
                "updated_at", Arrays.asList(null, "2026-03-10T08:10:00.500000Z"),
                "extra", Arrays.asList(null, "{\"storage\":\"cold\"}")));
        assertThat(fixture.tables().count("record_change")).isEqualTo(6);
    }

    @Test
    void leavesEveryOtherRowAlone() throws Exception {
        String others = "select * from backup_record where backup_id <> 'b' order by instance_id, backup_id";
        List<Map<String, Object>> before = fixture.tables().rows(others);
        fixture.fleet().change(SimulatedKind.BACKUP, instance, "b", backup -> backup.put("status", "failed"));

        fixture.sync();

        assertThat(fixture.tables().rows(others)).isEqualTo(before);
    }

    @Test
    void notesRestorationsThatLoseAValue() throws Exception {
        String restore = fixture.record(SimulatedKind.RESTORE, instance, 0);
        fixture.fleet().change(SimulatedKind.RESTORE, instance, restore,
                json -> json.put("restore_remark", "drill").put("error_code", "dcs.08.0007"));
        fixture.sync();
        fixture.fleet().change(SimulatedKind.RESTORE, instance, restore,
                json -> json.putNull("restore_remark").putObject("error_code"));

        SyncRun run = fixture.fullSync();

        assertThat(changes("restore", restore, run)).isEqualTo(Map.of("restore_remark", Arrays.asList("drill", null),
                "error_code", Arrays.asList("dcs.08.0007", null)));
    }

    /** One version of the API names the instance that a restoration's backup is of, the other does not. */
    @Test
    void keepsTheOriginOfARestorationThatWasOnceSaidAndTakesItForNoChange() throws Exception {
        String silent = "{\"restore_id\":\"r\",\"status\":\"succeed\"}";
        fixture.fleet().addRaw(SimulatedKind.RESTORE, instance, 0, silent);
        fixture.fullSync();
        Map<String, Object> before = restoration();
        fixture.clock().advance(Duration.ofMinutes(15));

        assertThatNothingHasChangedWith(
                "{\"restore_id\":\"r\",\"status\":\"succeed\",\"sourceInstanceId\":\"i\",\"sourceInstanceName\":\"orders\"}");
        before.putAll(Map.of("source_instance_id", "i", "source_instance_name", "orders"));
        assertThat(restoration()).isEqualTo(before);

        assertThatNothingHasChangedWith(silent);
        assertThat(restoration()).isEqualTo(before);
    }

    private void assertThatNothingHasChangedWith(String json) throws Exception {
        fixture.fleet().remove(SimulatedKind.RESTORE, instance, "r");
        fixture.fleet().addRaw(SimulatedKind.RESTORE, instance, 0, json);

        assertThat(fixture.fullSync().getSummary().fields()).containsEntry("changed", 0L).containsEntry("unchanged",
                14L);
        assertThat(fixture.tables().count("record_change")).isZero();
    }

    private Map<String, Object> restoration() {
        return new HashMap<>(fixture.tables().row("select * from restore_record where restore_id = 'r'"));
    }

    @Test
    void keepsTheOriginOfARestorationWhoseStatusChanges() throws Exception {
        fixture.fleet().addRaw(SimulatedKind.RESTORE, instance, 0,
                "{\"restore_id\":\"r\",\"status\":\"restoring\",\"sourceInstanceId\":\"i\"}");
        fixture.fullSync();
        fixture.fleet().remove(SimulatedKind.RESTORE, instance, "r");
        fixture.fleet().addRaw(SimulatedKind.RESTORE, instance, 0, "{\"restore_id\":\"r\",\"status\":\"succeed\"}");

        SyncRun run = fixture.fullSync();

        assertThat(changes("restore", "r", run)).isEqualTo(Map.of("status", Arrays.asList("restoring", "succeed")));
        assertThat(restoration()).containsEntry("source_instance_id", "i");
    }

    @Test
    void addsWhatIsNewBesideWhatIsKnown() throws Exception {
        String added = fixture.fleet().addFirst(SimulatedKind.BACKUP, instance);

        SyncRun run = fixture.fullSync();

        assertThat(run.getSummary().fields()).containsEntry("inserted", 1L).containsEntry("unchanged", 13L);
        assertThat(fixture.tables().row("select first_seen_at, changed_at from backup_record where backup_id = ?",
                added)).containsEntry("first_seen_at", fixture.clock().instant())
                .containsEntry("changed_at", fixture.clock().instant());
        assertThat(fixture.tables().count("record_change")).isZero();
    }

    @Test
    void updatesAnInstanceButNotesNoChangeOfIt() throws Exception {
        fixture.fleet().changeInstance(instance, json -> json.put("status", "FROZEN").put("used_memory", 7));

        fixture.sync();

        assertThat(fixture.tables().row("select * from dcs_instance where instance_id = ?", instance))
                .containsEntry("status", "FROZEN").containsEntry("first_seen_at", first)
                .containsEntry("changed_at", fixture.clock().instant());
        assertThat(fixture.tables().count("record_change")).isZero();
    }

    private Map<String, List<Object>> changes(String type, String record, SyncRun run) {
        Map<String, List<Object>> changes = new HashMap<>();
        for (Map<String, Object> change : fixture.tables().rows("select * from record_change where record_type = ?"
                + " and instance_id = ? and record_id = ? and run_id = ? and observed_at is not null", type, instance,
                record, run.getId())) {
            changes.put((String) change.get("field"),
                    Arrays.asList(change.get("old_value"), change.get("new_value")));
            assertThat(change).containsEntry("observed_at", fixture.clock().instant());
        }
        return changes;
    }
}
