package io.github.dcssync.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.FaultRates;
import io.github.dcssync.simulator.Operation;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.sync.Summary;
import io.github.dcssync.sync.Summary.Status;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.OnEveryDatabase;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Of a page whose transaction fails nothing is left, and the next sync makes up for all of it. */
@OnEveryDatabase
class AtomicPageTest {

    private final TestDatabase store;

    AtomicPageTest(TestDatabase store) {
        this.store = store;
    }

    /** What a sync notes of itself, however it goes. */
    private static final String[] NOTES = {"sync_run", "sync_lease", "instance_sync", "sync_error"};

    /** The last statement of the last page fails, after records, changes, rejects and marks have been written. */
    @Test
    void leavesNothingOfALastPageThatCannotBeNoted() throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(2, 8, 0).start()) {
            stage.sync();
            String instance = stage.instance(0);
            disturb(stage, instance, 2);
            stage.tables().execute("alter table instance_sync add constraint refuses check (records <> 9)");
            Map<String, List<String>> before = stage.tables().everything(NOTES);
            Map<String, Object> lastRead = stage.stored().lastRead(SimulatedKind.BACKUP, instance);
            stage.clock().advance(Duration.ofMinutes(15));

            Summary failed = stage.sync().getSummary();

            assertThat(failed.fields()).containsEntry("failed", 1L).containsEntry("complete", 3L)
                    .containsEntry("inserted", 0L).containsEntry("changed", 0L).containsEntry("vanished", 0L)
                    .containsEntry("rejected", 0L).containsEntry("read", 8L);
            assertThat(stage.tables().everything(NOTES)).isEqualTo(before);
            for (String kept : List.of("completed_at", "records", "total_num", "pages")) {
                assertThat(stage.stored().lastRead(SimulatedKind.BACKUP, instance))
                        .containsEntry(kept, lastRead.get(kept));
            }
            assertThat(stage.stored().lastRead(SimulatedKind.BACKUP, instance)).containsEntry("proof", "none");

            stage.tables().execute("alter table instance_sync drop constraint refuses");
            assertThatTheNextSyncMakesUpForIt(stage);
        }
    }

    /** Many lists that brought nothing new are noted in one transaction, which one of them has refused. */
    @Test
    void failsOneListAloneWhoseReadingCannotBeNotedWithThatOfOthers() throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(9, 2, 1).start()) {
            stage.sync();
            stage.tables().execute("update instance_sync set shifts = 7");
            stage.tables().execute("alter table instance_sync add constraint refuses check (endpoint <> 'backups'"
                    + " or instance_id <> '" + stage.instance(4) + "' or shifts = 7)");
            stage.clock().advance(Duration.ofMinutes(15));

            Summary failed = stage.sync().getSummary();

            assertThat(failed.fields()).containsEntry("failed", 1L).containsEntry("complete", 17L);
            assertThat(stage.stored().lastRead(SimulatedKind.BACKUP, stage.instance(4)))
                    .containsEntry("consecutive_failures", 1L);
            assertThat(stage.tables().count("instance_sync where consecutive_failures = 0")).isEqualTo(17);
            assertThat(stage.tables().column("select instance_id from sync_error")).containsExactly(stage.instance(4));

            stage.tables().execute("alter table instance_sync drop constraint refuses");
            assertThat(stage.sync().getSummary().fields()).containsEntry("complete", 18L);
            assertThat(stage.tables().count("instance_sync where consecutive_failures = 0")).isEqualTo(18);
        }
    }

    /** Many faults are noted in one transaction, which one of them has refused: nothing hangs on it. */
    @Test
    void losesOneFaultAloneThatIsRefusedWithThoseOfOthers() throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(9, 2, 1).start()) {
            String refused = stage.instance(4);
            stage.simulator().injectFaults((request, answer) -> request.operation() == Operation.BACKUPS_V1
                    ? Answer.json(404, "{\"error_code\":\"DCS.4022\",\"error_msg\":\"gone\"}") : answer);
            stage.tables().execute("alter table sync_error add constraint refuses check (instance_id <> '" + refused
                    + "')");

            SyncRun run = stage.sync();

            assertThat(run.getError()).isNull();
            assertThat(run.getSummary().fields()).containsEntry("failed", 9L).containsEntry("complete", 9L);
            assertThat(stage.tables().column("select instance_id from sync_error")).hasSize(8).doesNotHaveDuplicates()
                    .doesNotContain(refused);
            assertThat(stage.tables().count("instance_sync where error_code = 'DCS.4022'")).isEqualTo(9);
        }
    }

    /** What it cannot note of any row is no matter of one row. */
    @Test
    void endsWhenTheTableOfFaultsIsMissing() throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(2, 2, 1).start()) {
            stage.simulator().injectFaults(FaultRates.parse("bad-instance:1"));
            stage.tables().execute("alter table sync_error rename to elsewhere");

            assertThat(stage.sync().getError()).containsIgnoringCase("sync_error");
        }
    }

    /** One new record, one changed, one that is no record, and one that is gone. */
    private static void disturb(SyncFixture stage, String instance, int position) {
        stage.fleet().change(SimulatedKind.BACKUP, instance, stage.record(SimulatedKind.BACKUP, instance, position),
                json -> json.put("status", "odd"));
        stage.fleet().remove(SimulatedKind.BACKUP, instance,
                stage.record(SimulatedKind.BACKUP, instance, position + 1));
        stage.fleet().addRaw(SimulatedKind.BACKUP, instance, position, "{\"backup_id\":\"\"}");
        stage.fleet().addFirst(SimulatedKind.BACKUP, instance);
    }

    private static void assertThatTheNextSyncMakesUpForIt(SyncFixture stage) throws Exception {
        Summary healed = stage.sync().getSummary();

        assertThat(healed.status()).isEqualTo(Status.COMPLETE);
        assertThat(healed.fields()).containsEntry("changed", 1L).containsEntry("vanished", 1L)
                .containsEntry("rejected", 1L);
        assertThat(stage.tables().column("select field from record_change order by field"))
                .containsExactly("status", "vanished_at");
        assertThat(stage.tables().count("rejected_record")).isOne();
    }

    @Test
    void keepsThePagesBeforeTheOneThatFails() throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(1, 12, 0).pageSizes(4).start()) {
            stage.sync();
            String instance = stage.instance(0);
            disturb(stage, instance, 7);
            String refused = stage.record(SimulatedKind.BACKUP, instance, 8 + 1);
            assertThat(stage.fleet().record(SimulatedKind.BACKUP, instance, refused).get("status").asText())
                    .isEqualTo("odd");
            stage.tables().execute("alter table backup_record add constraint refuses check (status <> 'odd')");
            stage.clock().advance(Duration.ofMinutes(15));

            Summary failed = stage.sync().getSummary();

            assertThat(failed.fields()).containsEntry("failed", 1L).containsEntry("inserted", 1L)
                    .containsEntry("changed", 0L).containsEntry("rejected", 0L).containsEntry("vanished", 0L);
            assertThat(stage.tables().count("backup_record")).isEqualTo(13);
            assertThat(stage.tables().count("rejected_record")).isZero();
            assertThat(stage.tables().count("record_change")).isZero();

            stage.tables().execute("alter table backup_record drop constraint refuses");
            assertThatTheNextSyncMakesUpForIt(stage);
        }
    }
}
