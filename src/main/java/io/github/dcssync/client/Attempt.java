package io.github.dcssync.client;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * One request on its way, and the time it has. When that is over its connection is cut, whatever the thread that uses
 * it waits for: a socket that is closed ends connecting, writing and reading.
 */
final class Attempt {

    private static final String KEY = "dcs-sync.attempt";
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private final ExecChain.Scope scope;
    private final Duration limit;
    private Future<?> end;
    private long endNanos;
    private boolean over;

    private Attempt(ExecChain.Scope scope, Duration limit) {
        this.scope = scope;
        this.limit = limit;
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "http-deadline");
            thread.setDaemon(true);
            return thread;
        });
        // Most requests are answered long before their end.
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /** Begins with connecting, which has the same time as the answer will have. */
    static Attempt begin(ExecChain.Scope scope, Duration limit) {
        Attempt attempt = new Attempt(scope, limit);
        scope.clientContext.setAttribute(KEY, attempt);
        attempt.restart();
        return attempt;
    }

    static Attempt of(HttpContext context) {
        return (Attempt) context.getAttribute(KEY);
    }

    /** From now on the whole time once more. */
    synchronized void restart() {
        pause();
        endNanos = System.nanoTime() + limit.toNanos();
        end = TIMER.schedule(this::expire, limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** What happens now is not the server's to answer for. */
    synchronized void pause() {
        if (end != null) {
            end.cancel(false);
            end = null;
        }
    }

    /** @return whether the time was over before the end */
    synchronized boolean isOver() {
        return over;
    }

    private void expire() {
        synchronized (this) {
            // What was put off may already be on its way here.
            if (end == null || System.nanoTime() < endNanos) {
                return;
            }
            over = true;
        }
        // The request first: it is not to connect once more.
        if (scope.originalRequest instanceof Cancellable request) {
            request.cancel();
        }
        scope.execRuntime.discardEndpoint();
    }
}
