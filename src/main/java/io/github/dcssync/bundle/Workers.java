package io.github.dcssync.bundle;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that read one source. Whoever hands out work waits when all are busy, so that a fleet is never queued. */
final class Workers {

    private static final int IDLE_SECONDS = 60;

    private Workers() {
    }

    static ExecutorService pool(String source, int threads) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(threads, threads, IDLE_SECONDS, TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(threads), task -> {
                    Thread thread = new Thread(task, "sync-" + source + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                }, Workers::handOver);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static void handOver(Runnable task, ThreadPoolExecutor pool) {
        try {
            if (pool.isShutdown()) {
                throw new RejectedExecutionException("The program is being stopped");
            }
            pool.getQueue().put(task);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException("Stopped while waiting for a free worker", e);
        }
    }
}
