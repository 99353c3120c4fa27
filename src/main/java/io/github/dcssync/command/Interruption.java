package io.github.dcssync.command;

import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM: what is running is asked to stop and given the time to do it. Closed when the command has ended
 * and cleaned up.
 */
final class Interruption implements AutoCloseable {

    /** Below the 30 seconds after which a service manager would kill the process. */
    private static final long LONGEST_WAIT_SECONDS = 28;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final Set<CountDownLatch> waiting = ConcurrentHashMap.newKeySet();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    /** @param exitCode the process's when it was asked to end; without one, the signal's own */
    private Interruption(Runnable stop, OptionalInt exitCode) {
        hook = new Thread(() -> {
            stop.run();
            asked.countDown();
            waiting.forEach(CountDownLatch::countDown);
            if (!isEndedInTime()) {
                LastResort.endNow(exitCode.orElse(LastResort.ENDED_BY_SIGTERM));
            }
            exitCode.ifPresent(Runtime.getRuntime()::halt);
        }, "stop");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Of a command that ends by itself.
     *
     * @param stop asks what is running to stop; returns at once
     */
    static Interruption stopping(Runnable stop) {
        return new Interruption(stop, OptionalInt.empty());
    }

    /** Of a command that goes on until it is asked to end, which then is no failure. */
    static Interruption awaited() {
        return new Interruption(() -> {}, OptionalInt.of(ExitCode.COMPLETE));
    }

    /** Waits until the process is asked to end, or until something else has happened that counts this down. */
    void awaitOr(CountDownLatch other) throws InterruptedException {
        waiting.add(other);
        if (isAsked()) {
            other.countDown();
        }
        other.await();
        waiting.remove(other);
    }

    boolean isAsked() {
        return asked.getCount() == 0;
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook is what waits for this.
            return;
        }
    }

    private boolean isEndedInTime() {
        try {
            return ended.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
