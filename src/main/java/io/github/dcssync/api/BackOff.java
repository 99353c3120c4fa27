package io.github.dcssync.api;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongUnaryOperator;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.hc.client5.http.utils.DateUtils;

/**
 * How long to wait before a request is repeated: as long as the service says in {@code Retry-After}, else anything from
 * nothing to a bound that doubles with each attempt (full jitter), so that workers who failed together do not return
 * together.
 */
public final class BackOff {

    private static final Duration FIRST_BOUND = Duration.ofMillis(500);
    private static final Duration LAST_BOUND = Duration.ofSeconds(30);
    /** A service that wants more than this is asked again in the next sync. */
    private static final Duration LONGEST_WISH = Duration.ofMinutes(1);

    private final LongUnaryOperator random;

    /** @param random gives a number from 0 to the one it is given, both included */
    public BackOff(LongUnaryOperator random) {
        this.random = random;
    }

    /**
     * @param failure what the attempt ended with
     * @param attempt how many attempts have failed, this one included
     * @param now     the time, for a {@code Retry-After} that is a date
     * @return how long to wait
     */
    public Duration delay(Throwable failure, int attempt, Instant now) {
        long bound = Math.min(LAST_BOUND.toMillis(), FIRST_BOUND.toMillis() << Math.min(attempt - 1, 16));
        Duration wish = failure instanceof HttpOperationFailedException answer ? wish(answer, now) : null;
        if (wish == null) {
            return Duration.ofMillis(random.applyAsLong(bound));
        }
        // Never earlier than wished, and not all in the same moment.
        return wish.plusMillis(random.applyAsLong(FIRST_BOUND.toMillis()));
    }

    /** @return how long the service wants to be left alone, or null when it does not say so in a readable way */
    private static Duration wish(HttpOperationFailedException answer, Instant now) {
        String text = ApiError.header(answer.getResponseHeaders(), "Retry-After");
        Duration wish = text == null ? null : read(text.strip(), now);
        if (wish == null || wish.isNegative()) {
            return null;
        }
        return wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
    }

    private static Duration read(String text, Instant now) {
        if (text.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        Instant date = DateUtils.parseStandardDate(text);
        return date == null ? null : Duration.between(now, date);
    }
}
