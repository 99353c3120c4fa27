package io.github.dcssync.sync;

import java.time.Duration;
import java.time.Instant;

/**
 * The part of a list that is asked for. The documents do not say in which zone the service reads its filter, so a
 * window is wider than needed by the largest difference there is; reading too much does no harm.
 *
 * @param begin records since then, or null for all
 * @param end   records until then, or null for all
 */
record ListWindow(Instant begin, Instant end) {

    static final ListWindow ALL = new ListWindow(null, null);

    /** Zones reach from UTC-12 to UTC+14. */
    private static final Duration ANY_ZONE = Duration.ofHours(14);

    /** @return the window of a backfill */
    static ListWindow between(Instant from, Instant to) {
        return new ListWindow(from == null ? null : from.minus(ANY_ZONE), to == null ? null : to.plus(ANY_ZONE));
    }

    /**
     * @param lowWater the oldest record that may still change, or null when that is not known
     * @param lookback how far behind it to begin
     */
    static ListWindow since(Instant lowWater, Duration lookback) {
        return lowWater == null ? ALL : new ListWindow(lowWater.minus(lookback).minus(ANY_ZONE), null);
    }

    /** @return whether the whole list is asked for */
    boolean isAll() {
        return begin == null && end == null;
    }
}
