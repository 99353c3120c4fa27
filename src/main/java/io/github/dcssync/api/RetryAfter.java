package io.github.dcssync.api;

import java.time.Duration;
import java.time.Instant;
import org.apache.hc.client5.http.utils.DateUtils;
import org.jspecify.annotations.Nullable;

/** The header by which a service says how long it wants to be left alone. */
final class RetryAfter {

    static final String NAME = "Retry-After";

    /** A service that wants more than this is asked again in the next sync. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private RetryAfter() {
    }

    /**
     * @param value of the header, or null
     * @param now   the time, for one that is a date
     * @return how long it wants to be left alone, or null when it does not say so in a readable way
     */
    static @Nullable Duration read(@Nullable String value, Instant now) {
        Duration wish = value == null ? null : parse(value.strip(), now);
        if (wish == null || wish.isNegative()) {
            return null;
        }
        return wish.compareTo(LONGEST) > 0 ? LONGEST : wish;
    }

    private static @Nullable Duration parse(String text, Instant now) {
        if (text.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        Instant date = DateUtils.parseStandardDate(text);
        return date == null ? null : Duration.between(now, date);
    }
}
