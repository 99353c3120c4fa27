package io.github.dcssync.api;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * How fast requests to one source may leave: evenly spaced, for all its workers together. A service that finds it too
 * fast halves it; while it answers, the pace recovers within about a quarter of a minute.
 */
public final class RateLimiter {

    private static final double SLOWEST = 0.5;
    private static final double RECOVERY = 1.05;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final double configured;
    private final TimeMeter time;
    private final BlockingStrategy sleep;

    private volatile Bucket bucket;
    /** What the pace recovers to: the configured rate, or without one the rate that was found too fast. */
    private double ceiling;
    private double rate;
    private long changedAt;
    private long windowStart;
    private long inWindow;

    /** @param requestsPerSecond the most requests a second, 0 for no limit */
    public RateLimiter(double requestsPerSecond) {
        this(requestsPerSecond, TimeMeter.SYSTEM_NANOTIME, BlockingStrategy.PARKING);
    }

    /**
     * @param time  tells the time
     * @param sleep lets it pass
     */
    RateLimiter(double requestsPerSecond, TimeMeter time, BlockingStrategy sleep) {
        this.configured = requestsPerSecond <= 0 ? Double.POSITIVE_INFINITY : requestsPerSecond;
        this.time = time;
        this.sleep = sleep;
        this.changedAt = time.currentTimeNanos() - SECOND;
        this.windowStart = time.currentTimeNanos();
        this.ceiling = configured;
        set(configured);
    }

    /** Returns when the next request may leave. */
    void await() throws InterruptedException {
        count();
        Bucket turns = bucket;
        if (turns != null) {
            turns.asBlocking().consume(1, sleep);
        }
    }

    /** The service was asked too often. Answers of the same second were asked for before and tell the same. */
    synchronized void throttled() {
        long now = time.currentTimeNanos();
        if (now - changedAt < SECOND && rate < ceiling) {
            return;
        }
        if (Double.isInfinite(rate)) {
            ceiling = Math.max(measured(now), 2 * SLOWEST);
        }
        changedAt = now;
        set(Math.max(SLOWEST, Math.min(rate, ceiling) / 2));
    }

    /** The service answers: once a second a little faster. */
    synchronized void answered() {
        long now = time.currentTimeNanos();
        if (rate >= ceiling || now - changedAt < SECOND) {
            return;
        }
        changedAt = now;
        double faster = rate * RECOVERY;
        if (faster < ceiling) {
            set(faster);
        } else {
            ceiling = configured;
            set(configured);
        }
    }

    /** @return requests a second that may leave now */
    synchronized double rate() {
        return rate;
    }

    private synchronized void count() {
        long now = time.currentTimeNanos();
        if (now - windowStart >= SECOND) {
            windowStart = now;
            inWindow = 0;
        }
        inWindow++;
    }

    private double measured(long now) {
        return inWindow * (double) SECOND / Math.max(SECOND / 10, now - windowStart);
    }

    private void set(double requestsPerSecond) {
        rate = requestsPerSecond;
        bucket = Double.isInfinite(requestsPerSecond) ? null : Bucket.builder()
                .addLimit(Bandwidth.builder().capacity(1)
                        .refillGreedy(1, Duration.ofNanos(Math.round(1e9 / requestsPerSecond))).build())
                .withCustomTimePrecision(time).build();
    }
}
