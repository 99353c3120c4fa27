package io.github.dcssync.alert;

import io.github.dcssync.alert.AlertOutbox.Due;
import io.github.dcssync.database.DatabaseFaults;
import io.github.dcssync.lease.Leases;
import io.github.dcssync.secret.Secrets;
import io.github.dcssync.thread.DaemonThreads;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the alerts that wait, by the route {@code alerts} on a thread of its own: a sink that is down or hangs fails no
 * sync and holds none up for longer than {@link #LONGEST}.
 */
public final class AlertDelivery implements AutoCloseable {

    /** The longest that a sync waits for its alerts to be told. The last attempt has its time in this. */
    public static final Duration LONGEST = Duration.ofSeconds(30);

    private static final Duration LAST_BEGINS = LONGEST.minus(AlertSink.LONGEST);

    /** The longest that a round waits for another process to have told them. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A lease beside those of the sources: no source has a name with a blank. */
    private static final String LEASE = "alert delivery";
    private static final long BETWEEN_ATTEMPTS_MILLIS = 200;

    private static final Logger LOG = LoggerFactory.getLogger(AlertDelivery.class);

    private final AlertOutbox outbox;
    private final Leases leases;
    private final String node;
    private final Secrets secrets;
    private final Clock clock;
    private final Callable<?> route;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(DaemonThreads.named("alerts"));
    private volatile long beganNanos;
    private volatile boolean isBusy;
    private volatile boolean isEnding;
    private List<Due> waiting = List.of();
    private OptionalLong lease = OptionalLong.empty();

    /**
     * @param leases keep two processes from telling the same alert
     * @param node   the name of this machine and process
     * @param route  runs the route that tells the alerts, to its end
     */
    public AlertDelivery(AlertOutbox outbox, Leases leases, String node, Secrets secrets, Clock clock,
            Callable<?> route) {
        this.outbox = outbox;
        this.leases = leases;
        this.node = node;
        this.secrets = secrets;
        this.clock = clock;
        this.route = route;
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
        if (isBusy && System.nanoTime() - beganNanos > LONGEST.toNanos()) {
            LOG.warn("The alerts' sink still hangs; they wait for a later sync. Check dcs.alert.uri");
            return;
        }
        Future<?> round = null;
        try {
            round = thread.submit(this::run);
            round.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // One that has not begun is of no use to the next sync, which begins its own.
            round.cancel(false);
            LOG.warn("The alerts' sink takes longer than {} s; what it has not taken is told again after a later sync."
                    + " Check dcs.alert.uri", LONGEST.toSeconds());
        } catch (ExecutionException e) {
            LOG.warn("The alerts could not be told: {}", describe(e.getCause()));
            LOG.debug("The alerts could not be told", e);
        } catch (RejectedExecutionException e) {
            LOG.debug("The program ends; the alerts wait for its next start", e);
        }
    }

    private Void run() throws Exception {
        beganNanos = System.nanoTime();
        isBusy = true;
        try {
            waiting = outbox.waiting();
            if (!waiting.isEmpty()) {
                route.call();
            }
            return null;
        } finally {
            isBusy = false;
            lease.ifPresent(token -> leases.release(LEASE, token));
            lease = OptionalLong.empty();
        }
    }

    /** @return what is to be told, or nothing while another process is telling it */
    public AlertRound round() throws InterruptedException {
        lease = leases.take(LEASE, node);
        while (lease.isEmpty() && System.nanoTime() - beganNanos < PATIENCE.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_ATTEMPTS_MILLIS);
            lease = leases.take(LEASE, node);
        }
        // What another process has told in between is left out when its turn comes.
        return new AlertRound(outbox, lease.isPresent() ? waiting : List.of(),
                beganNanos + LAST_BEGINS.toNanos(), () -> isEnding);
    }

    /** Notes that the sink has taken the current message. */
    public void told(AlertRound round) {
        outbox.told(round.current(), clock.instant().atOffset(ZoneOffset.UTC));
        round.told();
    }

    /** Notes that it has not. */
    public void failed(AlertRound round, Exception exception) {
        String error = describe(exception);
        boolean isCut = round.failed(exception instanceof SinkException answer && answer.isRefusal());
        LOG.warn("{} could not be told and {}: {}", round.current().name(),
                isCut ? "is told in two parts" : "waits for a later sync", error);
        outbox.failed(round.current(), error);
    }

    private String describe(Throwable exception) {
        String text = exception instanceof SinkException ? exception.getMessage() : exception.toString();
        return secrets.mask(text).replaceAll("\\s+", " ").strip();
    }

    /** Begins no further attempt; the one on its way may end. */
    public void end() {
        isEnding = true;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
