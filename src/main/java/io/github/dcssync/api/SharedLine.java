package io.github.dcssync.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The line on which the requests to a source stand. Whoever advances it has the next stretch of it alone, so that all
 * together are never faster than each by itself may be, however many they are and whatever becomes of one of them.
 */
public interface SharedLine {

    /**
     * @param nanos how long the stretch is
     * @return the next stretch
     */
    Stretch advance(long nanos);

    /** @return the last complaint of the service */
    Complaint look();

    /**
     * Tells all others that the service was asked too often.
     *
     * @param nanos how long nobody may ask it from now
     * @param rate  how many requests a second there may be then, infinite where everybody halves what was their own
     * @return the last complaint, which is this one unless another one holds for longer
     */
    Complaint complain(long nanos, double rate);

    /**
     * A part of the line that belongs to one alone.
     *
     * @param beginsIn  nanoseconds from now
     * @param complaint the last one until now
     */
    record Stretch(long beginsIn, Complaint complaint) {
    }

    /**
     * That the service was asked too often.
     *
     * @param until  until when nobody may ask it, by the clock that all have in common, which tells complaints apart; null
     *               where there was none
     * @param endsIn nanoseconds until then, less than nothing when it is over
     * @param rate   requests a second from then on, infinite where everybody halves what was their own
     */
    record Complaint(@Nullable Instant until, long endsIn, double rate) {

        /** The service has never complained. */
        public static final Complaint NONE = new Complaint(null, 0, Double.POSITIVE_INFINITY);
    }
}
