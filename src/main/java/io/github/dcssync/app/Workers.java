package io.github.dcssync.app;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that read one source. */
final class Workers {

    private static final int IDLE_SECONDS = 60;

    private Workers() {
    }

    /**
     * The queue has no bound, and needs none: Camel's split puts its next part there only when a thread has taken up
     * the one before. It puts parts there from these threads, too, so that a full queue would make them wait for
     * themselves.
     */
    static ExecutorService pool(String source, int threads) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(threads, threads, IDLE_SECONDS, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "sync-" + source + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
