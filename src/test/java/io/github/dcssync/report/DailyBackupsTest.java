package io.github.dcssync.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DailyBackupsTest extends ViewTest {

    DailyBackupsTest(TestDatabase store) {
        super(store);
    }

    @Test
    void cutsDaysAtMidnightUtc() throws SQLException {
        given().backup("i", "1", NEW_YEAR).backup("i", "2", NEW_YEAR.plusDays(1).minus(MICROSECOND))
                .backup("i", "3", NEW_YEAR.minus(MICROSECOND));
        assertThat(given().report(Report.DAILY_BACKUPS, "day, total"))
                .containsExactly("2026-01-01 2", "2025-12-31 1");
    }

    @Test
    void countsHowBackupsEnded() throws SQLException {
        given().backup("i", "1", NEW_YEAR, "backup_type", "manual")
                .backup("i", "2", NEW_YEAR, "status", "expired")
                .backup("i", "3", NEW_YEAR, "status", "deleted")
                .backup("i", "4", NEW_YEAR, "status", "expired", "error_code", "c")
                .backup("i", "5", NEW_YEAR, "status", "failed", "error_code", "c")
                .backup("i", "6", NEW_YEAR, "status", "failed", "backup_type", null)
                .backup("i", "7", NEW_YEAR, "status", "waiting")
                .backup("i", "8", NEW_YEAR, "status", "backuping")
                .backup("i", "9", NEW_YEAR, "status", "paused");
        assertThat(given().report(Report.DAILY_BACKUPS,
                "day, source, total, succeeded, failed, running, manual, automatic, success_rate"))
                .containsExactly("2026-01-01 s 9 3 3 2 1 7 50.00");
    }

    @Test
    void knowsManualAndAutomaticOnesWhateverTheCase() throws SQLException {
        given().backup("i", "1", NEW_YEAR, "backup_type", "Manual").backup("i", "2", NEW_YEAR, "backup_type", "MANUAL")
                .backup("i", "3", NEW_YEAR, "backup_type", "AUTO").backup("i", "4", NEW_YEAR, "backup_type", "other");
        assertThat(given().report(Report.DAILY_BACKUPS, "total, manual, automatic")).containsExactly("4 2 1");
    }

    @Test
    void knowsNoDayInTheFuture() throws SQLException {
        given().backup("i", "1", daysAgo(-1000)).backup("i", "2", daysAgo(-1000), "status", "failed")
                .backup("i", "3", minutesAgo(-5).plus(MICROSECOND)).backup("i", "4", minutesAgo(-5));
        assertThat(given().report(Report.DAILY_BACKUPS, "total, success_rate")).containsExactly("1 100.00");
    }

    @Test
    void givesTheRateOfThoseThatEndedWithTwoDecimals() throws SQLException {
        given().backup("i", "1", NEW_YEAR).backup("i", "2", NEW_YEAR)
                .backup("i", "3", NEW_YEAR, "status", "failed").backup("i", "4", NEW_YEAR, "status", "waiting")
                .backup("i", "5", NEW_YEAR.minusDays(1), "status", "waiting")
                .backup("i", "6", NEW_YEAR.minusDays(2))
                .backup("i", "7", NEW_YEAR.minusDays(3), "status", "failed");
        assertThat(given().report(Report.DAILY_BACKUPS, "day, success_rate")).containsExactly(
                "2026-01-01 66.67", "2025-12-31 null", "2025-12-30 100.00", "2025-12-29 0.00");
    }

    @Test
    void keepsSourcesApart() throws SQLException {
        given().backup("i", "1", NEW_YEAR).backup("j", "2", NEW_YEAR, "source", "t", "status", "failed");
        assertThat(given().report(Report.DAILY_BACKUPS, "source, succeeded, failed"))
                .containsExactly("s 1 0", "t 0 1");
    }

    @Test
    void showsBackupsWithoutATimeLast() throws SQLException {
        given().backup("i", "1", NEW_YEAR).backup("i", "2", null);
        assertThat(given().report(Report.DAILY_BACKUPS, "day, total")).containsExactly("2026-01-01 1", "null 1");
    }
}
