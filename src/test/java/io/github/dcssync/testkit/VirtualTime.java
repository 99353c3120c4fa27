package io.github.dcssync.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;

/**
 * Threads for which no time passes but while all of them sleep. One of them runs at a time, so that the same threads do
 * the same in the same order, whatever else the machine has to do.
 */
public final class VirtualTime {

    private final PriorityQueue<Sleeper> sleepers =
            new PriorityQueue<>(Comparator.comparingLong(Sleeper::until).thenComparingInt(Sleeper::number));
    private final Semaphore stopped = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private volatile long nanos;
    private volatile boolean isOver;
    private int numbers;

    private record Sleeper(long until, int number, Semaphore bed) {
    }

    /** What a thread does. */
    public interface Deed {
        void run() throws Exception;
    }

    /** Nanoseconds since the beginning. */
    public long nanos() {
        return nanos;
    }

    /** Has the calling thread, one of these, sleep. */
    public void sleep(long time) throws InterruptedException {
        Sleeper sleeper = lieDown(nanos + time);
        stopped.release();
        awaken(sleeper);
    }

    private synchronized Sleeper lieDown(long until) {
        Sleeper sleeper = new Sleeper(until, numbers++, new Semaphore(0));
        sleepers.add(sleeper);
        return sleeper;
    }

    private void awaken(Sleeper sleeper) throws InterruptedException {
        sleeper.bed().acquire();
        if (isOver) {
            throw new InterruptedException();
        }
    }

    /** Begins a thread at that time; one that is interrupted has just ended. */
    public void begin(Duration at, Deed deed) {
        Sleeper sleeper = lieDown(at.toNanos());
        Thread thread = new Thread(() -> {
            try {
                awaken(sleeper);
                deed.run();
            } catch (InterruptedException e) {
                return;
            } catch (Exception | Error e) {
                synchronized (this) {
                    failures.add(e);
                }
            } finally {
                stopped.release();
            }
        }, "virtual-" + sleeper.number());
        threads.add(thread);
        thread.start();
    }

    /** Lets that much time pass, and ends all threads. */
    public void run(Duration time) throws InterruptedException {
        long end = time.toNanos();
        while (!sleepers.isEmpty() && sleepers.element().until() <= end && failures.isEmpty()) {
            Sleeper next = sleepers.remove();
            nanos = Math.max(nanos, next.until());
            next.bed().release();
            stopped.acquire();
        }
        isOver = true;
        sleepers.forEach(sleeper -> sleeper.bed().release());
        for (Thread thread : threads) {
            thread.join();
        }
        if (!failures.isEmpty()) {
            throw new AssertionError(failures.get(0));
        }
    }
}
