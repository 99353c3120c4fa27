package io.github.dcssync.alert;

import io.github.dcssync.thread.RepeatingTimer;
import java.time.Duration;

/** Tells sinks again and again what they are to hear between syncs, too: that the program lives, and what goes on. */
public final class AlertTimer implements AutoCloseable {

    /** Alertmanager forgets an alert after five minutes, unless it is told otherwise; Prometheus reminds it as often. */
    static final Duration REMINDER = Duration.ofMinutes(1);

    private static final int LOOKS_IN_BETWEEN = 4;

    private final AlertDelivery delivery;
    private final RepeatingTimer timer = new RepeatingTimer("alert-reminder");

    public AlertTimer(AlertDelivery delivery) {
        this.delivery = delivery;
    }

    /** Begins, where there is a sink that is to hear something. */
    public void start() {
        delivery.between().ifPresent(pause -> timer.repeat(Duration.ZERO, pause, "No sink of alerts is told that the"
                + " program lives, nor what goes on", delivery::deliver));
    }

    /** @return how often it is looked whether a heartbeat is due */
    static Duration looks(Duration every) {
        Duration part = every.dividedBy(LOOKS_IN_BETWEEN);
        return part.compareTo(REMINDER) < 0 ? part : REMINDER;
    }

    @Override
    public void close() {
        timer.close();
    }
}
