package io.github.dcssync.api;

/** How many requests there were lately. */
final class Usage {

    private static final long SECOND = 1_000_000_000;

    private long windowStart;
    private long inWindow;
    private long inWindowBefore;

    /** @param now in nanoseconds */
    Usage(long now) {
        windowStart = now;
    }

    void count(long now) {
        if (now - windowStart >= SECOND) {
            inWindowBefore = now - windowStart < 2 * SECOND ? inWindow : 0;
            windowStart = now;
            inWindow = 0;
        }
        inWindow++;
    }

    /** @return requests a second since the last one began */
    double rate(long now) {
        return inWindow * (double) SECOND / Math.max(SECOND / 10, now - windowStart);
    }

    /** @return how many there are to be expected in the next second */
    long expected() {
        return Math.max(inWindow, inWindowBefore);
    }
}
