package io.github.dcssync.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.FaultInjector;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.simulator.TotalNum;
import io.github.dcssync.sync.Summary;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the service no longer lists is kept, and marked only when that is certain. */
class VanishingTest {

    private static final String CHANGES = "select run_id, record_type, instance_id, record_id, old_value, new_value,"
            + " observed_at from record_change where field = 'vanished_at' order by change_id";

    @ParameterizedTest
    @EnumSource
    void marksABackupInWhosePlaceARejectedOneIsListed(TestDatabase store) throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(1, 6, 2).start()) {
            stage.sync();
            String instance = stage.instance(0);
            String gone = stage.record(SimulatedKind.BACKUP, instance, 3);
            stage.fleet().remove(SimulatedKind.BACKUP, instance, gone);
            stage.fleet().addRaw(SimulatedKind.BACKUP, instance, 3, "{\"backup_name\":\"no key\"}");

            SyncRun run = stage.sync();

            assertThat(run.getSummary().fields()).containsEntry("vanished", 1L).containsEntry("rejected", 1L);
            assertThat(stage.tables().column("select backup_id from backup_record where vanished_at is not null"))
                    .containsExactly(gone);
        }
    }

    /** Of a list that is long on its way pages are stored before it is read: as many may have come as have gone. */
    @ParameterizedTest
    @EnumSource
    void marksABackupInWhosePlaceAnotherWasStoredBeforeTheEndOfTheList(TestDatabase store) throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(1, 12, 0).pageSizes(4).start()) {
            stage.sync();
            String instance = stage.instance(0);
            String gone = stage.record(SimulatedKind.BACKUP, instance, 11);
            stage.fleet().remove(SimulatedKind.BACKUP, instance, gone);
            stage.fleet().addFirst(SimulatedKind.BACKUP, instance);
            stage.simulator().onRequest(request -> stage.clock().advance(Duration.ofSeconds(2)));

            assertThat(stage.sync().getSummary().fields()).containsEntry("vanished", 1L).containsEntry("inserted", 1L);

            assertThat(stage.tables().column("select backup_id from backup_record where vanished_at is not null"))
                    .containsExactly(gone);
        }
    }

    @ParameterizedTest
    @EnumSource
    void marksABackupThatIsGoneOnceAndClearsTheMarkWhenItComesBack(TestDatabase store) throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(2, 6, 2).start()) {
            stage.sync();
            String instance = stage.instance(0);
            String gone = stage.record(SimulatedKind.BACKUP, instance, 3);
            ObjectNode removed = stage.fleet().record(SimulatedKind.BACKUP, instance, gone);
            Map<String, Object> before = backup(stage, gone);
            stage.fleet().remove(SimulatedKind.BACKUP, instance, gone);
            stage.clock().advance(Duration.ofMinutes(15));
            Instant noticed = stage.clock().instant();

            SyncRun without = stage.sync();

            assertThat(without.getSummary().fields()).containsEntry("vanished", 1L).containsEntry("changed", 0L);
            assertThat(stage.tables().value("select records_vanished from sync_run where run_id = ?", without.getId()))
                    .isEqualTo(1L);
            assertThat(backup(stage, gone)).containsEntry("vanished_at", noticed).containsEntry("changed_at", noticed)
                    .containsEntry("first_seen_at", before.get("first_seen_at"))
                    .containsEntry("backup_name", before.get("backup_name"));
            assertThat(stage.tables().count("backup_record where vanished_at is not null")).isOne();
            assertThat(stage.tables().row(CHANGES)).containsEntry("run_id", without.getId())
                    .containsEntry("record_type", "backup").containsEntry("instance_id", instance)
                    .containsEntry("record_id", gone).containsEntry("old_value", null)
                    .containsEntry("observed_at", noticed)
                    .hasEntrySatisfying("new_value", time -> assertThat(Instant.parse((String) time))
                            .isEqualTo(noticed));

            stage.clock().advance(Duration.ofMinutes(15));
            assertThat(stage.sync().getSummary().vanished()).isZero();
            assertThat(stage.tables().rows(CHANGES)).hasSize(1);
            assertThat(backup(stage, gone)).containsEntry("vanished_at", noticed);

            stage.clock().advance(Duration.ofMinutes(15));
            stage.fleet().add(SimulatedKind.BACKUP, instance, 3, removed);
            SyncRun back = stage.sync();

            assertThat(back.getSummary().fields()).containsEntry("vanished", 0L).containsEntry("changed", 1L)
                    .containsEntry("inserted", 0L);
            assertThat(backup(stage, gone)).containsEntry("vanished_at", null)
                    .containsEntry("first_seen_at", before.get("first_seen_at"));
            assertThat(stage.tables().rows(CHANGES)).hasSize(2).last().satisfies(change -> {
                assertThat(change).containsEntry("run_id", back.getId()).containsEntry("record_id", gone)
                        .containsEntry("new_value", null).containsEntry("observed_at", stage.clock().instant());
                assertThat(Instant.parse((String) change.get("old_value"))).isEqualTo(noticed);
            });
            stage.stored().equalsWhatIsListed();
        }
    }

    private static Map<String, Object> backup(SyncFixture stage, String id) {
        return stage.tables().row("select * from backup_record where backup_id = ?", id);
    }

    @ParameterizedTest
    @EnumSource
    void marksAllWhenAListIsProvedToBeEmpty(TestDatabase store) throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(2, 30, 0).start()) {
            stage.sync();
            stage.fleet().resize(SimulatedKind.BACKUP, stage.instance(0), 0);

            assertThat(stage.sync().getSummary().vanished()).isEqualTo(30);

            stage.stored().equalsWhatIsListed();
            assertThat(stage.tables().count("backup_record")).isEqualTo(60);
        }
    }

    @ParameterizedTest
    @CsvSource({"ZERO, 6", "ABSENT, 6", "ABSENT, 25"})
    void concludesNothingFromAListWithoutACount(TotalNum totalNum, int backups) throws Exception {
        try (SyncFixture stage = SyncFixture.onAnyDatabase().fleet(3, backups, 4).pageSizes(10)
                .service(service -> service.totalNum(totalNum)).start()) {
            stage.sync();
            stage.fleet().remove(SimulatedKind.BACKUP, stage.instance(0), stage.record(SimulatedKind.BACKUP,
                    stage.instance(0), 2));
            stage.fleet().resize(SimulatedKind.BACKUP, stage.instance(1), 0);

            assertThat(stage.fullSync().getSummary().vanished()).isZero();

            assertNoneMarked(stage);
            assertThat(stage.stored().lastRead(SimulatedKind.BACKUP, stage.instance(0))).containsEntry("proof", "weak");
        }
    }

    @Test
    void concludesNothingFromAListOfManyPagesWithTheirOwnCounts() throws Exception {
        try (SyncFixture stage = SyncFixture.onAnyDatabase().fleet(1, 16, 0).pageSizes(5)
                .service(service -> service.totalNum(TotalNum.PAGE_COUNT)).start()) {
            stage.sync();
            stage.fleet().remove(SimulatedKind.BACKUP, stage.instance(0), stage.record(SimulatedKind.BACKUP,
                    stage.instance(0), 8));

            assertThat(stage.sync().getSummary().vanished()).isZero();

            assertNoneMarked(stage);
        }
    }

    @Test
    void concludesNothingFromAListThatFailedBeforeItsEnd() throws Exception {
        try (SyncFixture stage = SyncFixture.onAnyDatabase().fleet(2, 12, 3).pageSizes(5).start()) {
            stage.sync();
            String instance = stage.instance(0);
            stage.fleet().remove(SimulatedKind.BACKUP, instance, stage.record(SimulatedKind.BACKUP, instance, 1));
            stage.simulator()
                    .injectFaults((request,
                            answer) -> request.path().contains(instance) && "10".equals(request.query().get("start"))
                                    || request.path().contains(instance) && "9".equals(request.query().get("start"))
                                            ? Answer.json(500, "{}") : answer);

            Summary summary = stage.sync().getSummary();

            assertThat(summary.failed()).isOne();
            assertThat(summary.vanished()).isZero();
            assertNoneMarked(stage);
            stage.simulator().injectFaults(FaultInjector.NONE);
            assertThat(stage.sync().getSummary().vanished()).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource
    void concludesNothingFromABackfillAndMarksRestorationsInAFullSyncOnly(TestDatabase store) throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(1, 5, 5).start()) {
            stage.sync();
            String instance = stage.instance(0);
            stage.fleet().remove(SimulatedKind.BACKUP, instance, stage.record(SimulatedKind.BACKUP, instance, 2));
            stage.fleet().remove(SimulatedKind.RESTORE, instance, stage.record(SimulatedKind.RESTORE, instance, 0));
            stage.fleet().remove(SimulatedKind.RESTORE, instance, stage.record(SimulatedKind.RESTORE, instance, 3));
            Instant now = stage.clock().instant();

            assertThat(stage.backfill(now.minus(Duration.ofDays(900)), now.plus(Duration.ofDays(1))).getSummary()
                    .vanished()).isZero();
            assertThat(stage.backfill(null, now.plus(Duration.ofDays(1))).getSummary().vanished()).isZero();
            assertNoneMarked(stage);

            assertThat(stage.sync().getSummary().vanished()).as("the backup").isOne();
            assertThat(stage.tables().column("select distinct vanished_at from restore_record")).containsOnlyNulls();

            assertThat(stage.fullSync().getSummary().vanished()).as("the restorations").isEqualTo(2);
            stage.stored().equalsWhatIsListed();
            assertThat(stage.tables().column("select record_type from record_change where field = 'vanished_at'"
                    + " order by change_id")).isEqualTo(List.of("backup", "restore", "restore"));
        }
    }

    private static void assertNoneMarked(SyncFixture stage) {
        assertThat(stage.tables().count("backup_record where vanished_at is not null")).isZero();
        assertThat(stage.tables().count("restore_record where vanished_at is not null")).isZero();
        assertThat(stage.tables().count("record_change")).isZero();
    }
}
