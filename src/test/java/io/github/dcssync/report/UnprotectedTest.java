package io.github.dcssync.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class UnprotectedTest extends ViewTest {

    UnprotectedTest(TestDatabase store) {
        super(store);
    }

    private String reason() throws SQLException {
        return given().report(Report.UNPROTECTED, "verdict, reason").get(0);
    }

    @Test
    void leavesOutProtectedInstancesAndThoseThatAreGone() throws SQLException {
        given().instance("i").backup("i", "b", now()).instance("gone", "gone_at", now());
        assertThat(given().report(Report.UNPROTECTED, "instance_id")).isEmpty();
    }

    @Test
    void tellsAListThatWasNeverReadFromAStaleOne() throws SQLException {
        given().instance("i").read("i", "backups", null);
        assertThat(reason()).isEqualTo("unknown never_read");
        given().read("i", "backups", daysAgo(1));
        assertThat(reason()).isEqualTo("unknown stale_reading");
    }

    @Test
    void tellsNoBackupsFromNoneThatSucceeded() throws SQLException {
        given().instance("i");
        assertThat(reason()).isEqualTo("never no_backups");
        given().backup("i", "b", now(), "status", "failed");
        assertThat(reason()).isEqualTo("never none_succeeded");
    }

    @Test
    void saysWhatBecameOfTheNewestBackup() throws SQLException {
        given().instance("i").backup("i", "1", daysAgo(9));
        assertThat(reason()).isEqualTo("breach too_old");
        given().backup("i", "2", daysAgo(3), "status", "failed");
        assertThat(reason()).isEqualTo("breach last_failed");
        given().backup("i", "3", daysAgo(2), "status", "backuping");
        assertThat(reason()).isEqualTo("breach still_running");
    }

    @Test
    void saysThatNoneCanBeRestored() throws SQLException {
        given().instance("i").backup("i", "1", now(), "vanished_at", now())
                .backup("i", "2", now(), "is_support_restore", false);
        assertThat(reason()).isEqualTo("breach none_restorable");
    }

    @Test
    void leavesOutWhatCannotHaveBackupsAndShowsWhatIsNew() throws SQLException {
        given().instance("i").read("i", "backups", now(), "error_code", "111400086")
                .instance("new", "created_at", minutesAgo(5));
        assertThat(given().report(Report.UNPROTECTED, "instance_id, verdict, reason"))
                .containsExactly("new new no_backups");
    }

    @Test
    void leavesOutWhatTheSettingsDoNotSelect() throws SQLException {
        given().instance("i").instance("out", "is_selected", false);
        assertThat(given().report(Report.UNPROTECTED, "instance_id")).containsExactly("i");
    }
}
