package io.github.dcssync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Stream;
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
    void comeAtTheMomentThatSummerTimeLeavesOut(String cron, ZoneId zone, Instant after, Instant first,
            Instant second) {
        Ticks ticks = new Ticks(cron, zone);

        if (first != null) {
            assertThat(ticks.next(after)).isEqualTo(first);
        }
        if (second != null) {
            assertThat(ticks.next(first)).isEqualTo(second);
        }
    }

    /**
     * What comes twice: in Berlin 2 to 3 on 2026-10-25 (from 00:00Z and 01:00Z), in New York 1 to 2 on 2026-11-01 (from
     * 05:00Z and 06:00Z), on Lord Howe Island 1:30 to 2 on 2026-04-05 (from 14:30Z and 15:00Z of the day before).
     */
    @ParameterizedTest
    @CsvSource({
        "0 0/15 * * * ?, Europe/Berlin, 2026-10-24T23:45:00Z, 0 15 30 45 60 75 90 105 120 135",
        "0 0/15 * * * ?, America/New_York, 2026-11-01T04:45:00Z, 0 15 30 45 60 75 90 105 120 135",
        "0 0/15 * * * ?, Australia/Lord_Howe, 2026-04-04T14:15:00Z, 0 15 30 45 60 75 90 105 120 135",
        "0 0 * * * ?, Europe/Berlin, 2026-10-24T22:00:00Z, 0 60 120 180 240 300",
        "0 0 * * * ?, America/New_York, 2026-11-01T04:00:00Z, 0 60 120 180 240 300",
        // 2:00 comes but once, an hour and a half after 1:00.
        "0 0 * * * ?, Australia/Lord_Howe, 2026-04-04T13:00:00Z, 0 60 150 210",
        "0 30 * * * ?, Europe/Berlin, 2026-10-24T23:30:00Z, 0 60 120 180 240",
        "0 30 * * * ?, Australia/Lord_Howe, 2026-04-04T13:30:00Z, 0 60 90 150",
        "0 7 2 * * ?, Europe/Berlin, 2026-10-24T00:07:00Z, 0 1500 2940",
        "0 30 2 * * ?, Europe/Berlin, 2026-10-24T00:30:00Z, 0 1500 2940",
        "'0 7,37 2 * * ?', Europe/Berlin, 2026-10-25T01:07:00Z, 0 30 1440",
        "0 45 1 * * ?, Europe/Berlin, 2026-10-24T23:45:00Z, 0 1500",
        "0 7 2 * * ?, America/New_York, 2026-10-31T06:07:00Z, 0 1500 2940",
        "0 30 2 * * ?, America/New_York, 2026-10-31T06:30:00Z, 0 1500 2940",
        "0 7 1 * * ?, America/New_York, 2026-10-31T05:07:00Z, 0 1500 2940",
        "0 7 2 * * ?, Australia/Lord_Howe, 2026-04-03T15:07:00Z, 0 1470 2910",
        "0 30 2 * * ?, Australia/Lord_Howe, 2026-04-03T15:30:00Z, 0 1470 2910",
        "0 45 1 * * ?, Australia/Lord_Howe, 2026-04-03T14:45:00Z, 0 1470 2910"})
    void goOnThroughAnHourThatComesTwiceAndComeOnceAtATimeOfDay(String cron, ZoneId zone, Instant first,
            String minutes) {
        Ticks ticks = new Ticks(cron, zone);
        long[] expected = Stream.of(minutes.split(" ")).mapToLong(Long::parseLong).toArray();

        assertThat(Stream.iterate(ticks.next(first.minusMillis(1)), ticks::next).limit(expected.length)
                .mapToLong(tick -> Duration.between(first, tick).toMinutes()).toArray()).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({"2026-10-25T00:20:00Z, 2026-10-25T00:30:00Z, 2026-10-25T01:07:00Z",
        "2026-10-25T00:50:00Z, 2026-10-25T01:00:00Z, 2026-10-25T01:07:00Z",
        "2026-10-25T01:20:00Z, 2026-10-25T01:30:00Z, 2026-10-26T01:07:00Z"})
    void areTheSameAskedWithinAnHourThatComesTwice(Instant asked, Instant half, Instant daily) {
        assertThat(new Ticks("0 0/30 * * * ?", ZoneId.of("Europe/Berlin")).next(asked)).isEqualTo(half);
        assertThat(new Ticks("0 7 2 * * ?", ZoneId.of("Europe/Berlin")).next(asked)).isEqualTo(daily);
    }

    @Test
    void haveNoEndOnlyWhereTheScheduleHasNone() {
        assertThat(new Ticks("0 0 0 1 1 ? 2099", ZoneId.of("Europe/Berlin")).next(Instant.now()))
                .isEqualTo("2098-12-31T23:00:00Z");
        assertThat(new Ticks("0 0 0 1 1 ? 2025", ZoneId.of("Europe/Berlin"))
                .next(Instant.parse("2026-01-01T00:00:00Z"))).isNull();
    }
}
