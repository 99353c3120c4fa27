package io.github.dcssync.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockSkewTest {

    private static final String DATE = "Sun, 22 Nov 2026 10:00:00 GMT";
    private static final Instant SERVICE = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource({"0, OK", "2, OK", "-2, OK", "3, OK", "300, OK", "-300, OK", "301, WARNING", "-301, WARNING",
        "900, WARNING", "-900, WARNING", "901, PROBLEM", "-901, PROBLEM"})
    void warnsFromFiveMinutesAndRefusesFromFifteen(long secondsAhead, Level level) {
        assertThat(ClockSkew.of(DATE, SERVICE.plusSeconds(secondsAhead))).get()
                .extracting(Finding::level).isEqualTo(level);
    }

    @Test
    void saysByHowMuchAndInWhichDirection() {
        assertThat(ClockSkew.of(DATE, SERVICE.plusSeconds(421))).get().extracting(Finding::text).asString()
                .startsWith("this machine is 7 min 1 s ahead of the service; set its clock");
        assertThat(ClockSkew.of(DATE, SERVICE.minusSeconds(30))).get().extracting(Finding::text)
                .isEqualTo("this machine is 0 min 30 s behind the service");
    }

    @Test
    void saysNothingWithoutAReadableDate() {
        assertThat(ClockSkew.of(null, SERVICE)).isEmpty();
        assertThat(ClockSkew.of("yesterday", SERVICE)).isEmpty();
    }
}
