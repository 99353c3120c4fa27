package io.github.dcssync.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {

    /** In the night to 2026-03-29 Berlin has no time from 2 to 3; Lord Howe Island none from 2 to 2:30 on 2026-10-04. */
    @ParameterizedTest
    @CsvSource({
        "0 7 2 * * ?, Europe/Berlin, 2026-03-28T12:00:00Z, 2026-03-29T01:07:00Z, 2026-03-30T00:07:00Z",
        "0 0 2 * * ?, Europe/Berlin, 2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z, 2026-03-30T00:00:00Z",
        "0 30 2 29 3 ? 2026, Europe/Berlin, 2026-03-28T12:00:00Z, ,",
        "0 10 2 * * ?, Australia/Lord_Howe, 2026-10-03T00:00:00Z, 2026-10-03T15:40:00Z, 2026-10-04T15:10:00Z",
        "0 30 * * * ?, Europe/Berlin, 2026-03-29T00:29:00Z, 2026-03-29T00:30:00Z, 2026-03-29T01:30:00Z",
        "0 7 2 * * ?, UTC, 2026-03-28T12:00:00Z, 2026-03-29T02:07:00Z, 2026-03-30T02:07:00Z",
        "0 7 2 * * ?, Europe/Berlin, 2026-10-24T12:00:00Z, 2026-10-25T01:07:00Z, 2026-10-26T01:07:00Z"})
    void comeAtTheMomentThatSummerTimeLeavesOut(String cron, ZoneId zone, Instant after, Instant first, Instant second) {
        Ticks ticks = new Ticks(cron, zone);

        if (first != null) {
            assertThat(ticks.next(after)).isEqualTo(first);
        }
        if (second != null) {
            assertThat(ticks.next(first)).isEqualTo(second);
        }
    }

    @Test
    void haveNoEndOnlyWhereTheScheduleHasNone() {
        assertThat(new Ticks("0 0 0 1 1 ? 2099", ZoneId.of("Europe/Berlin")).next(Instant.now()))
                .isEqualTo("2098-12-31T23:00:00Z");
        assertThat(new Ticks("0 0 0 1 1 ? 2025", ZoneId.of("Europe/Berlin"))
                .next(Instant.parse("2026-01-01T00:00:00Z"))).isNull();
    }

    @Test
    void areLeftOutByQuartzInTheGapAlone() {
        Ticks daily = new Ticks("0 7 2 * * ?", ZoneId.of("Europe/Berlin"));

        assertThat(daily.areLeftOut(Instant.parse("2026-03-29T01:06:58Z"), Instant.parse("2026-03-29T01:07:03Z"))).isTrue();
        assertThat(daily.areLeftOut(Instant.parse("2026-03-29T01:07:03Z"), Instant.parse("2026-03-29T01:07:08Z"))).isFalse();
        assertThat(daily.areLeftOut(Instant.parse("2026-03-30T00:06:58Z"), Instant.parse("2026-03-30T00:07:03Z"))).isFalse();
    }
}
