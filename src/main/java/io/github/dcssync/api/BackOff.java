package io.github.dcssync.api;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongUnaryOperator;
import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * How long to wait before a request is repeated: as long as the service says in {@code Retry-After}, else anything from
 * nothing to a bound that doubles with each attempt (full jitter), so that workers who failed together do not return
 * together.
 */
public final class BackOff {

    static final Duration FIRST_BOUND = Duration.ofMillis(500);
    private static final Duration LAST_BOUND = Duration.ofSeconds(30);

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
        Duration wish = failure instanceof HttpOperationFailedException answer
                ? RetryAfter.read(ApiError.header(answer.getResponseHeaders(), RetryAfter.NAME), now) : null;
        if (wish == null) {
            return Duration.ofMillis(random.applyAsLong(bound));
        }
        // Never earlier than wished, and not all in the same moment.
        return wish.plusMillis(random.applyAsLong(FIRST_BOUND.toMillis()));
    }
}
