package io.github.dcssync.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** A source is overdue after three ticks of its schedule, however those are spaced, and never before the freshness. */
class OverdueTest {

    private static final Instant LAST = Instant.parse("2026-03-10T18:50:00Z");

    @Test
    void waitsForThreeTicks() {
        Overdue hourly = new Overdue("0 0 * * * ?", ZoneOffset.UTC, Duration.ofMinutes(1));

        assertThat(hourly.isSince(LAST, Instant.parse("2026-03-10T21:00:00Z"))).isFalse();
        assertThat(hourly.isSince(LAST, Instant.parse("2026-03-10T21:00:01Z"))).isTrue();
    }

    @Test
    void waitsForTheFreshnessWhenTheTicksAreQuick() {
        Overdue quick = new Overdue("0/10 * * * * ?", ZoneOffset.UTC, Duration.ofHours(1));

        assertThat(quick.isSince(LAST, LAST.plus(Duration.ofHours(1)))).isFalse();
        assertThat(quick.isSince(LAST, LAST.plus(Duration.ofHours(1)).plusSeconds(1))).isTrue();
    }

    @Test
    void isPatientWhileTheScheduleSleeps() {
        Overdue office = new Overdue("0 0/15 8-19 * * ?", ZoneId.of("Europe/Berlin"), Duration.ofHours(1));

        assertThat(office.isSince(LAST, Instant.parse("2026-03-11T07:30:00Z"))).as("08:30 in Berlin").isFalse();
        assertThat(office.isSince(LAST, Instant.parse("2026-03-11T07:30:01Z"))).isTrue();
    }

    @Test
    void isNeverWhenTheScheduleHasEnded() {
        assertThat(new Overdue("0 0 0 1 1 ? 2026", ZoneOffset.UTC, Duration.ofHours(1))
                .isSince(LAST, LAST.plus(Duration.ofDays(400)))).isFalse();
    }
}
