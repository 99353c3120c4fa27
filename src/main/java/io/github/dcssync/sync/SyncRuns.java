package io.github.dcssync.sync;

import io.github.dcssync.api.SourceClient;
import io.github.dcssync.lease.Cut;
import io.github.dcssync.paging.TotalCountMeaning;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.schedule.Tick;
import io.github.dcssync.settings.Source;
import io.github.dcssync.sync.ReadingNotes.NotedLists;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** Begins syncs and hears how they go on. The routes call it. */
public final class SyncRuns {

    /**
     * A shard and what reads it.
     *
     * @param shard  all of a source, or a part of it
     * @param client its HTTP client
     */
    public record Connected(Shard shard, SourceClient client) {
    }

    /** One that leaves ends what is running of it at the next page, and is no more once that has ended. */
    private static final class KnownShard {

        private final Connected connected;
        private volatile boolean isLeaving;

        KnownShard(Connected connected) {
            this.connected = connected;
        }
    }

    private volatile Map<String, KnownShard> shards = Map.of();
    private final String node;
    private final String version;
    private final Clock clock;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private volatile SyncObserver observer = new SyncObserver() {
    };

    /**
     * @param node    the name of this machine and process, for the run's row
     * @param version the program's version
     */
    public SyncRuns(String node, String version, Clock clock) {
        this.node = node;
        this.version = version;
        this.clock = clock;
    }

    /** From now on syncs of these shards may begin, behind those that were there. */
    public synchronized void join(List<Connected> connected) {
        Map<String, KnownShard> all = new LinkedHashMap<>(shards);
        connected.forEach(one -> all.put(one.shard().name(), new KnownShard(one)));
        shards = all;
    }

    /** Ends what is running of a source at the next page. */
    public void stop(Source source) {
        shards.values().stream().filter(member -> member.connected.shard().source().equals(source))
                .forEach(member -> member.isLeaving = true);
    }

    /** A source of which nothing is running any more is not known from now on. */
    public synchronized void leave(Source source) {
        Map<String, KnownShard> all = new LinkedHashMap<>(shards);
        all.values().removeIf(member -> member.connected.shard().source().equals(source));
        shards = all;
    }

    /** @param newObserver hears how the syncs go on, from many threads */
    public void observe(SyncObserver newObserver) {
        observer = newObserver;
    }

    /** Ends what is running at the next page, and begins nothing more. */
    public void stop() {
        stopping.set(true);
    }

    /**
     * @param tick of a source or shard, and of the kind {@code sync} or {@code full-sync}
     * @return a request for the sync that the schedule asks for
     */
    public SyncRequest scheduled(Tick tick) {
        return new SyncRequest(tick.source(), "schedule", List.of(), tick.kind().equals("full-sync"), null, null, tick);
    }

    /** @return the sync, begun now */
    public SyncRun begin(SyncRequest request) {
        KnownShard member = shards.get(request.source());
        Connected source = member.connected;
        source.client().beginSync();
        return new SyncRun(request, source.shard(), source.client(), node, version, clock,
                () -> stopping.get() || member.isLeaving);
    }

    /** Takes over what earlier syncs have learned of the source's counts: rows of {@code find-total-meanings.sql}. */
    public void remember(SyncRun run, List<Map<String, Object>> meanings) {
        for (Map<String, Object> row : meanings) {
            TotalCountMeaning meaning =
                    TotalCountMeaning.valueOf(row.get("meaning").toString().toUpperCase(Locale.ROOT));
            run.meanings().remember(ListKind.ofEndpoint(row.get("endpoint").toString()), (String) row.get("api"),
                    meaning);
        }
    }

    /** Tells that the sync knows what it has to read. */
    void announcePlan(SyncRun run) {
        observer.planned(run);
    }

    /** Counts a list that was read whole, unless that is still to be noted with others. */
    public void countComplete(SyncRun run, Listing list) {
        if (!list.isNotedWithOthers()) {
            countComplete(run);
        }
    }

    private void countComplete(SyncRun run) {
        run.tally().taskComplete();
        observer.taskEnded(run);
    }

    /** Counts lists that were read whole and have been noted together. */
    public void countNoted(SyncRun run, NotedLists noted) {
        run.databaseAnswers();
        run.tally().vanished(noted.vanished());
        noted.lists().forEach(list -> countComplete(run));
    }

    /** Hears that the faults that were next are noted. */
    public void errorsNoted(SyncRun run, NoteBatches<SyncError> batches) {
        run.databaseAnswers();
        batches.done();
    }

    /** Counts a list that was not, unless it is taken for empty. */
    public void countFailed(SyncRun run, ListFailure failure) {
        if (failure != null && failure.empty()) {
            run.tally().taskComplete();
        } else {
            run.tally().taskFailed();
        }
        observer.taskEnded(run);
    }

    /**
     * Notes that the tick which has begun a sync is served, under the lease: whoever waits for it sees that. One that was
     * interrupted is not, and is made up; one that the service has failed is, lest one that is away be asked at each start.
     */
    public void noteTick(SyncRun run) {
        if (!run.isInterrupted()) {
            run.tickServed();
        }
    }

    /** Ends the sync. */
    public void end(SyncRun run) {
        run.finished();
    }

    /** Tells that the sync has ended and is noted. */
    public void announceEnd(SyncRun run) {
        observer.finished(run);
    }

    /** @return how the source of each shard is cut, by the shard's name */
    public Map<String, Cut> cuts() {
        return shards.values().stream().map(member -> member.connected.shard())
                .collect(Collectors.toMap(Shard::name, shard -> Shard.cutOf(shard.source())));
    }

    /**
     * @return the names of the sources' shards of which syncs may begin, in the order of the settings and then in that of
     *         their coming
     */
    public Set<String> names() {
        return shards.entrySet().stream().filter(shard -> !shard.getValue().isLeaving).map(Map.Entry::getKey)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
