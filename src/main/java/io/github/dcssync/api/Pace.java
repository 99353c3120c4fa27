package io.github.dcssync.api;

import io.github.dcssync.api.SharedLine.Complaint;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How fast a source may be asked now: as fast as is configured, until the service complains. What one process hears it
 * tells the others, who look for it once a second while they ask.
 */
final class Pace {

    /** A complaint that another process has heard is known so soon, in nanoseconds. */
    static final long FRESH = 1_000_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(Pace.class);

    private final double configured;
    private final LongSupplier time;
    private final Executor asking;
    private final Usage usage;
    private @Nullable SharedLine others;
    private Slowdown slowdown;
    private long slowedAt;
    private int complaints;
    private @Nullable Instant heard;
    private long knownAt;

    /**
     * @param configured requests a second, infinite for no limit
     * @param time       tells the time in nanoseconds
     * @param asking     runs what asks the others
     */
    Pace(double configured, LongSupplier time, Executor asking) {
        this.configured = configured;
        this.time = time;
        this.asking = asking;
        long now = time.getAsLong();
        usage = new Usage(now);
        slowdown = Slowdown.none(now, configured);
        slowedAt = now - FRESH;
        knownAt = now - FRESH;
    }

    /** From now on others hear of complaints, and are heard. */
    synchronized void share(SharedLine line) {
        others = line;
    }

    /** A request is about to leave. */
    synchronized void count() {
        usage.count(time.getAsLong());
    }

    /** @return how many requests are to be expected in the next second */
    synchronized long expected() {
        return usage.expected();
    }

    /** @return requests a second that may leave now, or as soon as any may; infinite for no limit */
    synchronized double rate() {
        long now = time.getAsLong();
        return slowdown.isOn(now) ? slowdown.rate(now) : configured;
    }

    /** @return how often the pace was found too fast: places that were taken before lead nowhere */
    synchronized int complaints() {
        return complaints;
    }

    /** @return when requests may leave again, in nanoseconds */
    synchronized long heldUntil() {
        return slowdown.heldUntil();
    }

    /**
     * The service was asked too often. Answers of the same second, and those to what had left before, tell the same.
     *
     * @param wish how long it wants to be left alone, or null when it does not say so
     */
    synchronized void throttled(@Nullable Duration wish) {
        long now = time.getAsLong();
        long until = now + (wish == null ? BackOff.FIRST_BOUND : wish).toNanos();
        boolean isKnown = slowdown.isOn(now) && (now - slowdown.heldUntil() < 0 || now - slowedAt < FRESH);
        if (isKnown && until - slowdown.heldUntil() <= 0) {
            return;
        }
        double ceiling = ceiling(now);
        slow(until, isKnown ? slowdown.rate() : Slowdown.half(Math.min(rate(), ceiling)), ceiling, now);
        if (others != null) {
            SharedLine line = others;
            double slower = Double.isInfinite(configured) ? configured : slowdown.rate();
            asking.execute(() -> complain(line, until - now, slower));
        }
    }

    private void complain(SharedLine line, long nanos, double slower) {
        try {
            Complaint last = line.complain(nanos, slower);
            synchronized (this) {
                if (last.endsIn() > nanos) {
                    hear(last);
                } else {
                    heard = last.until();
                }
            }
        } catch (RuntimeException e) {
            LOG.debug("Other processes were not asked to give way", e);
        }
    }

    /** Looks whether others were told something, where that is not known; nobody waits for it. */
    synchronized void lookWhenDue() {
        long now = time.getAsLong();
        if (others != null && now - knownAt >= FRESH) {
            knownAt = now;
            SharedLine line = others;
            asking.execute(() -> look(line));
        }
    }

    private void look(SharedLine line) {
        try {
            hear(line.look());
        } catch (RuntimeException e) {
            LOG.debug("Whether other processes were told to give way is not known", e);
        }
    }

    /** @param last the service's last complaint, whoever has heard it */
    synchronized void hear(Complaint last) {
        long now = time.getAsLong();
        knownAt = now;
        if (last.until() != null && !last.until().equals(heard)) {
            heard = last.until();
            double ceiling = ceiling(now);
            double slower = Double.isInfinite(last.rate()) ? Slowdown.half(Math.min(rate(), ceiling)) : last.rate();
            slow(now + last.endsIn(), Math.min(ceiling, slower), ceiling, now);
        }
    }

    /** To what the pace recovers: what is configured, or without a limit what was found too fast. */
    private double ceiling(long now) {
        return !Double.isInfinite(configured) ? configured : slowdown.isOn(now) ? slowdown.ceiling()
                : Math.max(1, Math.max(usage.rate(now), (double) usage.expected()));
    }

    private void slow(long until, double rate, double ceiling, long now) {
        slowdown = new Slowdown(until, rate, ceiling);
        slowedAt = now;
        complaints++;
    }
}
