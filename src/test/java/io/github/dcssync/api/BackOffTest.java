package io.github.dcssync.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackOffTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Exception LOST = new IOException("lost");

    private final BackOff longest = new BackOff(bound -> bound);
    private final BackOff shortest = new BackOff(bound -> 0);

    @ParameterizedTest
    @CsvSource({"1, 500", "2, 1000", "3, 2000", "4, 4000", "6, 16000", "7, 30000", "8, 30000", "1000, 30000"})
    void waitsForAnythingFromNothingToABoundThatDoubles(int attempt, long millis) {
        assertThat(longest.delay(LOST, attempt, NOW)).isEqualTo(Duration.ofMillis(millis));
        assertThat(shortest.delay(LOST, attempt, NOW)).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0|0", "7|7", " 12 |12", "60|60", "61|60", "86400|60", "999999999|60",
        "Sun, 22 Nov 2026 10:00:05 GMT|5", "Sun, 22 Nov 2026 10:00:00 GMT|0", "Mon, 23 Nov 2026 10:00:00 GMT|60"})
    void waitsAsLongAsTheServiceWishesButNotForEver(String wish, long seconds) {
        assertThat(shortest.delay(answer("Retry-After", wish), 3, NOW)).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(longest.delay(answer("retry-after", wish), 3, NOW))
                .isEqualTo(Duration.ofSeconds(seconds).plusMillis(500));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1.5", "99999999999999999999", "Sun, 22 Nov 2026 09:59:59 GMT",
        "2026-11-22"})
    void takesNoNoticeOfAWishItCannotRead(String wish) {
        assertThat(longest.delay(answer("Retry-After", wish), 2, NOW)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void takesAnAnswerWithoutHeadersForOneWithoutAWish() {
        assertThat(longest.delay(new HttpOperationFailedException("u", 429, "", null, null, ""), 1, NOW))
                .isEqualTo(Duration.ofMillis(500));
    }

    private static Exception answer(String name, String value) {
        return new HttpOperationFailedException("u", 429, "", null, Map.of(name, value), "");
    }
}
