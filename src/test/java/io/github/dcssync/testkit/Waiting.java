package io.github.dcssync.testkit;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for what another thread or process does, and for no fixed time. */
public final class Waiting {

    /** No promise: only that a test which waits in vain ends, however much else the machine has to do. */
    private static final long LONGEST_SECONDS = 300;
    private static final long BETWEEN_LOOKS_NANOS = 20_000_000;

    private Waiting() {
    }

    /**
     * Something that comes true.
     *
     * @param <E> what looking may throw
     */
    public interface Condition<E extends Exception> {
        boolean holds() throws E;
    }

    /**
     * Looks again and again.
     *
     * @param what what is waited for, to be said when it does not come
     */
    public static <E extends Exception> void until(String what, Condition<E> condition) throws E {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (!condition.holds()) {
            if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
                throw new AssertionError("Waited in vain for " + what);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }

    /** Waits until somebody has opened it. */
    public static void on(CountDownLatch latch) {
        try {
            if (!latch.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("Waited in vain");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
