package io.github.dcssync.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class SizeGrowthTest extends ViewTest {

    SizeGrowthTest(TestDatabase store) {
        super(store);
    }

    @Test
    void addsUpADayAndComparesItWithTheOneBefore() throws SQLException {
        given().backup("i", "1", NEW_YEAR, "size_bytes", 100).backup("i", "2", NEW_YEAR, "size_bytes", 300)
                .backup("j", "3", NEW_YEAR.plusDays(2), "size_bytes", 9_000_000_000_000_000L)
                .backup("j", "4", NEW_YEAR.plusDays(3), "size_bytes", 0)
                .backup("j", "5", NEW_YEAR.plusDays(4), "size_bytes", 5);
        assertThat(given().report(Report.SIZE_GROWTH,
                "day, source, backups, size_bytes, average_size_bytes, largest_size_bytes, growth_percent"))
                .containsExactly("2026-01-05 s 1 5 5 5 null", "2026-01-04 s 1 0 0 0 -100.00",
                        "2026-01-03 s 1 9000000000000000 9000000000000000 9000000000000000 4499999999999900.00",
                        "2026-01-01 s 2 400 200 300 null");
    }

    @Test
    void countsWhatSucceededAndHasASize() throws SQLException {
        given().backup("i", "1", NEW_YEAR, "size_bytes", 1, "status", "failed")
                .backup("i", "2", NEW_YEAR, "size_bytes", 2, "status", "expired")
                .backup("i", "3", NEW_YEAR, "size_bytes", 4, "status", "deleted", "error_code", "c")
                .backup("i", "4", NEW_YEAR).backup("i", "5", NEW_YEAR, "size_bytes", 8, "vanished_at", now());
        assertThat(given().report(Report.SIZE_GROWTH, "size_bytes")).containsExactly("10");
    }

    @Test
    void addsUpMoreThanAnEightByteNumberHolds() throws SQLException {
        for (String id : new String[] {"1", "2", "3"}) {
            given().backup("i", id, NEW_YEAR, "size_bytes", Long.MAX_VALUE);
        }
        assertThat(given().report(Report.SIZE_GROWTH, "backups, size_bytes, average_size_bytes, largest_size_bytes"))
                .containsExactly("3 27670116110564327421 9223372036854775807 9223372036854775807");
    }

    @Test
    void takesANegativeSizeForNone() throws SQLException {
        given().backup("i", "1", NEW_YEAR, "size_bytes", -5).backup("i", "2", NEW_YEAR, "size_bytes", 7)
                .backup("i", "3", NEW_YEAR.plusDays(1), "size_bytes", -1);
        assertThat(given().report(Report.SIZE_GROWTH, "day, backups, size_bytes")).containsExactly("2026-01-01 1 7");
    }

    @Test
    void knowsNoDayInTheFuture() throws SQLException {
        given().backup("i", "1", minutesAgo(-5).plus(MICROSECOND), "size_bytes", 1)
                .backup("i", "2", minutesAgo(-5), "size_bytes", 2);
        assertThat(given().report(Report.SIZE_GROWTH, "backups, size_bytes")).containsExactly("1 2");
    }

    @Test
    void keepsSourcesApart() throws SQLException {
        given().backup("i", "1", NEW_YEAR, "size_bytes", 1)
                .backup("j", "2", NEW_YEAR.plusDays(1), "size_bytes", 2, "source", "t");
        assertThat(given().report(Report.SIZE_GROWTH, "source, size_bytes, growth_percent"))
                .containsExactly("t 2 null", "s 1 null");
    }
}
