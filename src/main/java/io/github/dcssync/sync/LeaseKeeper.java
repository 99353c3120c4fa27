package io.github.dcssync.sync;

import io.github.dcssync.lease.LeaseHeldException;
import io.github.dcssync.lease.LeaseLostException;
import io.github.dcssync.lease.Leases;
import io.github.dcssync.lease.Leases.Holder;
import io.github.dcssync.lease.OtherCutException;
import io.github.dcssync.lease.OwnCuts;
import io.github.dcssync.thread.DaemonThreads;
import io.github.dcssync.thread.RepeatingTimer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** Holds the lease of a source, or of one of its shards, for as long as its sync goes on. The routes call it. */
public final class LeaseKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

    private static final Duration HEARTBEAT = Duration.ofSeconds(6);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);
    /** A killed holder's lease has ended by then, whenever its last heartbeat was. */
    private static final Duration LONGEST_WAIT = Leases.LIFE.plusSeconds(1);

    private final Leases leases;
    private final OwnCuts cuts;
    private final String holder;
    private final Supplier<DataSource> connections;
    private boolean deadOnesLeft;
    private final Map<String, Future<?>> heartbeats = new ConcurrentHashMap<>();
    private final RepeatingTimer timer = new RepeatingTimer("lease-timer");
    /** A thread a lease: one that hangs keeps no other from its heartbeat. */
    private final ExecutorService hearts = Executors.newCachedThreadPool(DaemonThreads.named("lease-heartbeat"));

    /**
     * @param cuts        how the sources are cut here
     * @param connections where heartbeats have connections of their own, whatever the syncs do with theirs
     * @param holder the name of this machine and process
     * @param alone  whether no other process can have the database open: a lease found at the start is a dead one's
     */
    public LeaseKeeper(Leases leases, OwnCuts cuts, Supplier<DataSource> connections, String holder, boolean alone) {
        this.leases = leases;
        this.cuts = cuts;
        this.connections = connections;
        this.holder = holder;
        this.deadOnesLeft = alone;
    }

    /**
     * Takes the lease: a scheduled sync at once or not at all, a scheduled full sync whenever it is free, any other
     * sync, and one that is made up, within a lease's life.
     *
     * @throws LeaseHeldException when somebody else has it, or cuts the source otherwise
     * @throws MadeUpException    when somebody else has made up meanwhile what this sync was to make up
     */
    public void hold(SyncRun run) throws InterruptedException {
        long token = take(run);
        if (!run.takeUpTick()) {
            leases.release(run.getShard().name(), token, run.getId());
            throw new MadeUpException(run.getShard().name());
        }
        run.holds(token);
        AtomicBoolean beating = new AtomicBoolean();
        heartbeats.put(run.getId(), timer.repeat(HEARTBEAT, HEARTBEAT,
                "The sync of source " + run.getShard().name() + " gives no sign of life, and another may begin", () -> {
                    if (!beating.get()) {
                        hearts.execute(() -> beat(run, beating));
                    }
                }));
    }

    private long take(SyncRun run) throws InterruptedException {
        freeDeadOnes();
        long patience = patience(run.request());
        long start = System.nanoTime();
        OptionalLong token = attempt(run);
        while (token.isEmpty()) {
            boolean isSkipped = System.nanoTime() - start >= patience;
            if (isSkipped || !run.isActive()) {
                leaveOut(run, isSkipped);
            }
            TimeUnit.NANOSECONDS.sleep(BETWEEN_ATTEMPTS.toNanos());
            token = attempt(run);
        }
        return token.getAsLong();
    }

    private OptionalLong attempt(SyncRun run) {
        String source = run.getSource().name();
        // Which declares it again should the database have lost that.
        cuts.isInForce(source);
        try {
            OptionalLong token = leases.take(run.getShard().name(), Shard.cutOf(run.getSource()), holder, run.getId());
            cuts.inForce(source);
            return token;
        } catch (OtherCutException e) {
            cuts.isInForce(source);
            throw e;
        }
    }

    /** @param isSkipped whether that is for good; a sync that waited until the program ended is made up at the next start */
    private void leaveOut(SyncRun run, boolean isSkipped) {
        if (isSkipped) {
            run.tickSkipped();
        }
        throw new LeaseHeldException(describe(run.getShard().name()));
    }

    /** @return whether no sync of a source or shard can begin: one goes on in whichever process, or it is cut otherwise */
    public boolean isBusy(String source) {
        freeDeadOnes();
        return leases.isHeld(source) || !cuts.isInForce(Shard.sourceOf(source));
    }

    /** Nobody takes a lease before that is done: it would be freed as a dead one's. */
    private synchronized void freeDeadOnes() {
        if (deadOnesLeft) {
            leases.freeAll();
            deadOnesLeft = false;
        }
    }

    private static long patience(SyncRequest request) {
        if (!request.trigger().equals("schedule")) {
            return LONGEST_WAIT.toNanos();
        }
        return request.full() ? Long.MAX_VALUE : request.isMadeUp() ? LONGEST_WAIT.toNanos() : 0;
    }

    private String describe(String source) {
        Optional<Holder> other = leases.holder(source);
        return "Source " + source + " is being synced by " + other.map(Holder::name).orElse("another process")
                + other.map(known -> " since " + known.since()).orElse("") + "; wait until it has ended";
    }

    private void beat(SyncRun run, AtomicBoolean beating) {
        beating.set(true);
        try {
            if (!Leases.extend(new JdbcTemplate(connections.get()), run.getShard().name(), run.getToken(),
                    run.getId())
                    // A heartbeat that was late finds the lease given back.
                    && heartbeats.containsKey(run.getId())) {
                LeaseLostException lost = new LeaseLostException(run.getShard().name());
                if (run.fail(lost, lost.getMessage())) {
                    LOG.error("Source {}: {}", run.getSource().name(), lost.getMessage());
                }
            }
        } catch (RuntimeException e) {
            // The database is away; whether the lease is still ours is for the next page's transaction to find out.
            LOG.debug("No heartbeat for source {}", run.getShard().name(), e);
        } finally {
            beating.set(false);
        }
    }

    /** Gives the lease back; when the database is away it ends by itself. */
    public void release(SyncRun run) {
        Future<?> heartbeat = heartbeats.remove(run.getId());
        if (heartbeat != null) {
            heartbeat.cancel(false);
        }
        try {
            leases.release(run.getShard().name(), run.getToken(), run.getId());
            if (run.getFailure() instanceof LeaseLostException) {
                // Which is said, where it is why.
                cuts.isInForce(run.getSource().name());
            } else if (run.getShard().isFirst()) {
                leases.forget(run.getSource().name(), name -> Shard.isOfOtherCut(run.getSource(), name));
            }
        } catch (RuntimeException e) {
            LOG.debug("The lease of source {} was not given back", run.getShard().name(), e);
        }
    }

    @Override
    public void close() {
        timer.close();
        hearts.shutdownNow();
    }
}
