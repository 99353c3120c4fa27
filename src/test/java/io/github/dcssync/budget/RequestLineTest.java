package io.github.dcssync.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcssync.api.SharedLine;
import io.github.dcssync.api.SharedLine.Complaint;
import io.github.dcssync.database.Database;
import io.github.dcssync.testkit.OnEveryDatabase;
import io.github.dcssync.testkit.SetServerClock;
import io.github.dcssync.testkit.TestClock;
import io.github.dcssync.testkit.TestDatabase;
import io.github.dcssync.testkit.WatchedJdbc;
import java.sql.Connection;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.JdbcTemplate;

@OnEveryDatabase
class RequestLineTest {

    private static final long MILLI = 1_000_000;

    private final TestClock clock = new TestClock();
    private final Database database;
    private final RequestBudgets budgets;
    private final SharedLine here;
    private final SharedLine there;

    RequestLineTest(TestDatabase kind) {
        database = Database.open(kind.migrated(), 4);
        budgets = new RequestBudgets(new JdbcTemplate(
                WatchedJdbc.of(database.dataSource(), new SetServerClock(kind, clock::instant))));
        here = budgets.of("north");
        there = budgets.of("north");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static long beginsIn(SharedLine line, long millis) {
        return line.advance(millis * MILLI).beginsIn() / MILLI;
    }

    @Test
    void grantsEachStretchOnce() {
        assertThat(beginsIn(here, 100)).isZero();
        assertThat(beginsIn(there, 50)).isEqualTo(100);
        assertThat(beginsIn(here, 200)).isEqualTo(150);
        assertThat(beginsIn(budgets.of("south"), 200)).isZero();
        clock.advance(Duration.ofMillis(300));
        assertThat(beginsIn(there, 10)).isEqualTo(50);
    }

    @Test
    void keepsNothingForThoseWhoDoNotCome() {
        beginsIn(here, 100);
        clock.advance(Duration.ofSeconds(5));
        assertThat(beginsIn(there, 100)).isZero();
        assertThat(beginsIn(here, 100)).isEqualTo(100);
    }

    @Test
    void grantsNothingUntilTheServiceMayBeAskedAgain() {
        assertThat(there.look()).isEqualTo(Complaint.NONE);
        Complaint told = here.complain(7_000 * MILLI, 10.25);
        assertThat(told.endsIn()).isEqualTo(7_000 * MILLI);
        assertThat(told.rate()).isEqualTo(10.25);

        clock.advance(Duration.ofSeconds(2));
        assertThat(there.look()).isEqualTo(new Complaint(told.until(), 5_000 * MILLI, 10.25));
        assertThat(there.advance(100 * MILLI).complaint()).isEqualTo(there.look());
        assertThat(beginsIn(here, 100)).isEqualTo(5_100);
        clock.advance(Duration.ofMinutes(1));
        assertThat(there.look().endsIn()).isEqualTo(-55_000 * MILLI);
        assertThat(beginsIn(here, 100)).isZero();
    }

    @Test
    void doesNotShortenWhatTheServiceWants() {
        here.complain(30_000 * MILLI, 10);
        assertThat(there.complain(1_000 * MILLI, Double.POSITIVE_INFINITY))
                .extracting(Complaint::endsIn, Complaint::rate)
                .containsExactly(30_000 * MILLI, Double.POSITIVE_INFINITY);
        assertThat(here.complain(40_000 * MILLI, 5).endsIn()).isEqualTo(40_000 * MILLI);
    }

    /** From before the clock was set back nothing holds: it would for as long as that was. */
    @Test
    void goesOnWhenTheClockIsSetBack() {
        beginsIn(here, 100);
        here.complain(1_000 * MILLI, 10);
        clock.advance(Duration.ofHours(-2));
        assertThat(beginsIn(here, 100)).isZero();
        assertThat(there.look()).isEqualTo(Complaint.NONE);
        assertThat(there.complain(2_000 * MILLI, 5).endsIn()).isEqualTo(2_000 * MILLI);
    }

    /** A clock that is a little ahead of itself, after a fail-over, say, is caught up with. */
    @Test
    void waitsForAClockThatIsALittleBehind() {
        beginsIn(here, 100);
        clock.advance(Duration.ofSeconds(-3));
        assertThat(beginsIn(there, 100)).isEqualTo(3_100);
    }

    @Test
    void beginsAnewWhenItWasForgotten() {
        beginsIn(here, 60_000);
        budgets.forget("north");
        assertThat(beginsIn(there, 100)).isZero();
    }

    /** Between two statements somebody else has moved it, again and again. */
    @Test
    void grantsNothingToWhoIsOvertakenTimeAndAgain() {
        WatchedJdbc.Watch others = (Connection connection, String deed) -> {
            if (deed.contains("update request_budget")) {
                beginsIn(here, 10);
            }
        };
        SharedLine overtaken = new RequestBudgets(new JdbcTemplate(WatchedJdbc.of(database.dataSource(), others)))
                .of("north");
        beginsIn(here, 10);
        assertThatThrownBy(() -> overtaken.advance(100 * MILLI)).isInstanceOf(ConcurrencyFailureException.class)
                .hasMessageContaining("north");
    }
}
