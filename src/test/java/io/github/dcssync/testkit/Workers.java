package io.github.dcssync.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Threads that begin the same work at the same moment. */
public final class Workers implements AutoCloseable {

    private final ExecutorService threads;
    private final int count;

    public Workers(int count) {
        this.count = count;
        this.threads = Executors.newFixedThreadPool(count);
    }

    /** What a worker does. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    /** Has every worker do it once; throws the first failure. */
    public void all(Work work) throws Exception {
        CountDownLatch start = new CountDownLatch(count);
        Callable<Void> task = () -> {
            start.countDown();
            start.await();
            work.run();
            return null;
        };
        List<Future<Void>> running = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            running.add(threads.submit(task));
        }
        for (Future<Void> worker : running) {
            worker.get(5, TimeUnit.MINUTES);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
