package io.github.dcssync.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DailyFailuresTest extends ViewTest {

    DailyFailuresTest(TestDatabase store) {
        super(store);
    }

    @Test
    void countsFailuresOnTheUtcDayOnWhichTheOperationBegan() throws SQLException {
        given().failure("backup", "i", "1", "c.1", NEW_YEAR).failure("backup", "i", "2", "c.1",
                NEW_YEAR.plusDays(1).minus(MICROSECOND)).failure("backup", "j", "1", "c.1", NEW_YEAR.plusHours(3))
                .failure("backup", "j", "2", "c.1", NEW_YEAR.plusDays(1))
                .failure("restore", "i", "1", "c.1", NEW_YEAR);

        assertThat(given().report(Report.DAILY_FAILURES, "day, source, record_type, error_code, failures, instances"))
                .containsExactly("2026-01-02 s backup c.1 1 1", "2026-01-01 s backup c.1 3 2",
                        "2026-01-01 s restore c.1 1 1");
    }

    @Test
    void saysWhatACodeMeansHoweverItIsSpelt() throws SQLException {
        given().code("C.1").code("unknown").code("unclassified").failure("backup", "i", "1", "c.1", NEW_YEAR)
                .failure("backup", "i", "2", "C. 1", NEW_YEAR).failure("restore", "i", "3", "new.9", NEW_YEAR)
                .failure("backup", "i", "4", null, NEW_YEAR);

        assertThat(given().report(Report.DAILY_FAILURES, "record_type, meaning, owner, runbook, category, severity, "
                + "failures")).containsExactly("backup b-C.1 o-C.1 book-C.1 c-C.1 info 2",
                        "backup b-unclassified o-unclassified book-unclassified c-unclassified info 1",
                        "restore r-unknown o-unknown book-unknown c-unknown info 1");
    }

    @Test
    void takesTheDayItWasNoticedWhereTheOperationHasNoTimeOrOneInTheFuture() throws SQLException {
        given().failure("backup", "i", "1", "c.1", YEAR_ONE).failure("backup", "i", "2", "c.1", daysAgo(-1000));

        assertThat(given().report(Report.DAILY_FAILURES, "day, failures"))
                .containsExactly(now().toLocalDate() + " 2");
    }
}
