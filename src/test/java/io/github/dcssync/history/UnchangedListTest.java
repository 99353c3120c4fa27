package io.github.dcssync.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.FaultInjector;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A list whose answers are those of the last complete read is taken for stored; nothing else is. */
class UnchangedListTest {

    private static final String CHECKSUM = "select checksum from instance_sync where endpoint = 'backups'";

    @ParameterizedTest
    @EnumSource
    void isComparedByAFullSyncAlone(TestDatabase store) throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(1, 5, 2).start()) {
            stage.sync();
            stage.tables().execute("update backup_record set backup_name = 'by hand'");

            assertThat(stage.sync().getSummary().fields()).containsEntry("changed", 0L).containsEntry("unchanged", 6L);
            assertThat(stage.fullSync().getSummary().fields()).containsEntry("changed", 5L);
            stage.stored().equalsWhatIsListed();
        }
    }

    @ParameterizedTest
    @EnumSource
    void bringsBackWhatWasDeletedByHand(TestDatabase store) throws Exception {
        try (SyncFixture stage = SyncFixture.on(store).fleet(1, 5, 3).start()) {
            stage.sync();
            stage.tables().execute("delete from backup_record where backup_id = ?",
                    stage.record(SimulatedKind.BACKUP, stage.instance(0), 2));
            stage.tables().execute("delete from restore_record where restore_id = ?",
                    stage.record(SimulatedKind.RESTORE, stage.instance(0), 0));

            assertThat(stage.sync().getSummary().fields()).containsEntry("inserted", 2L);
            stage.stored().equalsWhatIsListed();
        }
    }

    @Test
    void isComparedWhenItSaysWhatItSaidBeforeAReadThatFailed() throws Exception {
        try (SyncFixture stage = SyncFixture.onAnyDatabase().fleet(1, 12, 0).pageSizes(5).start()) {
            stage.sync();
            String before = rename(stage, "for an hour");
            stage.simulator().injectFaults((request, answer) -> "9".equals(request.query().get("start"))
                    || "10".equals(request.query().get("start")) ? Answer.json(500, "{}") : answer);
            assertThat(stage.sync().getSummary().fields()).containsEntry("failed", 1L).containsEntry("changed", 1L);
            assertThat(stage.tables().value(CHECKSUM)).isNull();

            stage.simulator().injectFaults(FaultInjector.NONE);
            rename(stage, before);

            assertThat(stage.sync().getSummary().fields()).containsEntry("changed", 1L);
            stage.stored().equalsWhatIsListed();
            assertThat(stage.tables().value(CHECKSUM)).isNotNull();
        }
    }

    @Test
    void isComparedWhenItSaysWhatItSaidBeforeABackfill() throws Exception {
        try (SyncFixture stage = SyncFixture.onAnyDatabase().fleet(1, 4, 0).start()) {
            stage.sync();
            String before = rename(stage, "for an hour");
            Instant now = stage.clock().instant();
            assertThat(stage.backfill(now.minus(Duration.ofDays(900)), now.plus(Duration.ofDays(1))).getSummary()
                    .fields()).containsEntry("changed", 1L);

            rename(stage, before);

            assertThat(stage.sync().getSummary().fields()).containsEntry("changed", 1L);
            stage.stored().equalsWhatIsListed();
        }
    }

    @Test
    void isComparedWhenASourceOfAnotherNameReadsIt() throws Exception {
        try (SyncFixture stage = SyncFixture.onAnyDatabase().fleet(1, 4, 2).start()) {
            stage.sync();
            Object checksum = stage.tables().value(CHECKSUM);
            stage.restart(Map.of("DCS_SOURCES", "renamed"));

            stage.sync("renamed");

            assertThat(stage.tables().column("select distinct source from backup_record")).containsExactly("renamed");
            assertThat(stage.tables().value(CHECKSUM)).isNotEqualTo(checksum);
        }
    }

    @Test
    void isNotKnownByItsAnswersWhileAnElementIsRejected() throws Exception {
        try (SyncFixture stage = SyncFixture.onAnyDatabase().fleet(1, 3, 0).start()) {
            stage.fleet().addRaw(SimulatedKind.BACKUP, stage.instance(0), 1, "{\"backup_name\":\"no key\"}");
            stage.sync();
            Instant seen = (Instant) stage.tables().value("select last_seen_at from rejected_record");
            stage.clock().advance(Duration.ofMinutes(15));

            stage.sync();

            assertThat(stage.tables().value("select last_seen_at from rejected_record"))
                    .isEqualTo(seen.plus(Duration.ofMinutes(15)));
            assertThat(stage.tables().value(CHECKSUM)).isNull();
        }
    }

    /** @return the name that the first backup had */
    private static String rename(SyncFixture stage, String name) {
        String backup = stage.record(SimulatedKind.BACKUP, stage.instance(0), 0);
        String before = stage.fleet().record(SimulatedKind.BACKUP, stage.instance(0), backup).get("backup_name")
                .asText();
        stage.fleet().change(SimulatedKind.BACKUP, stage.instance(0), backup,
                record -> record.put("backup_name", name));
        return before;
    }
}
