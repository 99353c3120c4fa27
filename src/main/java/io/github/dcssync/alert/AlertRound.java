package io.github.dcssync.alert;

import io.github.dcssync.alert.AlertOutbox.Due;
import io.github.dcssync.alert.AlertOutbox.Message;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One attempt at telling a sink all that waits for it. Used by one thread; the routes read its properties by name. */
public final class AlertRound {

    /** A sink that has failed so often in a row is down; the rest waits for the next sync. */
    private static final int MOST_FAILURES = 3;

    private final SinkDelivery sink;
    private final AlertOutbox outbox;
    private final Deque<Due> alerts;
    private final Deque<Message> others;
    private final long endNanos;
    private final BooleanSupplier isEnding;
    private Due due;
    private Message message;
    private int failures;

    /**
     * @param sink     that is told
     * @param others   messages about no alert that waits, which come last
     * @param endNanos when no attempt begins any more
     * @param isEnding whether the program ends
     */
    AlertRound(SinkDelivery sink, AlertOutbox outbox, List<Due> alerts, List<Message> others, long endNanos,
            BooleanSupplier isEnding) {
        this.sink = sink;
        this.outbox = outbox;
        this.alerts = new ArrayDeque<>(alerts);
        this.others = new ArrayDeque<>(others);
        this.endNanos = endNanos;
        this.isEnding = isEnding;
    }

    /**
     * Goes on to the next message.
     *
     * @return whether there is one; it is then {@link #getMessage()}
     */
    public boolean advance() {
        while (mayBegin() && !alerts.isEmpty()) {
            due = alerts.remove();
            Optional<Message> next = outbox.message(sink.settings(), due);
            if (next.isPresent()) {
                message = next.get();
                return true;
            }
        }
        due = null;
        boolean isNext = mayBegin() && !others.isEmpty();
        if (isNext) {
            message = others.remove();
        }
        return isNext;
    }

    private boolean mayBegin() {
        return failures < MOST_FAILURES && System.nanoTime() - endNanos < 0 && !isEnding.getAsBoolean();
    }

    /** @return one JSON object */
    public String getMessage() {
        return message.text();
    }

    /** @return the name of the sink that is told */
    public String getSink() {
        return sink.settings().name();
    }

    SinkDelivery delivery() {
        return sink;
    }

    Message current() {
        return message;
    }

    /** @return what the message is about; null where it is about no alert that waits */
    Due due() {
        return due;
    }

    /** Hears that the sink is not down. */
    void told() {
        failures = 0;
    }

    /**
     * Hears that the sink has not taken the message. A digest that it will never take goes on at once in halves, so that
     * one alert keeps no others from it, and so that a sink that takes nothing is known after a few single ones.
     *
     * @param isRefused whether that was because of the message: the sink is not down then
     * @return whether something of the message is told yet in this round
     */
    boolean failed(boolean isRefused) {
        boolean isCut = isRefused && due != null && due.alertIds().size() > 1;
        if (isCut) {
            List<Due> halves = due.halves();
            for (int i = halves.size() - 1; i >= 0; i--) {
                alerts.addFirst(halves.get(i));
            }
        } else {
            failures++;
        }
        return isCut;
    }
}
