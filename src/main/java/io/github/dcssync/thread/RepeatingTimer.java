package io.github.dcssync.thread;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does work again and again, in one thread that keeps no process from ending. What it throws ends no repetition: that is
 * said once, and again when something else is thrown or it went well in between. An error is no different; that memory
 * ran out ends the process as anywhere, because whoever hears what is logged sees to that.
 */
public final class RepeatingTimer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RepeatingTimer.class);

    private final ScheduledExecutorService thread;

    /** @param name of the thread */
    public RepeatingTimer(String name) {
        thread = Executors.newSingleThreadScheduledExecutor(DaemonThreads.named(name));
    }

    /** What is repeated. It catches what it has to expect. */
    public interface Work {
        void run() throws Exception;
    }

    /**
     * Begins a repetition.
     *
     * @param first   how long until the work is done first
     * @param pause   how long from its end to its next beginning
     * @param without what does not happen while the work goes wrong, as a sentence about that moment
     * @return to be cancelled when it is over; {@link #close} ends all
     */
    public Future<?> repeat(Duration first, Duration pause, String without, Work work) {
        return thread.scheduleWithFixedDelay(new Guarded(pause, without, work), first.toNanos(), pause.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    /** Interrupts what is being done, and does nothing any more. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    private final class Guarded implements Runnable {

        private final Duration pause;
        private final String without;
        private final Work work;
        private final StandingFaults faults = new StandingFaults();

        Guarded(Duration pause, String without, Work work) {
            this.pause = pause;
            this.without = without;
            this.work = work;
        }

        @Override
        public void run() {
            try {
                work.run();
                faults.wentWell(without);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Throwable e) {
                say(e);
            }
        }

        private void say(Throwable thrown) {
            if (thread.isShutdown() || !faults.wentWrong(without, thrown)) {
                LOG.debug("{}", without, thrown);
                return;
            }
            LOG.error("{}. It is tried again every {} s: {}", without, pause.toSeconds(),
                    thrown.toString().replaceAll("\\s+", " ").strip(), thrown);
        }
    }
}
