package io.github.dcssync.sync;

import io.github.dcssync.api.SourceClient;
import io.github.dcssync.paging.TotalCountMeaning;
import io.github.dcssync.record.Rejected;
import io.github.dcssync.rule.Action;
import io.github.dcssync.schedule.Tick;
import io.github.dcssync.settings.IdleFilters;
import io.github.dcssync.settings.Ownership;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the routes ask about syncs: begin one, plan its tasks, open a list. */
public final class Syncs {

    private static final Logger LOG = LoggerFactory.getLogger(Syncs.class);

    /**
     * A shard and what reads it.
     *
     * @param shard  all of a source, or a part of it
     * @param client its HTTP client
     */
    public record Connected(Shard shard, SourceClient client) {
    }

    private final Map<String, Connected> shards = new LinkedHashMap<>();
    private final Ownership ownership;
    private final String backupsList;
    private final String node;
    private final String version;
    private final Clock clock;
    private final Map<String, List<String>> idleFilters = new ConcurrentHashMap<>();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private volatile SyncObserver observer = new SyncObserver() {
    };

    /**
     * @param connected   the sources' shards
     * @param ownership   whose a listed instance is
     * @param backupsList the route that lists backups
     * @param node        the name of this machine and process, for the run's row
     * @param version     the program's version
     */
    public Syncs(List<Connected> connected, Ownership ownership, String backupsList, String node, String version,
            Clock clock) {
        connected.forEach(source -> shards.put(source.shard().name(), source));
        this.ownership = ownership;
        this.backupsList = backupsList;
        this.node = node;
        this.version = version;
        this.clock = clock;
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
        Connected source = shards.get(request.source());
        source.client().beginSync();
        return new SyncRun(request, source.shard(), source.client(), node, version, clock,
                stopping::get);
    }

    /** Takes over what earlier syncs have learned of the source's counts: rows of {@code find-total-meanings.sql}. */
    public void remember(SyncRun run, List<Map<String, Object>> meanings) {
        for (Map<String, Object> row : meanings) {
            TotalCountMeaning meaning = TotalCountMeaning.valueOf(row.get("meaning").toString().toUpperCase(Locale.ROOT));
            run.meanings().remember(row.get("endpoint").toString(), meaning);
        }
    }

    /** Decides which of the listed instances are read, and makes the tasks. */
    public void plan(SyncRun run, Listing listing) {
        List<Instance> chosen = choose(run, listing.instances()).stream()
                .filter(instance -> run.getShard().has(instance.id()))
                .filter(instance -> isOf(run, instance)).toList();
        List<Task> tasks = new ArrayList<>(2 * chosen.size());
        for (Instance instance : chosen) {
            tasks.add(new Task(instance, "backups", backupsList));
            tasks.add(new Task(instance, "restores", "list-restores"));
        }
        warnOfIdleFilters(run, listing);
        int refused = refused(run, listing).size();
        if (refused > 0) {
            refuse(run, refused, listing.refused().get(0).reason());
        }
        run.planned(chosen, tasks, refused);
        observer.planned(run);
    }

    /** Said once, and again when it has changed. */
    private void warnOfIdleFilters(SyncRun run, Listing listing) {
        if (!run.getShard().isFirst() || !run.request().instanceIds().isEmpty()) {
            return;
        }
        List<String> lines = IdleFilters.of(run.getSource(),
                listing.instances().stream().map(Instance::id).collect(Collectors.toSet()),
                listing.instances().stream().map(Instance::name).toList());
        if (!lines.equals(idleFilters.put(run.getSource().name(), lines))) {
            lines.forEach(line -> LOG.warn("Source {}: {}", run.getSource().name(), line));
        }
    }

    private boolean isOf(SyncRun run, Instance instance) {
        boolean own = ownership.isOf(run.getSource(), instance.id(), instance.name());
        if (!own && run.request().instanceIds().contains(instance.id())) {
            LOG.warn("Source {}: instance {} is left to another source of the same project, which selects it or comes"
                    + " first", run.getSource().name(), instance.id());
        }
        return own;
    }

    /** What has no usable id is nobody's but the first shard's; it counts unless the settings leave it out. */
    private static List<Rejected> refused(SyncRun run, Listing listing) {
        boolean byId = !run.getSource().discoversInstances() || !run.request().instanceIds().isEmpty();
        return byId || !run.getShard().isFirst() ? List.of() : listing.refused().stream()
                .filter(refused -> run.getSource().covers(Objects.requireNonNullElse(refused.name(), ""))).toList();
    }

    private void refuse(SyncRun run, int refused, String reason) {
        String line = refused + (refused == 1 ? " listed instance is" : " listed instances are")
                + " refused and not read; see rejected_record, endpoint instances. The first: " + reason;
        LOG.warn("Source {}: {}", run.getSource().name(), line);
        run.getErrors().add(new SyncError(null, "instances", null, null, line, null, null,
                Action.SKIP_INSTANCE.text(), clock.instant().atOffset(ZoneOffset.UTC)));
    }

    /** Ids that were asked for are read even when the service does not list them: it will say what is wrong. */
    private static List<Instance> choose(SyncRun run, List<Instance> listed) {
        List<String> ids = run.request().instanceIds().isEmpty()
                ? run.getSource().instanceIds() : run.request().instanceIds();
        if (ids.isEmpty()) {
            return listed.stream().filter(instance -> run.getSource().covers(instance.name())).toList();
        }
        Map<String, Instance> byId = new LinkedHashMap<>();
        ids.forEach(id -> byId.put(id, new Instance(id, null)));
        listed.forEach(instance -> byId.replace(instance.id(), instance));
        return List.copyOf(byId.values());
    }

    /** Counts a list that was read whole. */
    public void complete(SyncRun run) {
        run.tally().taskComplete();
        observer.taskEnded(run);
    }

    /** Counts a list that was not, unless it is taken for empty. */
    public void failed(SyncRun run, ListFailure failure) {
        if (failure != null && failure.empty()) {
            run.tally().taskComplete();
        } else {
            run.tally().taskFailed();
        }
        observer.taskEnded(run);
    }

    /**
     * Notes that the tick which has begun a sync is served, under the lease: whoever waits for it sees that. One that was
     * interrupted is not, and is made up; one that has failed is, lest a service that is away be asked at each start.
     */
    public void noteTick(SyncRun run) {
        if (!run.isInterrupted()) {
            run.tickServed();
        }
    }

    /** Says that the sync has ended and is noted. */
    public void finished(SyncRun run) {
        observer.finished(run);
    }

    /** Ends the sync. */
    public void finish(SyncRun run) {
        run.finished();
    }

    /** @return the names of the sources' shards in the order of the settings */
    public Set<String> names() {
        return shards.keySet();
    }
}
