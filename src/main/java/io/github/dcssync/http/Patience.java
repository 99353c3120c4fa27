package io.github.dcssync.http;

import java.time.Duration;

/**
 * How long a server waits for those who ask.
 *
 * @param connections how many may be open at a time
 * @param first       until the first whole request of a connection is there
 * @param next        until the next one is
 * @param slack       until an answer of any length is taken
 * @param bytesPerSecond what a long one has to be taken with beyond that
 */
record Patience(int connections, Duration first, Duration next, Duration slack, long bytesPerSecond) {

    /** Enough for browsers and monitors far away. */
    static final Patience USUAL = new Patience(256, Duration.ofSeconds(10), Duration.ofSeconds(75),
            Duration.ofSeconds(30), 256 * 1024);

    Duration taking(long bytes) {
        return slack.plusSeconds(bytes / bytesPerSecond);
    }
}
