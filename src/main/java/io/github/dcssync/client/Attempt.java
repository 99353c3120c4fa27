package io.github.dcssync.client;

import java.time.Duration;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way, and the time it has. When that is over its connection is cut, whatever the thread that uses
 * it waits for: a socket that is closed ends connecting, writing and reading.
 */
final class Attempt {

    private static final String KEY = "dcs-sync.attempt";

    private final ExecChain.Scope scope;
    private final Duration limit;
    private @Nullable Cutoff end;
    private long endNanos;
    private boolean over;

    private Attempt(ExecChain.Scope scope, Duration limit) {
        this.scope = scope;
        this.limit = limit;
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
        end = Cutoff.of(this::expire, limit);
    }

    /** What happens now is not the server's to answer for. */
    synchronized void pause() {
        if (end != null) {
            end.close();
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
