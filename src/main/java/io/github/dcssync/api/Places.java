package io.github.dcssync.api;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The places in a line that were granted and are not taken yet. One that is not taken in time is nobody's any more, so
 * that few requests leave later than at their place, in each ten seconds. All times are in nanoseconds.
 */
final class Places {

    /** So much later than at its place a request may leave. */
    static final long GRACE = 250_000_000;
    /** An answer that comes later was given to a process that stood still, unless they all come so late. */
    private static final long LONGEST_PATIENCE = 60_000_000_000L;

    private final Deque<Slice> slices = new ArrayDeque<>();
    private long patience = GRACE;

    /**
     * When one request may leave.
     *
     * @param latest after that it may not
     */
    record Place(long at, long latest) {
    }

    /** Places at equal distances. */
    private static final class Slice {

        private final long begin;
        private final double distance;
        private final int places;
        private final long grace;
        private int taken;

        private Slice(long begin, double distance, int places, long grace) {
            this.begin = begin;
            this.distance = distance;
            this.places = places;
            this.grace = grace;
        }

        private long at(int place) {
            return begin + Math.round(place * distance);
        }

        private boolean isTaken() {
            return taken == places;
        }
    }

    /**
     * Takes up what was granted, unless the answer came so late that it is of no use.
     *
     * @param begin    when the first request may leave, if the answer was given at the last moment
     * @param distance from one to the next
     * @param delay    since what moment the answer may have been given
     */
    void add(long begin, double distance, int places, long delay) {
        if (delay > patience) {
            patience = Math.min(2 * patience, LONGEST_PATIENCE);
            return;
        }
        if (delay <= GRACE) {
            patience = GRACE;
        }
        slices.add(new Slice(begin, distance, places, Math.max(GRACE / 2, GRACE - delay)));
    }

    /** @return the next place, or null when there is none */
    @Nullable
    Place take(long now) {
        while (!slices.isEmpty()) {
            Slice first = slices.element();
            while (!first.isTaken()) {
                long at = first.at(first.taken++);
                if (at + first.grace - now >= 0) {
                    return new Place(at, at + first.grace);
                }
            }
            slices.remove();
        }
        return null;
    }

    /** @return whether there is none any more from that time on */
    boolean endBefore(long time) {
        return slices.isEmpty() || slices.getLast().isTaken() || slices.getLast().at(slices.getLast().places) < time;
    }

    boolean isEmpty() {
        return slices.isEmpty();
    }

    /** Gives all of them up. */
    void clear() {
        slices.clear();
    }
}
