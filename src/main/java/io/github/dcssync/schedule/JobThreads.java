package io.github.dcssync.schedule;

import io.github.dcssync.thread.DaemonThreads;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.quartz.spi.ThreadPool;

/**
 * A thread for each job of Quartz's that is at work, however many there are: a sync works in it until it ends, a full sync
 * waits in it for its lease, and sources come while the scheduler runs. Quartz begins no job twice at a time, and makes
 * this by its name.
 */
public final class JobThreads implements ThreadPool {

    /** So long a scheduler that ends waits for its jobs, should it be told to. */
    private static final int LONGEST_WAIT_SECONDS = 30;

    private final ExecutorService threads = Executors.newCachedThreadPool(DaemonThreads.named("schedule"));

    @Override
    public boolean runInThread(Runnable job) {
        try {
            threads.execute(job);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    @Override
    public int blockForAvailableThreads() {
        return 1;
    }

    @Override
    public void initialize() {
        // A thread is made when a job is there for it.
    }

    @Override
    public void shutdown(boolean waitForJobsToComplete) {
        threads.shutdown();
        if (waitForJobsToComplete) {
            try {
                threads.awaitTermination(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public int getPoolSize() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void setInstanceId(String schedInstId) {
        // Its threads are the process's.
    }

    @Override
    public void setInstanceName(String schedName) {
        // As above.
    }
}
