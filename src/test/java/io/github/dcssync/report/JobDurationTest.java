package io.github.dcssync.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class JobDurationTest extends ViewTest {

    JobDurationTest(TestDatabase store) {
        super(store);
    }

    private static final String ALL = "instance_name, record_type, jobs, average_seconds, longest_seconds,"
            + " earlier_jobs, earlier_average_seconds, change_percent";

    @Test
    void comparesThirtyDaysWithTheThirtyBefore() throws SQLException {
        given().instance("i").backup("i", "1", daysAgo(1), "updated_at", daysAgo(1).plusSeconds(10))
                .backup("i", "2", daysAgo(30).plus(MICROSECOND), "updated_at", daysAgo(30).plusSeconds(21))
                .backup("i", "3", daysAgo(30), "updated_at", daysAgo(30).plusSeconds(40))
                .backup("i", "4", daysAgo(60), "updated_at", daysAgo(60).plusSeconds(500))
                .restore("i", "5", daysAgo(2), "updated_at", daysAgo(2).plusSeconds(7).plus(MICROSECOND));
        assertThat(given().report(Report.JOB_DURATION, ALL)).containsExactly(
                "name-i backup 2 15 20 1 40 -62.50", "name-i restore 1 7 7 0 null null");
    }

    @Test
    void leavesOutTheFuture() throws SQLException {
        given().instance("i").backup("i", "1", daysAgo(-9), "updated_at", daysAgo(-9).plusSeconds(9))
                .restore("i", "2", daysAgo(-9), "updated_at", daysAgo(-9).plusSeconds(9))
                .backup("i", "3", daysAgo(1), "updated_at", daysAgo(1).plusSeconds(1))
                .restore("i", "4", minutesAgo(-5), "updated_at", minutesAgo(-5).plusSeconds(2));
        assertThat(given().report(Report.JOB_DURATION, "record_type, jobs, longest_seconds, last_at")).containsExactly(
                "backup 1 1 " + daysAgo(1).toInstant(), "restore 1 2 " + minutesAgo(-5).toInstant());
    }

    @Test
    void leavesOutWhatDidNotSucceedOrHasNoLength() throws SQLException {
        given().instance("i").backup("i", "1", daysAgo(1), "updated_at", now(), "status", "failed")
                .backup("i", "2", daysAgo(1), "updated_at", now(), "status", "expired")
                .backup("i", "3", daysAgo(1), "updated_at", daysAgo(2)).backup("i", "4", daysAgo(1));
        assertThat(given().report(Report.JOB_DURATION, "jobs")).isEmpty();
    }
}
