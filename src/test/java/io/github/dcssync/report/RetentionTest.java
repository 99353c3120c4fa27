package io.github.dcssync.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class RetentionTest extends ViewTest {

    RetentionTest(TestDatabase store) {
        super(store);
    }

    @Test
    void saysHowFarBackAnInstanceCanBeRestored() throws SQLException {
        given().instance("i").backup("i", "1", daysAgo(9), "size_bytes", 1)
                .backup("i", "2", daysAgo(20), "size_bytes", 2, "vanished_at", now())
                .backup("i", "3", daysAgo(15), "size_bytes", 4, "status", "expired")
                .backup("i", "4", daysAgo(12), "size_bytes", 8, "is_support_restore", false)
                .backup("i", "5", daysAgo(11), "status", "failed").backup("i", "6", daysAgo(2), "size_bytes", 16);
        assertThat(given().report(Report.RETENTION, "backups_recorded, backups_listed, backups_restorable, free_slots,"
                + " oldest_restorable_at, newest_restorable_at, reach_days, listed_size_bytes"))
                .containsExactly("6 4 2 20 " + daysAgo(9).toInstant() + " " + daysAgo(2).toInstant() + " 9 25");
    }

    @Test
    void showsAnInstanceWithoutBackups() throws SQLException {
        given().instance("i").instance("gone", "gone_at", now());
        assertThat(given().report(Report.RETENTION,
                "instance_id, backups_recorded, backups_listed, backups_restorable, free_slots, reach_days"))
                .containsExactly("i 0 0 0 24 null");
    }

    @Test
    void addsUpMoreThanAnEightByteNumberHoldsAndTakesANegativeSizeForNone() throws SQLException {
        given().instance("i").backup("i", "1", daysAgo(1), "size_bytes", Long.MAX_VALUE)
                .backup("i", "2", daysAgo(2), "size_bytes", Long.MAX_VALUE)
                .backup("i", "3", daysAgo(3), "size_bytes", -5)
                .instance("j").backup("j", "4", daysAgo(1), "size_bytes", -5);
        assertThat(given().report(Report.RETENTION, "instance_id, listed_size_bytes"))
                .containsExactly("i 18446744073709551614", "j null");
    }

    @Test
    void countsNothingOfTheFuture() throws SQLException {
        given().instance("i").backup("i", "1", daysAgo(-1000), "size_bytes", 7).backup("i", "2", daysAgo(3))
                .instance("j").backup("j", "3", minutesAgo(-5).plus(MICROSECOND), "size_bytes", 7);
        assertThat(given().report(Report.RETENTION, "instance_id, backups_recorded, backups_listed,"
                + " backups_restorable, free_slots, oldest_restorable_at, newest_restorable_at, reach_days,"
                + " listed_size_bytes")).containsExactly(
                        "i 1 1 1 23 " + daysAgo(3).toInstant() + " " + daysAgo(3).toInstant() + " 3 null",
                        "j 0 0 0 24 null null null null");
    }

    @Test
    void hasNoRoomLeftFromTwentyFourBackupsOn() throws SQLException {
        given().instance("i");
        for (int i = 1; i <= 25; i++) {
            given().backup("i", "b" + i, now());
            assertThat(given().report(Report.RETENTION, "free_slots"))
                    .containsExactly(String.valueOf(Math.max(0, 24 - i)));
        }
    }
}
