package io.github.dcssync.client;

import io.github.dcssync.thread.DaemonThreads;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The end of something's time, unless it is closed before: what has not come by then is not waited for. */
public final class Cutoff implements Closeable {

    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private final Future<?> end;

    private Cutoff(Future<?> end) {
        this.end = end;
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, DaemonThreads.named("http-deadline"));
        // Most is done long before its end.
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /**
     * Closes the socket when its time is over, which ends connecting, writing and reading, whatever thread does it.
     *
     * @param socket not one of TLS, whose closing may wait itself: the one beneath
     */
    public static Cutoff of(Socket socket, Duration limit) {
        return of(() -> {
            try {
                socket.close();
            } catch (IOException e) {
                // It is closed to whoever uses it, and that is what counts.
                return;
            }
        }, limit);
    }

    /** @param action what is done when the time is over; must not wait, as all share one thread */
    public static Cutoff of(Runnable action, Duration limit) {
        return new Cutoff(TIMER.schedule(action, limit.toNanos(), TimeUnit.NANOSECONDS));
    }

    @Override
    public void close() {
        end.cancel(false);
    }
}
