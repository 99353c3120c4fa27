package io.github.dcssync.monitor;

import io.github.dcssync.alert.AlertDelivery;
import io.github.dcssync.thread.RepeatingTimer;
import java.time.Duration;

/**
 * Looks every few seconds whether a source is overdue, and tells it: a sync that hangs, or a schedule that stands still,
 * would never come to say so. It counts time that passes, whatever the clock shows.
 */
public final class OverdueTimer implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final ConditionMonitor monitor;
    private final AlertDelivery delivery;
    private final RepeatingTimer timer = new RepeatingTimer("overdue");

    public OverdueTimer(ConditionMonitor monitor, AlertDelivery delivery) {
        this.monitor = monitor;
        this.delivery = delivery;
    }

    public void start() {
        timer.repeat(PAUSE, PAUSE, "Nobody is told of overdue syncs", this::look);
    }

    private void look() throws InterruptedException {
        boolean overdue = monitor.updateOverdue();
        boolean abandoned = monitor.resolveAbandoned();
        if (overdue || abandoned) {
            delivery.deliver();
        }
    }

    @Override
    public void close() {
        timer.close();
    }
}
