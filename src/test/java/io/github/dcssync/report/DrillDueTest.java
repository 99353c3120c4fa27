package io.github.dcssync.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DrillDueTest extends ViewTest {

    DrillDueTest(TestDatabase store) {
        super(store);
    }

    private String verdict() throws SQLException {
        return given().report(Report.DRILL_DUE, "verdict").get(0);
    }

    @Test
    void isDueWhenTheLastSuccessIsAsOldAsThePolicyAllows() throws SQLException {
        given().policy("default", 1440, 60, 90).instance("i").restore("i", "1", daysAgo(90).plus(MICROSECOND));
        assertThat(verdict()).isEqualTo("ok");
        given().execute("delete from restore_record");
        given().restore("i", "2", daysAgo(90));
        assertThat(given().report(Report.DRILL_DUE, "verdict, drill_days, age_days, last_drill_at, due_at"))
                .containsExactly("due 90 90 " + daysAgo(90).toInstant() + " " + now().toInstant());
    }

    @Test
    void countsOnlyRestorationsThatSucceeded() throws SQLException {
        given().instance("i").restore("i", "1", now(), "status", "failed")
                .restore("i", "2", now(), "status", "restoring");
        assertThat(given().report(Report.DRILL_DUE, "verdict, last_drill_at, due_at"))
                .containsExactly("never null null");
    }

    @Test
    void countsForTheInstanceWhoseBackupWasRestored() throws SQLException {
        given().instance("i").instance("j").restore("j", "1", now(), "source_instance_id", "i");
        assertThat(given().report(Report.DRILL_DUE, "instance_id, verdict")).containsExactly("i ok", "j never");
    }

    @Test
    void asksWhatThePolicyAsks() throws SQLException {
        given().policy("gold", 60, 5, 7).policy("default", 1440, 60, 90).instance("g", "policy", "gold").instance("i")
                .restore("g", "1", daysAgo(8)).restore("i", "2", daysAgo(8));
        assertThat(given().report(Report.DRILL_DUE, "instance_id, policy, drill_days, verdict"))
                .containsExactly("g gold 7 due", "i default 90 ok");
    }

    @Test
    void isUnknownWhenRestorationsWereNotReadLately() throws SQLException {
        given().instance("i").read("i", "restores", minutesAgo(60));
        assertThat(verdict()).isEqualTo("never");
        given().read("i", "restores", minutesAgo(60).minus(MICROSECOND));
        assertThat(verdict()).isEqualTo("unknown");
        given().restore("i", "1", daysAgo(1));
        assertThat(verdict()).isEqualTo("ok");
    }

    @Test
    void isNotApplicableWhereThereCannotBeBackups() throws SQLException {
        given().instance("i").read("i", "backups", now(), "error_code", "DCS.4095");
        assertThat(given().report(Report.DRILL_DUE, "verdict, due_at")).containsExactly("not_applicable null");
    }

    @Test
    void takesNoRestorationWithoutATimeOrFromTheFutureForADrill() throws SQLException {
        given().instance("i").restore("i", "1", YEAR_ONE).restore("i", "2", now().plusDays(1));
        assertThat(given().report(Report.DRILL_DUE, "verdict, last_drill_at")).containsExactly("never null");
        given().restore("i", "3", daysAgo(2), "status", "SUCCEED").instance("j")
                .restore("j", "4", daysAgo(1), "source_instance_id", "i").restore("j", "5", daysAgo(3));
        assertThat(given().report(Report.DRILL_DUE, "instance_id, age_days")).containsExactly("j 3", "i 1");
    }

    @Test
    void leavesOutWhatTheSettingsDoNotSelect() throws SQLException {
        given().instance("i").instance("out", "is_selected", false);
        assertThat(given().report(Report.DRILL_DUE, "instance_id")).containsExactly("i");
    }
}
