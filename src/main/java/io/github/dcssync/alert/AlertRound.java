package io.github.dcssync.alert;

import io.github.dcssync.database.AlertOutbox;
import io.github.dcssync.database.AlertOutbox.Message;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One attempt at telling each alert that waits. Used by one thread; the routes read its properties by name. */
public final class AlertRound {

    /** A sink that has failed so often in a row is down; the rest waits for the next sync. */
    private static final int MOST_FAILURES = 3;

    private final AlertOutbox outbox;
    private final Iterator<Long> alerts;
    private final long endNanos;
    private final BooleanSupplier isEnding;
    private Long alert;
    private Message message;
    private int failures;

    /**
     * @param endNanos when no attempt begins any more
     * @param isEnding whether the program ends
     */
    AlertRound(AlertOutbox outbox, List<Long> alerts, long endNanos, BooleanSupplier isEnding) {
        this.outbox = outbox;
        this.alerts = alerts.iterator();
        this.endNanos = endNanos;
        this.isEnding = isEnding;
    }

    /** @return whether there is something to tell; {@link #getMessage()} is then the next */
    public boolean isMore() {
        while (mayBegin() && (alert != null || alerts.hasNext())) {
            alert = alert == null ? alerts.next() : alert;
            Optional<Message> next = outbox.next(alert);
            if (next.isPresent()) {
                message = next.get();
                return true;
            }
            alert = null;
        }
        return false;
    }

    private boolean mayBegin() {
        return failures < MOST_FAILURES && System.nanoTime() - endNanos < 0 && !isEnding.getAsBoolean();
    }

    /** @return one JSON object */
    public String getMessage() {
        return message.message();
    }

    Message current() {
        return message;
    }

    /** Goes on with what else is to be told of the same alert. */
    void told() {
        failures = 0;
    }

    /** Goes on with the next alert. */
    void failed() {
        failures++;
        alert = null;
    }
}
