package io.github.dcssync.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.TestDatabase;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManualDeletionsTest extends ViewTest {

    ManualDeletionsTest(TestDatabase store) {
        super(store);
    }

    @Test
    void believesTheServiceThatSaysSo() throws SQLException {
        given().instance("i").backup("i", "1", NEW_YEAR, "status", "deleted", "first_seen_at", NEW_YEAR.plusDays(1))
                .backup("i", "2", NEW_YEAR, "status", "deleted", "first_seen_at", NEW_YEAR)
                .insert("record_change", Map.of("run_id", "r", "record_type", "backup", "instance_id", "i",
                        "record_id", "2", "field", "status", "old_value", "succeed", "new_value", "deleted",
                        "observed_at", NEW_YEAR.plusDays(2)));
        assertThat(given().report(Report.MANUAL_DELETIONS, "instance_name, backup_id, noticed_at, evidence"))
                .containsExactly("name-i 2 2026-01-03T00:00:00Z deleted_status",
                        "name-i 1 2026-01-02T00:00:00Z deleted_status");
    }

    @Test
    void noticesThatAnOlderOneIsStillListed() throws SQLException {
        given().instance("i").backup("i", "1", NEW_YEAR)
                .backup("i", "2", NEW_YEAR.plus(MICROSECOND), "vanished_at", NEW_YEAR.plusDays(9))
                .backup("i", "3", NEW_YEAR.minus(MICROSECOND), "vanished_at", NEW_YEAR.plusDays(9));
        assertThat(given().report(Report.MANUAL_DELETIONS, "backup_id, noticed_at, evidence"))
                .containsExactly("2 2026-01-10T00:00:00Z older_still_listed");
    }

    @Test
    void knowsThatAutomaticBackupsGoByTheirAgeWhileManualOnesStay() throws SQLException {
        given().instance("i").backup("i", "1", NEW_YEAR, "backup_type", "manual")
                .backup("i", "2", NEW_YEAR.plusDays(1), "vanished_at", now());
        assertThat(given().report(Report.MANUAL_DELETIONS, "backup_id")).isEmpty();
    }

    @Test
    void noticesAManualOneThatWentThoughThereWasRoom() throws SQLException {
        given().instance("i").backup("i", "m", NEW_YEAR, "backup_type", "manual", "vanished_at", now());
        for (int i = 1; i <= 23; i++) {
            given().backup("i", "b" + i, NEW_YEAR.plusDays(i));
        }
        assertThat(given().report(Report.MANUAL_DELETIONS, "backup_id, evidence"))
                .containsExactly("m room_for_manual");
        given().backup("i", "b24", NEW_YEAR.plusDays(24));
        assertThat(given().report(Report.MANUAL_DELETIONS, "backup_id")).isEmpty();
    }

    @Test
    void knowsManualAndAutomaticOnesWhateverTheCase() throws SQLException {
        given().instance("i").backup("i", "m", NEW_YEAR, "backup_type", "Manual", "vanished_at", now())
                .backup("i", "1", NEW_YEAR.plusDays(1), "backup_type", "MANUAL")
                .backup("i", "2", NEW_YEAR.plusDays(2), "backup_type", "AUTO")
                .backup("i", "3", NEW_YEAR.plusDays(3), "backup_type", "Auto", "vanished_at", now());
        assertThat(given().report(Report.MANUAL_DELETIONS, "backup_id, evidence"))
                .containsExactly("3 older_still_listed", "m room_for_manual");
    }

    @Test
    void concludesNothingFromATimeInTheFuture() throws SQLException {
        given().instance("i").backup("i", "1", NEW_YEAR)
                .backup("i", "2", minutesAgo(-5).plus(MICROSECOND), "vanished_at", now());
        assertThat(given().report(Report.MANUAL_DELETIONS, "backup_id")).isEmpty();
    }

    @Test
    void leavesOutWhatExpiredOrFailed() throws SQLException {
        given().instance("i").backup("i", "1", NEW_YEAR)
                .backup("i", "2", NEW_YEAR.plusDays(1), "status", "expired", "vanished_at", now())
                .backup("i", "3", NEW_YEAR.plusDays(1), "status", "failed", "vanished_at", now());
        assertThat(given().report(Report.MANUAL_DELETIONS, "backup_id")).isEmpty();
    }
}
