package io.github.dcssync.alert;

import io.github.dcssync.thread.DaemonThreads;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gives each attempt at reaching a sink the same time. One that is not done by then is cut off where that can be done;
 * where it cannot, as in the look-up of a host, its thread is left behind, and there are few of these.
 */
final class Attempts implements AutoCloseable {

    private static final int MOST_LEFT_BEHIND = 4;
    private static final long IDLE_SECONDS = 1;

    private final Duration longest;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(0, MOST_LEFT_BEHIND + 1, IDLE_SECONDS,
            TimeUnit.SECONDS, new SynchronousQueue<>(), DaemonThreads.named("alert-attempt"));

    /** @param longest that the caller of an attempt waits for its end */
    Attempts(Duration longest) {
        this.longest = longest;
    }

    /**
     * @param attempt to be made
     * @param cut     ends, from another thread, what the attempt waits for
     * @throws SinkException        when it is not done in time, or too many before it still are not
     * @throws InterruptedException when the caller is to end; the attempt is cut off, too
     * @throws Exception            what the attempt throws
     */
    void make(Callable<?> attempt, Runnable cut) throws Exception {
        Future<?> running;
        try {
            running = threads.submit(attempt);
        } catch (RejectedExecutionException e) {
            throw new SinkException("the sink was not tried: it hangs since earlier attempts");
        }
        boolean ended = false;
        try {
            running.get(longest.toNanos(), TimeUnit.NANOSECONDS);
            ended = true;
        } catch (TimeoutException e) {
            throw notTaken();
        } catch (ExecutionException e) {
            ended = true;
            // A read's own limit may be over a moment before this one; connecting says more than this would.
            if (e.getCause().getClass() == SocketTimeoutException.class) {
                throw notTaken();
            }
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            if (!ended) {
                running.cancel(true);
                cut.run();
            }
        }
    }

    private SinkException notTaken() {
        return new SinkException("the sink has not taken it within " + text(longest));
    }

    private static String text(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
