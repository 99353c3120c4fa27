package io.github.dcssync.alert;

import io.github.dcssync.alert.AlertOutbox.Backlog;
import io.github.dcssync.alert.AlertOutbox.Due;
import io.github.dcssync.alert.AlertOutbox.Message;
import io.github.dcssync.lease.Leases;
import io.github.dcssync.settings.SinkProduct;
import io.github.dcssync.settings.SinkSettings;
import io.github.dcssync.thread.DaemonThreads;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells one sink what waits for it, on a thread of its own: one that hangs holds up no other. */
public final class SinkDelivery implements AutoCloseable {

    /** The longest that a round waits for another process to have told them. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LAST_BEGINS = AlertDelivery.LONGEST.minus(AlertSink.LONGEST);
    private static final long BETWEEN_ATTEMPTS_MILLIS = 200;
    /** Alerts that go on, in one message to a sink that is to be reminded of them. */
    private static final int MOST_REMINDED = 100;

    /** A lease beside those of the sources: no source has a name with a blank. */
    private static final String LEASE = "alert delivery";

    private static final Logger LOG = LoggerFactory.getLogger(SinkDelivery.class);

    private final SinkSettings settings;
    private final AlertOutbox outbox;
    private final Leases leases;
    private final String node;
    private final AlertDelivery delivery;
    private final @Nullable Heartbeat heartbeat;
    private final ExecutorService thread;
    private final Set<Long> remaining = ConcurrentHashMap.newKeySet();
    private volatile boolean isBusy;
    private volatile DeliveryPass pass;
    private List<Due> waiting = List.of();
    private OptionalLong lease = OptionalLong.empty();
    private @Nullable Message beat;
    private boolean isKnown;

    SinkDelivery(SinkSettings settings, AlertOutbox outbox, Leases leases, String node,
            @Nullable Heartbeat heartbeat, AlertDelivery delivery) {
        this.settings = settings;
        this.outbox = outbox;
        this.leases = leases;
        this.node = node;
        this.heartbeat = heartbeat;
        this.delivery = delivery;
        this.thread = Executors.newSingleThreadExecutor(DaemonThreads.named("alerts-" + settings.name()));
    }

    SinkSettings settings() {
        return settings;
    }

    boolean isBusy() {
        return isBusy;
    }

    /** @return whether this process has not asked yet what of all that goes on the sink has not heard of */
    boolean isNew() {
        return !isKnown;
    }

    /** @return whether it forgets what it is not told again and again */
    boolean isForgetful() {
        return settings.address().product() == SinkProduct.ALERTMANAGER;
    }

    /** @return alerts that it has still to be told */
    Collection<Long> remaining() {
        return remaining;
    }

    /** Begins a round, which the caller may wait for. */
    Future<?> begin(DeliveryPass beginning, AlertDelivery.Route route) {
        isBusy = true;
        pass = beginning;
        return thread.submit(() -> run(route));
    }

    private Void run(AlertDelivery.Route route) throws Exception {
        try {
            Backlog found = outbox.waiting(settings, !isKnown, pass.now());
            waiting = found.due();
            remaining.clear();
            remaining.addAll(found.held());
            waiting.forEach(due -> remaining.addAll(due.alertIds()));
            isKnown = true;
            if (found.isGathering()) {
                delivery.comeBack();
            }
            if (!waiting.isEmpty() || isForgetful() || isBeatDue()) {
                route.tell(this);
            }
            return null;
        } finally {
            isBusy = false;
            lease.ifPresent(token -> leases.release(lease(), token));
            lease = OptionalLong.empty();
        }
    }

    private String lease() {
        return settings.isNamed() ? LEASE + " to " + settings.name() : LEASE;
    }

    /** @return what is to be told, or nothing while another process is telling it */
    AlertRound round() throws InterruptedException {
        lease = leases.take(lease(), node);
        while (lease.isEmpty() && System.nanoTime() - pass.beganNanos() < PATIENCE.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_ATTEMPTS_MILLIS);
            lease = leases.take(lease(), node);
        }
        // What another process has told in between is left out when its turn comes.
        return new AlertRound(this, outbox, lease.isPresent() ? waiting : List.of(),
                lease.isPresent() ? others() : List.of(),
                pass.beganNanos() + LAST_BEGINS.toNanos(), delivery::isEnding);
    }

    private List<Message> others() {
        List<Message> others = new ArrayList<>();
        beat = isBeatDue() ? heartbeat.message(pass.now().toInstant()) : null;
        if (beat != null) {
            others.add(beat);
        }
        if (isForgetful()) {
            others.addAll(outbox.goingOn(settings, MOST_REMINDED));
        }
        return others;
    }

    private boolean isBeatDue() {
        if (heartbeat == null) {
            return false;
        }
        OffsetDateTime now = pass.now();
        return outbox.heartbeat(settings).filter(last -> last.isBefore(now) || last.isEqual(now))
                .filter(last -> Duration.between(last, now).compareTo(heartbeat.every()) < 0).isEmpty();
    }

    void told(AlertRound round) {
        Message message = round.current();
        if (round.due() != null) {
            outbox.told(settings, message, pass.timeOf(round.due().topic(), round.due().isMany()));
            message.alertIds().forEach(remaining::remove);
        }
        if (message.equals(beat)) {
            outbox.heartbeat(settings, pass.now());
        }
        round.told();
    }

    void failed(AlertRound round, String error, boolean isRefusal) {
        boolean isCut = round.failed(isRefusal);
        LOG.warn("{} could not be told{} and {}: {}", round.current().name(),
                settings.isNamed() ? " to sink " + settings.name() : "",
                isCut ? "is told in two parts" : "waits for a later sync", error);
        outbox.failed(settings, round.current(), error);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
