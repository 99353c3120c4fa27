package io.github.dcssync.monitor;

import io.github.dcssync.alert.AlertDelivery;
import io.github.dcssync.thread.DaemonThreads;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every few seconds whether a source is overdue, and tells it: a sync that hangs, or a schedule that stands still,
 * would never come to say so. It counts time that passes, whatever the clock shows.
 */
public final class OverdueTimer implements AutoCloseable {

    private static final int SECONDS = 15;
    private static final Logger LOG = LoggerFactory.getLogger(OverdueTimer.class);

    private final Watch watch;
    private final AlertDelivery delivery;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("overdue"));

    public OverdueTimer(Watch watch, AlertDelivery delivery) {
        this.watch = watch;
        this.delivery = delivery;
    }

    public void start() {
        timer.scheduleWithFixedDelay(this::look, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            boolean overdue = watch.overdue();
            boolean abandoned = watch.abandoned();
            if (overdue || abandoned) {
                delivery.deliver();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("Nobody could be told of overdue syncs: {}", e.toString());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
