package io.github.dcssync.api;

import io.github.dcssync.api.Places.Place;
import io.github.dcssync.api.SharedLine.Stretch;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How fast requests to one source may leave: evenly spaced, for all its shards and workers together, and where the line
 * they stand on is shared, for all processes. A service that finds it too fast is left alone for as long as it wishes,
 * then asked at half the pace, which recovers within about a quarter of a minute.
 *
 * <p>A shared line is advanced by as many requests as are waiting or were sent lately, and again before these are sent:
 * some times a second, and seldom while somebody waits for it.
 */
public final class RateLimiter {

    private static final double SECOND = 1e9;
    /** So much of the line at a time is for one process, in seconds, unless that is less than one request. */
    private static final double LONGEST_SLICE = 0.5;
    /** What a process asks for at a time is what it needs for so many seconds. */
    private static final double FORESIGHT = 0.25;
    /** So long before the last place is due more are asked for, in nanoseconds. */
    private static final long AHEAD = 100_000_000;

    private final double configured;
    private final @Nullable SharedLine others;
    private final Executor asking;
    private final LongSupplier time;
    private final Pause pause;
    private final Pace pace;
    private final OwnLine own;
    private final Places places = new Places();
    /** The line on which requests stand that is shared with other processes, where they do. */
    private @Nullable SharedLine shared;
    private volatile boolean isEnding;
    private int complaints;
    private int waiting;
    private @Nullable FutureTask<?> question;

    /** Lets time pass. */
    interface Pause {
        void nanos(long nanos) throws InterruptedException;
    }

    /** @param requestsPerSecond the most requests a second, 0 for no limit */
    public RateLimiter(double requestsPerSecond) {
        this(requestsPerSecond, null, Runnable::run);
    }

    /**
     * @param others of all processes that ask the source, once this is told to {@link #share} it; null for none
     * @param asking runs what asks them
     */
    public RateLimiter(double requestsPerSecond, @Nullable SharedLine others, Executor asking) {
        this(requestsPerSecond, others, asking, System::nanoTime, RateLimiter::park);
    }

    /**
     * @param time  tells the time in nanoseconds
     * @param pause lets it pass
     */
    RateLimiter(double requestsPerSecond, @Nullable SharedLine others, Executor asking, LongSupplier time,
            Pause pause) {
        this.configured = requestsPerSecond <= 0 ? Double.POSITIVE_INFINITY : requestsPerSecond;
        this.others = others;
        this.asking = asking;
        this.time = time;
        this.pause = pause;
        this.pace = new Pace(configured, time, asking);
        this.own = new OwnLine(time.getAsLong());
    }

    /** From now on the other processes are asked, where there may be any. */
    public synchronized void share() {
        if (others != null) {
            pace.share(others);
            shared = Double.isInfinite(configured) ? null : others;
        }
    }

    /** From now on no turn is waited for that takes more than a second to come. */
    public void end() {
        isEnding = true;
    }

    /**
     * Returns when the next request may leave.
     *
     * @throws NoMoreTurnsException when the program ends before
     * @throws RuntimeException     what the shared line has thrown
     */
    void await() throws InterruptedException, NoMoreTurnsException {
        pace.count();
        addWaiting(1);
        try {
            boolean isLet = false;
            while (!isLet) {
                isLet = isFree() || isInTurn();
            }
        } finally {
            addWaiting(-1);
        }
    }

    private synchronized void addWaiting(int more) {
        waiting += more;
    }

    private boolean isFree() {
        if (Double.isInfinite(configured)) {
            pace.lookWhenDue();
        }
        return Double.isInfinite(pace.rate());
    }

    /** @return whether a place was to be had, and was still good when it was due */
    private boolean isInTurn() throws InterruptedException, NoMoreTurnsException {
        sleepUntil(pace.heldUntil());
        Place place;
        int known;
        FutureTask<?> answer;
        synchronized (this) {
            place = take();
            known = complaints;
            answer = place == null ? ask() : null;
        }
        if (place == null) {
            await(answer);
            endWithoutPlaces();
            return false;
        }
        sleepUntil(place.at());
        return pace.complaints() == known && time.getAsLong() - place.latest() <= 0;
    }

    /** An answer of the line may come so late that it is of no use, and the next one as well. */
    private synchronized void endWithoutPlaces() throws NoMoreTurnsException {
        if (isEnding && places.isEmpty()) {
            throw new NoMoreTurnsException();
        }
    }

    private @Nullable Place take() {
        giveUpWhatIsTooFast();
        long now = time.getAsLong();
        Place place = places.take(now);
        if (place != null && shared != null && places.endBefore(now + AHEAD) && isMoreNeeded()) {
            ask();
        }
        return place;
    }

    private void giveUpWhatIsTooFast() {
        if (complaints != pace.complaints()) {
            complaints = pace.complaints();
            places.clear();
            own.beginAnew(pace.heldUntil());
        }
    }

    /** Whether somebody waits already, or is to be expected before a place would be lost. */
    private boolean isMoreNeeded() {
        return waiting > 1 || (double) pace.expected() * Places.GRACE >= 2 * SECOND;
    }

    private FutureTask<?> ask() {
        if (question == null || question.isDone()) {
            FutureTask<?> next = new FutureTask<>(this::advance, null);
            asking.execute(next);
            question = next;
        }
        return question;
    }

    private static void await(FutureTask<?> answer) throws InterruptedException {
        try {
            answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private void advance() {
        SharedLine line;
        long length;
        synchronized (this) {
            line = shared;
            double rate = pace.rate();
            length = Double.isInfinite(rate) ? 0 : (long) Math.ceil(wanted(rate) * SECOND / rate);
            if (line == null && length > 0) {
                giveUpWhatIsTooFast();
                long now = time.getAsLong();
                places.add(own.advance(length, now), (double) length, 1, 0);
            }
        }
        if (line != null && length > 0) {
            advance(line, length);
        }
    }

    private int wanted(double rate) {
        double most = shared == null ? 1 : Math.max(1, rate * LONGEST_SLICE);
        return (int) Math.min(most, Math.max(waiting, Math.ceil((double) pace.expected() * FORESIGHT)));
    }

    /** What the line has said it said at some time in between: a request is not too early by the latest of them. */
    private void advance(SharedLine line, long length) {
        long before = time.getAsLong();
        Stretch stretch = line.advance(length);
        long after = time.getAsLong();
        pace.hear(stretch.complaint());
        synchronized (this) {
            giveUpWhatIsTooFast();
            double distance = SECOND / pace.rate();
            long begin = after + stretch.beginsIn();
            // Fewer, or none at all, where the pace was found too fast since these were asked for.
            int fitting = begin - pace.heldUntil() < 0 ? 0 : (int) ((length + 1) / distance);
            if (fitting > 0) {
                places.add(begin, distance, fitting, after - before);
            }
        }
    }

    private void sleepUntil(long at) throws InterruptedException, NoMoreTurnsException {
        long left = at - time.getAsLong();
        while (left > Pace.FRESH) {
            if (isEnding) {
                throw new NoMoreTurnsException();
            }
            pause.nanos(Math.min(left - AHEAD, Pace.FRESH));
            pace.lookWhenDue();
            left = at - time.getAsLong();
        }
        if (left > 0) {
            pause.nanos(left);
        }
    }

    /**
     * The service was asked too often.
     *
     * @param wish how long it wants to be left alone, or null when it does not say so
     */
    void throttled(@Nullable Duration wish) {
        pace.throttled(wish);
    }

    /** @return requests a second that may leave now, or as soon as any may */
    double rate() {
        return pace.rate();
    }

    private static void park(long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
