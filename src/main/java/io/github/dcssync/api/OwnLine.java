package io.github.dcssync.api;

/** The line of a process that has its source for itself. */
final class OwnLine {

    private long grantedUntil;

    /** @param now in nanoseconds */
    OwnLine(long now) {
        grantedUntil = now;
    }

    /** @return when the next stretch of so many nanoseconds begins */
    long advance(long nanos, long now) {
        long begin = grantedUntil - now > 0 ? grantedUntil : now;
        grantedUntil = begin + nanos;
        return begin;
    }

    /** Gives up what was granted; nothing more is before that time. */
    void beginAnew(long time) {
        grantedUntil = time;
    }
}
