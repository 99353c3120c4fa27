package io.github.dcssync.command;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.DefaultProgressBarRenderer;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;

/**
 * How long lists take that are still to be read, at the pace of those that were. What came before the first (the start of
 * the program, the list of instances) tells nothing of it.
 */
final class TimeLeft implements Function<ProgressState, Optional<Duration>> {

    /** Until then a few quick or slow lists would be taken for all. */
    private static final Duration SHORTEST_LOOK = Duration.ofSeconds(1);

    private final LongSupplier nanos;
    private long begunAt;
    private boolean hasBegun;

    /** @param nanos a clock that is never set back, such as {@code System::nanoTime} */
    TimeLeft(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** The first lists are known, and read from now on. */
    synchronized void begin() {
        if (!hasBegun) {
            begunAt = nanos.getAsLong();
            hasBegun = true;
        }
    }

    @Override
    public Optional<Duration> apply(ProgressState progress) {
        return left(progress.getCurrent(), progress.getMax());
    }

    /** @return nothing before there is a pace */
    synchronized Optional<Duration> left(long done, long all) {
        long taken = hasBegun ? nanos.getAsLong() - begunAt : 0;
        if (done <= 0 || taken < SHORTEST_LOOK.toNanos()) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofNanos((long) ((double) taken / done * Math.max(0, all - done))));
    }

    /** A bar that says which of its two times is the one left: {@code sync 50% [=== ] 60/120 lists (0:00:10 / 0:00:11 left)}. */
    Bar bar(ProgressBarStyle style, String unit) {
        return new Bar(style, unit, this);
    }

    /** The library's bar, in words. */
    static final class Bar extends DefaultProgressBarRenderer {

        private Bar(ProgressBarStyle style, String unit, TimeLeft left) {
            super(style, unit, 1, false, null, null, true, left);
        }

        @Override
        protected String etaString(ProgressState progress) {
            String left = super.etaString(progress);
            return left.equals("?") ? left : left + " left";
        }
    }
}
