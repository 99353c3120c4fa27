package io.github.dcssync.api;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BlockingStrategy;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** How fast requests to one source may leave: evenly spaced, for all its workers together. */
public final class Pace {

    private final Bucket bucket;
    private final BlockingStrategy sleep;

    /** @param requestsPerSecond the most requests a second, 0 for no limit */
    public Pace(double requestsPerSecond) {
        this(requestsPerSecond, TimeMeter.SYSTEM_NANOTIME, BlockingStrategy.PARKING);
    }

    /**
     * @param time  tells the time
     * @param sleep lets it pass
     */
    Pace(double requestsPerSecond, TimeMeter time, BlockingStrategy sleep) {
        this.sleep = sleep;
        this.bucket = requestsPerSecond <= 0 ? null : Bucket.builder()
                .addLimit(Bandwidth.builder().capacity(1)
                        .refillGreedy(1, Duration.ofNanos(Math.round(1e9 / requestsPerSecond))).build())
                .withCustomTimePrecision(time).build();
    }

    /** Returns when the next request may leave. */
    void await() throws InterruptedException {
        if (bucket != null) {
            bucket.asBlocking().consume(1, sleep);
        }
    }
}
