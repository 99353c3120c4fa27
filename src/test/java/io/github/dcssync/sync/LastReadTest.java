package io.github.dcssync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LastReadTest {

    private static final Instant NOW = Instant.parse("2026-03-10T08:00:00Z");

    @Test
    void isQuarantinedUntilItsTimeHasCome() {
        LastRead unit = new LastRead(null, 5, NOW.plusSeconds(3600), NOW, null, 0);
        assertThat(unit.isQuarantined(NOW.plusSeconds(3599))).isTrue();
        assertThat(unit.isQuarantined(NOW.plusSeconds(3600))).isFalse();
    }

    @Test
    void isNotQuarantinedByAClockThatWasSetBackSince() {
        LastRead unit = new LastRead(null, 5, NOW.plusSeconds(3600), NOW, null, 0);
        assertThat(unit.isQuarantined(NOW.minus(Duration.ofMinutes(4)))).as("clocks differ").isTrue();
        assertThat(unit.isQuarantined(NOW.minus(Duration.ofDays(1)))).isFalse();
    }

    @Test
    void hasNoLowWaterMarkInTheFuture() {
        assertThat(new LastRead(NOW, 0, null, NOW, null, 0).lowWaterAt(NOW)).isEqualTo(NOW);
        assertThat(new LastRead(NOW.plusSeconds(301), 0, null, NOW, null, 0).lowWaterAt(NOW)).isNull();
        assertThat(LastRead.NEVER.lowWaterAt(NOW)).isNull();
    }
}
