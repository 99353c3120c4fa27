package io.github.dcssync.history;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** When requests came in, and the most of them in any ten seconds. Thread-safe. */
final class RequestTimes {

    static final Duration WINDOW = Duration.ofSeconds(10);

    private final Deque<Long> window = new ArrayDeque<>();
    private long total;
    private int most;

    /** A request has come in. */
    void came() {
        came(System.nanoTime());
    }

    /** @param nanos when, no earlier than the one before by much: those of several threads are in no strict order */
    synchronized void came(long nanos) {
        total++;
        window.addLast(nanos);
        while (nanos - window.getFirst() >= WINDOW.toNanos()) {
            window.removeFirst();
        }
        most = Math.max(most, window.size());
    }

    synchronized long total() {
        return total;
    }

    /** The most in ten seconds, whenever these began. */
    synchronized int most() {
        return most;
    }

    /** How many a second that is. */
    synchronized double mostASecond() {
        return (double) most / TimeUnit.NANOSECONDS.toSeconds(WINDOW.toNanos());
    }
}
