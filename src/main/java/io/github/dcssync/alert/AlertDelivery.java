package io.github.dcssync.alert;

import io.github.dcssync.database.DatabaseFaults;
import io.github.dcssync.lease.Leases;
import io.github.dcssync.secret.Secrets;
import io.github.dcssync.settings.SinkSettings;
import io.github.dcssync.thread.DaemonThreads;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Body;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the alerts that wait, each sink by the route {@code alerts} on a thread of its own: a sink that is down or hangs
 * fails no sync, keeps no other sink from its alerts and holds no sync up for longer than {@link #LONGEST}.
 */
public final class AlertDelivery implements AutoCloseable {

    /** The longest that a sync waits for its alerts to be told. The last attempt has its time in this. */
    public static final Duration LONGEST = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(AlertDelivery.class);

    private final AlertOutbox outbox;
    private final Secrets secrets;
    private final Clock clock;
    private final Route route;
    private final @Nullable Heartbeat heartbeat;
    private final List<SinkDelivery> sinks;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(DaemonThreads.named("alerts"));
    private final AtomicBoolean isComingBack = new AtomicBoolean();
    private volatile boolean isEnding;

    /** Runs the route that tells a sink its alerts, to its end. */
    public interface Route {
        void tell(SinkDelivery sink) throws Exception;
    }

    /**
     * @param leases keep two processes from telling the same alert
     * @param node   the name of this machine and process
     * @param heartbeat that sinks are told, if they are
     */
    public AlertDelivery(AlertOutbox outbox, Leases leases, String node, List<SinkSettings> sinks,
            @Nullable Heartbeat heartbeat, Secrets secrets, Clock clock, Route route) {
        this.outbox = outbox;
        this.secrets = secrets;
        this.clock = clock;
        this.route = route;
        this.heartbeat = heartbeat;
        this.sinks = sinks.stream().map(sink -> new SinkDelivery(sink, outbox, leases, node, heartbeat, this)).toList();
    }

    /**
     * Tries every alert that waits at the end of a sync, unless its database is away.
     *
     * @param failure what ended the sync early, or null
     */
    public void synced(Throwable failure) throws InterruptedException {
        if (!DatabaseFaults.mayReturn(failure)) {
            deliver();
        }
    }

    /** Tries every alert that waits once. Never fails; what could not be told waits for the next time. */
    public void deliver() throws InterruptedException {
        Future<?> pass = null;
        try {
            pass = thread.submit(this::run);
            pass.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // One that has not begun is of no use to the next sync, which begins its own.
            pass.cancel(false);
            LOG.warn("The alerts' sinks take longer than {} s; what they have not taken is told again after a later"
                    + " sync. Check dcs.alert.*", LONGEST.toSeconds());
        } catch (ExecutionException e) {
            LOG.warn("The alerts could not be told: {}", describe(e.getCause()));
            LOG.debug("The alerts could not be told", e);
        } catch (RejectedExecutionException e) {
            LOG.debug("The program ends; the alerts wait for its next start", e);
        }
    }

    private Void run() throws Exception {
        Map<Long, Boolean> unsettled = outbox.unsettled();
        DeliveryPass pass = new DeliveryPass(clock);
        Map<SinkDelivery, Future<?>> rounds = new LinkedHashMap<>();
        boolean isComplete = true;
        for (SinkDelivery sink : sinks) {
            if (sink.isBusy()) {
                isComplete = false;
                LOG.warn("The alerts' sink still hangs; they wait for a later sync. Check {}", sink.settings().key());
            } else if (!unsettled.isEmpty() || sink.isNew() || sink.isForgetful() || heartbeat != null) {
                rounds.put(sink, sink.begin(pass, route));
            }
        }
        isComplete &= await(rounds, pass);
        if (isComplete) {
            Set<Long> waiting = new HashSet<>();
            rounds.keySet().forEach(sink -> waiting.addAll(sink.remaining()));
            outbox.settle(unsettled, waiting);
        }
        return null;
    }

    /** @return whether all have ended, so that what they have not been told is known */
    private boolean await(Map<SinkDelivery, Future<?>> rounds, DeliveryPass pass) throws Exception {
        boolean isComplete = true;
        for (Map.Entry<SinkDelivery, Future<?>> round : rounds.entrySet()) {
            try {
                round.getValue().get(Math.max(0, pass.beganNanos() + LONGEST.toNanos() - System.nanoTime()),
                        TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                isComplete = false;
                LOG.warn("The alerts' sink takes longer than {} s; what it has not taken is told again after a later"
                        + " sync. Check {}", LONGEST.toSeconds(), round.getKey().settings().key());
            } catch (ExecutionException e) {
                isComplete = false;
                LOG.warn("The alerts could not be told: {}", describe(e.getCause()));
                LOG.debug("The alerts could not be told", e);
            }
        }
        return isComplete;
    }

    /** @return what is to be told to a sink, or nothing while another process is telling it */
    public AlertRound round(@Body SinkDelivery sink) throws InterruptedException {
        return sink.round();
    }

    /** @return a round of a sink in which nothing waits */
    public AlertRound roundOf(SinkSettings settings) {
        SinkDelivery sink = sinks.stream().filter(one -> one.settings().equals(settings)).findFirst().orElseThrow();
        return new AlertRound(sink, outbox, List.of(), List.of(), System.nanoTime(), this::isEnding);
    }

    /** Notes that the sink has taken the current message. */
    public void told(AlertRound round) {
        round.delivery().told(round);
    }

    /** Notes that it has not. */
    public void failed(AlertRound round, Exception exception) {
        round.delivery().failed(round, describe(exception),
                exception instanceof SinkException answer && answer.isRefusal());
    }

    private String describe(Throwable exception) {
        String text = exception instanceof SinkException ? exception.getMessage() : exception.toString();
        return secrets.mask(text).replaceAll("\\s+", " ").strip();
    }

    /** @return how often sinks are to hear something between syncs, if any is */
    Optional<Duration> between() {
        Optional<Duration> reminders =
                sinks.stream().anyMatch(SinkDelivery::isForgetful) ? Optional.of(AlertTimer.REMINDER)
                        : Optional.empty();
        return heartbeat == null ? reminders : Optional.of(AlertTimer.looks(heartbeat.every()));
    }

    /** Tells later what waits for others to be told with it, should no sync end before. */
    void comeBack() {
        if (isComingBack.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(AlertOutbox.GATHERING.toSeconds(), TimeUnit.SECONDS).execute(() -> {
                isComingBack.set(false);
                try {
                    thread.submit(this::run);
                } catch (RejectedExecutionException e) {
                    LOG.debug("The program has ended; the alerts wait for its next start", e);
                }
            });
        }
    }

    boolean isEnding() {
        return isEnding;
    }

    /** Begins no further attempt; the one on its way may end. */
    public void end() {
        isEnding = true;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        sinks.forEach(SinkDelivery::close);
    }
}
