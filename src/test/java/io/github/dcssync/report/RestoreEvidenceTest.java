package io.github.dcssync.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestoreEvidenceTest extends ViewTest {

    RestoreEvidenceTest(TestDatabase store) {
        super(store);
    }

    private static final String DURATION = "duration_seconds, rto_minutes, met_rto";

    @Test
    void saysFromWhichBackupAndHowLongARestorationTook() throws SQLException {
        given().instance("i").backup("i", "b", NEW_YEAR.minusMinutes(90))
                .restore("i", "r", NEW_YEAR, "backup_id", "b", "updated_at",
                        NEW_YEAR.plusSeconds(61).plusNanos(900_000));
        assertThat(given().report(Report.RESTORE_EVIDENCE, "source, instance_id, instance_name, restore_id, backup_id,"
                + " status, error_code, started_at, finished_at, duration_seconds, backup_age_minutes"))
                .containsExactly("s i name-i r b succeed null 2026-01-01T00:00:00Z 2026-01-01T00:01:01.000900Z 61 90");
    }

    @Test
    void meetsItsTimeUntilTheVeryEndOfIt() throws SQLException {
        given().policy("default", 1440, 60, 90).instance("i")
                .restore("i", "1", NEW_YEAR.plusDays(2), "updated_at", NEW_YEAR.plusDays(2).plusMinutes(60))
                .restore("i", "2", NEW_YEAR.plusDays(1), "updated_at",
                        NEW_YEAR.plusDays(1).plusMinutes(60).plus(MICROSECOND));
        assertThat(given().report(Report.RESTORE_EVIDENCE, DURATION)).containsExactly("3600 60 true", "3600 60 false");
    }

    @Test
    void asksWhatThePolicyOfTheRestoredInstanceAsks() throws SQLException {
        given().policy("default", 1440, 60, 90).policy("gold", 60, 5, 7).instance("g", "policy", "gold").instance("i")
                .restore("g", "1", NEW_YEAR.plusDays(1), "updated_at", NEW_YEAR.plusDays(1).plusMinutes(6))
                .restore("i", "2", NEW_YEAR, "updated_at", NEW_YEAR.plusMinutes(6));
        assertThat(given().report(Report.RESTORE_EVIDENCE, DURATION)).containsExactly("360 5 false", "360 60 true");
    }

    @Test
    void hasNotMetItsTimeWhenItFailed() throws SQLException {
        given().instance("i").restore("i", "r", NEW_YEAR, "status", "failed", "error_code", "c", "updated_at",
                NEW_YEAR.plusMinutes(1));
        assertThat(given().report(Report.RESTORE_EVIDENCE, "status, error_code, " + DURATION))
                .containsExactly("failed c 60 60 false");
    }

    @Test
    void hasNoDurationWhileItRuns() throws SQLException {
        given().instance("i").restore("i", "1", NEW_YEAR, "status", "restoring", "updated_at", NEW_YEAR.plusMinutes(1))
                .restore("i", "2", NEW_YEAR, "status", "waiting", "updated_at", NEW_YEAR.plusMinutes(1))
                .restore("i", "3", NEW_YEAR);
        assertThat(given().report(Report.RESTORE_EVIDENCE, DURATION))
                .containsExactly("null 60 null", "null 60 null", "null 60 null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"paused", "expired", "deleted", ""})
    void hasNoDurationWhileNobodyKnowsWhetherItHasEnded(String status) throws SQLException {
        given().instance("i").restore("i", "r", NEW_YEAR, "status", status, "updated_at", NEW_YEAR.plusMinutes(1));
        assertThat(given().report(Report.RESTORE_EVIDENCE, "finished_at, " + DURATION))
                .containsExactly("2026-01-01T00:01:00Z null 60 null");
    }

    @Test
    void findsTheBackupOfTheInstanceItCameFrom() throws SQLException {
        given().instance("i").instance("j").backup("i", "b", NEW_YEAR.minusMinutes(7))
                .restore("j", "1", NEW_YEAR.plusDays(1), "backup_id", "b", "source_instance_id", "i")
                .restore("i", "2", NEW_YEAR, "backup_id", "b", "source_instance_id", "elsewhere")
                .restore("j", "3", NEW_YEAR.minusDays(1), "backup_id", "b");
        assertThat(given().report(Report.RESTORE_EVIDENCE, "restore_id, backup_age_minutes"))
                .containsExactly("1 1447", "2 7", "3 null");
    }

    @Test
    void keepsTheEvidenceOfInstancesThatAreGone() throws SQLException {
        given().instance("i", "gone_at", now()).restore("i", "r", NEW_YEAR, "vanished_at", now());
        assertThat(given().report(Report.RESTORE_EVIDENCE, "restore_id")).containsExactly("r");
    }

    @Test
    void hasNoDurationWithoutABeginningOrWithAnEndBeforeIt() throws SQLException {
        given().instance("i").restore("i", "1", NEW_YEAR, "updated_at", NEW_YEAR.minus(MICROSECOND))
                .restore("i", "2", NEW_YEAR.minusDays(1), "updated_at", YEAR_ONE)
                .restore("i", "3", YEAR_ONE, "updated_at", NEW_YEAR)
                .restore("i", "4", YEAR_ONE, "updated_at", YEAR_ONE);
        assertThat(given().report(Report.RESTORE_EVIDENCE, DURATION)).hasSize(4).containsOnly("null 60 null");
    }

    @Test
    void judgesStatusesWhateverTheirCase() throws SQLException {
        given().instance("i").restore("i", "1", NEW_YEAR, "status", "SUCCEED", "updated_at", NEW_YEAR.plusMinutes(1))
                .restore("i", "2", NEW_YEAR.minusDays(1), "status", "Failed", "updated_at", NEW_YEAR)
                .restore("i", "3", NEW_YEAR.minusDays(2), "status", "Restoring", "updated_at", NEW_YEAR);
        assertThat(given().report(Report.RESTORE_EVIDENCE, "duration_seconds, met_rto"))
                .containsExactly("60 true", "86400 false", "null null");
    }
}
