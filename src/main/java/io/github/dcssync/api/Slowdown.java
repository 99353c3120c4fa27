package io.github.dcssync.api;

/**
 * What follows from a complaint of the service: nobody asks it for a while, then at half the pace, which recovers within
 * about a quarter of a minute. All who know of the complaint reckon the same from it.
 *
 * @param heldUntil when requests may leave again, in nanoseconds
 * @param rate      requests a second then
 * @param ceiling   to which that recovers, after which there is nothing left of it
 */
record Slowdown(long heldUntil, double rate, double ceiling) {

    private static final double SLOWEST = 0.5;
    private static final double RECOVERY = 1.05;
    private static final double SECOND = 1e9;

    /** @return the same pace as long as nobody complains */
    static Slowdown none(long now, double rate) {
        return new Slowdown(now, rate, rate);
    }

    /** @return half of a pace that was found too fast, and not so slow that nothing comes of it */
    static double half(double rate) {
        return Math.min(rate, Math.max(SLOWEST, rate / 2));
    }

    /** @return whether it has not ended yet */
    boolean isOn(long now) {
        return now - heldUntil < 0 || recovered(now) < ceiling;
    }

    /** @return requests a second that there may be now, or as soon as there may be any */
    double rate(long now) {
        return Math.min(ceiling, recovered(now));
    }

    private double recovered(long now) {
        return rate * Math.pow(RECOVERY, Math.max(0, now - heldUntil) / SECOND);
    }
}
