package io.github.dcssync.api;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/** How fast requests to one source may leave: evenly spaced, for all its workers together. */
public final class Pace {

    private final Bucket bucket;

    /** @param requestsPerSecond the most requests a second, 0 for no limit */
    public Pace(double requestsPerSecond) {
        this.bucket = requestsPerSecond <= 0 ? null : Bucket.builder()
                .addLimit(Bandwidth.builder().capacity(1)
                        .refillGreedy(1, Duration.ofNanos(Math.round(1e9 / requestsPerSecond))).build())
                .build();
    }

    /** Returns when the next request may leave. */
    void await() throws InterruptedException {
        if (bucket != null) {
            bucket.asBlocking().consume(1);
        }
    }
}
