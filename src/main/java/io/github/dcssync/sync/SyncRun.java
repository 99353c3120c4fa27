package io.github.dcssync.sync;

import io.github.dcssync.api.Renewal;
import io.github.dcssync.api.SourceClient;
import io.github.dcssync.database.DatabaseFaults;
import io.github.dcssync.lease.LeaseLostException;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.settings.Source;
import io.github.dcssync.sync.Summary.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * One sync of one source, or of one of its shards, while it goes on. Many threads report to it; the routes read its
 * properties by name. Counts are of committed transactions.
 */
public final class SyncRun {

    /** A database that restarts or fails over is back by then; with what follows, a sync without one ends in 60 s. */
    private static final Duration LONGEST_OUTAGE = Duration.ofSeconds(40);
    /** So many requests are repeated whatever happens; further ones only as long as the service mostly answers. */
    private static final int RETRIES_GRANTED = 50;

    private final String id = UUID.randomUUID().toString();
    private final SyncRequest request;
    private final Shard shard;
    private final SourceClient client;
    private final String node;
    private final String version;
    private final Clock clock;
    private final BooleanSupplier stopping;
    private final long requestsBefore;
    private final LearnedMeanings meanings;
    private final Tally tally = new Tally();
    private final SyncErrors errors = new SyncErrors();
    private final ReadLists readLists = new ReadLists();

    private boolean outage;
    private long outageSince;
    private volatile Instant startedAt;
    private volatile long startedNanos = System.nanoTime();
    private volatile long finishedNanos;
    private volatile long token;
    private volatile List<Instance> instances = List.of();
    private volatile int refused;
    private volatile boolean isListingInstances;
    private volatile List<Task> tasks;
    private volatile LastReads lastReads = new LastReads(List.of());
    private volatile Throwable failure;
    private volatile String error;
    private volatile Instant finishedAt;

    SyncRun(SyncRequest request, Shard shard, SourceClient client, String node, String version, Clock clock,
            BooleanSupplier stopping) {
        this.request = request;
        this.shard = shard;
        this.isListingInstances = !shard.isCut();
        this.meanings = new LearnedMeanings(shard.source());
        this.client = client;
        this.node = node;
        this.version = version;
        this.clock = clock;
        this.startedAt = clock.instant();
        this.stopping = stopping;
        this.requestsBefore = client.requests();
    }

    /**
     * Hears which instances are to be read, and the lists that makes.
     *
     * @param refusals instances to be read that are not asked for
     */
    void planned(List<Instance> chosen, List<Task> planned, int refusals) {
        instances = chosen;
        refused = refusals;
        tasks = planned;
        lastReads = new LastReads(chosen);
    }

    /** @return whether it is known which lists are to be read */
    boolean isPlanned() {
        return tasks != null;
    }

    /** Hears that it falls to this sync to list the instances for all shards of its source, and to store them. */
    void listsInstances() {
        isListingInstances = true;
    }

    /** @return whether that falls to this sync, as it does where the source is not cut */
    boolean isListingInstances() {
        return isListingInstances;
    }

    /** @return what the list of instances is needed for: the same for all shards that may have it from each other */
    String listedFor() {
        return request.tick() == null ? id : request.tick().standsFor().toString();
    }

    /** @return where what the sync does is counted */
    Tally tally() {
        return tally;
    }

    /** @return whether one more request is repeated, which is counted: a service that answers nothing is not stormed */
    boolean grantRetry() {
        return tally.grantRetry(RETRIES_GRANTED);
    }

    /** Hears that an answer was read and is what was asked for. */
    void answered() {
        tally.answered();
    }

    /** @return the faults met so far that are not in the database yet */
    public SyncErrors getErrors() {
        return errors;
    }

    /** @return the lists read so far that brought nothing new and are not noted yet */
    public ReadLists getReadLists() {
        return readLists;
    }

    /** @return what is known of its lists from the syncs before */
    LastReads lastReads() {
        return lastReads;
    }

    /** Hears that a request is repeated. */
    public void retried() {
        tally.retried();
    }

    /**
     * Hears what ends the whole sync: nothing further is asked. The first reason counts.
     *
     * @return whether this was the first
     */
    public synchronized boolean fail(Throwable reason, String line) {
        if (failure != null) {
            return false;
        }
        failure = reason;
        error = line;
        return true;
    }

    /** Hears that all is done. */
    void finished() {
        finishedNanos = System.nanoTime();
        finishedAt = clock.instant();
    }

    /** @return whether further tasks may begin */
    public boolean isActive() {
        return failure == null && !stopping.getAsBoolean();
    }

    /** @return whether it falls to this sync to delete what is old of its source */
    public boolean isRetentionDue() {
        return isActive() && shard.isFirst();
    }

    /** @return whether the program is being stopped */
    public boolean isStopping() {
        return stopping.getAsBoolean();
    }

    /**
     * @return whether it was not left to come to its end: the program was being stopped, another has its lease, or the
     *         database was away, which may be back by now
     */
    boolean isInterrupted() {
        return status() == Status.INTERRUPTED || failure instanceof LeaseLostException
                || DatabaseFaults.mayReturn(failure);
    }

    /** @return whether what it was to make up has not been done meanwhile; asked under the lease */
    boolean takeUpTick() {
        return request.tick() == null || request.tick().takeUp();
    }

    /** Has the schedule note that the tick which has begun it is served. */
    void tickServed() {
        if (request.tick() != null) {
            request.tick().served();
        }
    }

    /** Has the schedule note that the tick which has begun it found its source busy. */
    void tickSkipped() {
        if (request.tick() != null) {
            request.tick().skipped();
        }
    }

    /** @return what is known of the source's counts */
    LearnedMeanings meanings() {
        return meanings;
    }

    /** @return what this sync has learned that was not known before */
    public List<LearnedMeanings.Learned> getLearned() {
        return meanings.learned();
    }

    void holds(long leaseToken) {
        token = leaseToken;
        // What came before was waiting for another sync.
        startedAt = clock.instant();
        startedNanos = System.nanoTime();
    }

    /** @return the token of the source's lease */
    public long getToken() {
        return token;
    }

    /** @return whether nothing is to be written */
    boolean isPlan() {
        return request.trigger().equals("plan");
    }

    /** @return whether {@code instance_sync} hears of this: a backfill reads a part and says nothing of the whole */
    public boolean isNoted() {
        return !isPlan() && !request.isBackfill();
    }

    /** Hears that the database answers. */
    synchronized void databaseAnswers() {
        outage = false;
    }

    /** @return whether the database has failed since it last answered: what it was told then may have been done */
    synchronized boolean isOutage() {
        return outage;
    }

    /**
     * Hears that the database does not answer.
     *
     * @param silence how long it had said nothing when it was given up
     * @return whether this is the first that is heard of it
     */
    synchronized boolean beginOutage(Duration silence) {
        if (outage) {
            return false;
        }
        outage = true;
        outageSince = System.nanoTime() - silence.toNanos();
        return true;
    }

    /** @return whether a database that does not answer is still to be waited for */
    synchronized boolean toleratesOutage() {
        return !stopping.getAsBoolean() && System.nanoTime() - outageSince < LONGEST_OUTAGE.toNanos();
    }

    public String getId() {
        return id;
    }

    public String getTrigger() {
        return request.trigger();
    }

    public SyncRequest request() {
        return request;
    }

    public Source getSource() {
        return shard.source();
    }

    /** How it stands with the renewal of the source's credentials; empty for those that are never renewed. */
    Optional<Renewal> renewal() {
        return client.renewal();
    }

    /** @return the part of the source that is synced; its name is that of the lease */
    public Shard getShard() {
        return shard;
    }

    /** @return the shard's number, or null where the source is not cut */
    public Integer getShardNumber() {
        return shard.isCut() ? shard.number() : null;
    }

    /** @return of how many shards it is one, or null where the source is not cut */
    public Integer getShards() {
        return shard.isCut() ? shard.source().shards() : null;
    }

    /** @return whether all that the settings select is to be read, of the shard if the source is cut */
    public boolean isWhole() {
        return !request.isBackfill() && request.instanceIds().isEmpty();
    }

    /** @return how many requests were followed by no fault */
    public long getRequestsSucceeded() {
        return Math.max(0, getSummary().requests() - errors.noted());
    }

    public String getNode() {
        return node;
    }

    public String getVersion() {
        return version;
    }

    public OffsetDateTime getStartedAt() {
        return startedAt.atOffset(ZoneOffset.UTC);
    }

    public OffsetDateTime getFinishedAt() {
        return finishedAt.atOffset(ZoneOffset.UTC);
    }

    /** @return the lists to read; none while it is not known which instances there are */
    public List<Task> getTasks() {
        return tasks == null ? List.of() : tasks;
    }

    /** @return how it ended, as the database calls it */
    public String getStatus() {
        return status().toString();
    }

    /** @return one line that says what ended the sync early, or null */
    public String getError() {
        return error;
    }

    /** @return what ended the sync early, or null */
    public Throwable getFailure() {
        return failure;
    }

    /** @return the counts so far, and how it ended if it has */
    public Summary getSummary() {
        long end = finishedAt == null ? System.nanoTime() : finishedNanos;
        return tally.summary(status(), instances.size() + refused,
                getTasks().size() + ListKind.OF_INSTANCES.size() * refused,
                finishedAt != null,
                client.requests() - requestsBefore, Duration.ofNanos(end - startedNanos).toMillis() / 1000.0);
    }

    private Status status() {
        boolean allComplete = tasks != null && tally.complete() == tasks.size();
        if (stopping.getAsBoolean() && !allComplete) {
            return Status.INTERRUPTED;
        }
        if (failure == null && allComplete) {
            return refused == 0 ? Status.COMPLETE : Status.PARTIAL;
        }
        return tally.isNothingRead() ? Status.FAILED : Status.PARTIAL;
    }
}
