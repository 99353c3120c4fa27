package io.github.dcssync.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class FailuresByCodeTest extends ViewTest {

    FailuresByCodeTest(TestDatabase store) {
        super(store);
    }

    @Test
    void hasNoRowForACodeWithoutFailures() throws SQLException {
        given().code("c.1").code("unknown").code("unclassified");
        assertThat(given().report(Report.FAILURES_BY_CODE, "error_code")).isEmpty();
    }

    @Test
    void countsFailuresAndInstancesOfACode() throws SQLException {
        given().code("c.1").failure("backup", "i", "1", "c.1", NEW_YEAR.plusDays(3))
                .failure("backup", "i", "2", "c.1", NEW_YEAR).failure("backup", "j", "1", "c.1", NEW_YEAR.plusDays(1));
        assertThat(given().report(Report.FAILURES_BY_CODE,
                "record_type, error_code, category, severity, failures, instances, first_at, last_at")).containsExactly(
                        "backup c.1 c-c.1 info 3 2 2026-01-01T00:00:00Z 2026-01-04T00:00:00Z");
    }

    @Test
    void saysWhatACodeMeansForEachKindOfOperation() throws SQLException {
        given().code("c.1").failure("backup", "i", "1", "c.1", NEW_YEAR).failure("restore", "i", "1", "c.1", NEW_YEAR);
        assertThat(given().report(Report.FAILURES_BY_CODE, "record_type, meaning, owner, runbook"))
                .containsExactly("backup b-c.1 o-c.1 book-c.1", "restore r-c.1 o-c.1 book-c.1");
    }

    @Test
    void givesCodesWithoutAnEntryAndFailuresWithoutACodeTheirOwnMeanings() throws SQLException {
        given().code("unknown").code("unclassified").failure("backup", "i", "1", "new.9", NEW_YEAR)
                .failure("backup", "i", "2", "new.9", NEW_YEAR).failure("backup", "i", "3", null, NEW_YEAR);
        assertThat(given().report(Report.FAILURES_BY_CODE, "error_code, meaning, failures"))
                .containsExactly("new.9 b-unknown 2", "null b-unclassified 1");
    }

    @Test
    void countsACodeOnceHoweverItIsSpelt() throws SQLException {
        given().code("C.1").failure("backup", "i", "1", "c.1", NEW_YEAR).failure("backup", "i", "2", "C. 1", NEW_YEAR);
        assertThat(given().report(Report.FAILURES_BY_CODE, "meaning, failures")).containsExactly("b-C.1 2");
    }

    @Test
    void takesTheTimeItWasNoticedWhereTheOperationHasNoneOrOneInTheFuture() throws SQLException {
        given().failure("backup", "i", "1", "c.1", YEAR_ONE).failure("backup", "i", "2", "c.1", daysAgo(-1000));
        assertThat(given().report(Report.FAILURES_BY_CODE, "failures, first_at, last_at"))
                .containsExactly("2 " + now().toInstant() + " " + now().toInstant());
    }

    @Test
    void countsWhatWasSeenToFailThoughItSucceededAfterAll() throws SQLException {
        given().backup("i", "1", NEW_YEAR).failure("backup", "i", "1", "c.1", NEW_YEAR);
        given().execute("update operation_failure set resolved_at = detected_at, recovered_at = detected_at");
        assertThat(given().report(Report.FAILURES_BY_CODE, "error_code, failures")).containsExactly("c.1 1");
        assertThat(given().report(Report.DAILY_BACKUPS, "succeeded, failed")).containsExactly("1 0");
    }

    @Test
    void keepsWhatWasNotedWhereTheCodesWereNotLoaded() throws SQLException {
        given().failure("backup", "i", "1", "c.1", null);
        assertThat(given().report(Report.FAILURES_BY_CODE, "category, severity, meaning, first_at"))
                .containsExactly("tool warning null " + now().toInstant());
    }
}
