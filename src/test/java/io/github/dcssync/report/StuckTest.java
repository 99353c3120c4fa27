package io.github.dcssync.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class StuckTest extends ViewTest {

    StuckTest(TestDatabase store) {
        super(store);
    }

    @Test
    void showsWhatRunsForLongerThanARestorationMayTake() throws SQLException {
        given().policy("default", 1440, 60, 90).instance("i")
                .backup("i", "1", minutesAgo(60), "status", "backuping")
                .backup("i", "2", minutesAgo(60).minus(MICROSECOND), "status", "backuping", "progress", 7)
                .backup("i", "3", minutesAgo(90), "status", "waiting")
                .restore("i", "4", minutesAgo(200), "status", "restoring")
                .restore("i", "5", minutesAgo(300), "status", "waiting");
        assertThat(given().report(Report.STUCK, "record_type, record_id, status, progress, age_minutes, rto_minutes"))
                .containsExactly("restore 5 waiting null 300 60", "restore 4 restoring null 200 60",
                        "backup 3 waiting null 90 60", "backup 2 backuping 7.00 60 60");
    }

    @Test
    void countsFromTheFirstReadingWhereARecordDoesNotSayWhenItBegan() throws SQLException {
        given().policy("default", 1440, 60, 90).instance("i")
                .backup("i", "1", YEAR_ONE, "status", "backuping", "first_seen_at", minutesAgo(61))
                .backup("i", "2", null, "status", "waiting", "first_seen_at", minutesAgo(90))
                .restore("i", "3", YEAR_ONE, "status", "restoring", "first_seen_at", minutesAgo(70))
                .backup("i", "4", YEAR_ONE, "status", "backuping", "first_seen_at", minutesAgo(60))
                .backup("i", "5", daysAgo(-1), "status", "backuping", "first_seen_at", minutesAgo(70));
        assertThat(given().report(Report.STUCK, "record_id, age_minutes"))
                .containsExactlyInAnyOrder("1 61", "2 90", "3 70");
    }

    @Test
    void leavesOutWhatEndedOrCanNoLongerBeSeen() throws SQLException {
        given().instance("i").instance("gone", "gone_at", now())
                .backup("i", "1", daysAgo(1)).backup("i", "2", daysAgo(1), "status", "failed")
                .backup("i", "3", daysAgo(1), "status", "backuping", "vanished_at", now())
                .backup("gone", "4", daysAgo(1), "status", "backuping").restore("i", "5", daysAgo(1))
                .restore("i", "6", daysAgo(1), "status", "waiting", "vanished_at", now());
        assertThat(given().report(Report.STUCK, "record_id")).isEmpty();
    }
}
