package io.github.dcssync.report;

import io.github.dcssync.testkit.OnEveryDatabase;
import io.github.dcssync.testkit.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Given rows, expected rows; an hour, a day and a microsecond are exact, because the clock stands. */
@OnEveryDatabase
abstract class ViewTest {

    static final Duration MICROSECOND = Duration.of(1, ChronoUnit.MICROS);
    static final OffsetDateTime YEAR_ONE = OffsetDateTime.parse("0001-01-01T00:00:00Z");
    static final OffsetDateTime NEW_YEAR = OffsetDateTime.parse("2026-01-01T00:00:00Z");

    private final TestDatabase store;
    private Facts facts;

    ViewTest(TestDatabase store) {
        this.store = store;
    }

    @BeforeEach
    void begin() throws SQLException {
        facts = new Facts(store);
    }

    @AfterEach
    void end() throws SQLException {
        facts.close();
    }

    /** The database of this test: nothing in it but what the test puts there. */
    Facts given() {
        return facts;
    }

    OffsetDateTime now() {
        return facts.now();
    }

    OffsetDateTime minutesAgo(long minutes) {
        return facts.ago(Duration.ofMinutes(minutes));
    }

    OffsetDateTime daysAgo(long days) {
        return facts.ago(Duration.ofDays(days));
    }
}
