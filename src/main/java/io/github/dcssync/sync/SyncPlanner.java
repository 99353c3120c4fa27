package io.github.dcssync.sync;

import io.github.dcssync.record.ListKind;
import io.github.dcssync.record.Rejected;
import io.github.dcssync.rule.Action;
import io.github.dcssync.settings.IdleFilters;
import io.github.dcssync.settings.Ownership;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides which lists a sync reads. The routes call it. */
public final class SyncPlanner {

    private static final Logger LOG = LoggerFactory.getLogger(SyncPlanner.class);

    private final SyncRuns runs;
    private final Supplier<Ownership> ownership;
    private final Clock clock;
    private final Map<String, List<String>> idleFilters = new ConcurrentHashMap<>();

    /**
     * @param runs      hear of each plan
     * @param ownership whose a listed instance is, as of now
     */
    public SyncPlanner(SyncRuns runs, Supplier<Ownership> ownership, Clock clock) {
        this.runs = runs;
        this.ownership = ownership;
        this.clock = clock;
    }

    /** Decides which of the listed instances are read, and makes the tasks. */
    public void plan(SyncRun run, ListedInstances all) {
        List<Instance> listed = choose(run, all.instances()).stream()
                .filter(instance -> run.getShard().has(instance.id())).toList();
        List<Instance> chosen = listed.stream().filter(instance -> isOf(run, instance)).toList();
        listed.stream().filter(instance -> !isOf(run, instance)).forEach(instance -> warnOfOthers(run, instance));
        List<Task> tasks = chosen.stream()
                .flatMap(instance -> ListKind.OF_INSTANCES.stream().map(list -> new Task(instance, list))).toList();
        warnOfIdleFilters(run, all);
        int refused = refused(run, all).size();
        if (refused > 0) {
            refuse(run, refused, all.refused().get(0).reason());
        }
        run.planned(chosen, tasks, refused);
        runs.announcePlan(run);
    }

    /** Said once, and again when it has changed. */
    private void warnOfIdleFilters(SyncRun run, ListedInstances listing) {
        if (!listing.isFirstHand() || !run.request().instanceIds().isEmpty()) {
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
        return ownership.get().isOf(run.getSource(), instance.id(), instance.name());
    }

    /** Said of one that was asked for by its id. */
    private static void warnOfOthers(SyncRun run, Instance instance) {
        if (run.request().instanceIds().contains(instance.id())) {
            LOG.warn("Source {}: instance {} is left to another source of the same project, which selects it or comes"
                    + " first", run.getSource().name(), instance.id());
        }
    }

    /** What has no usable id belongs to no shard but that which has listed it; it counts unless the settings leave it out. */
    private static List<Rejected> refused(SyncRun run, ListedInstances listing) {
        boolean byId = !run.getSource().discoversInstances() || !run.request().instanceIds().isEmpty();
        return byId || !listing.isFirstHand() ? List.of() : listing.refused().stream()
                .filter(refused -> run.getSource().covers(Objects.requireNonNullElse(refused.name(), ""))).toList();
    }

    private void refuse(SyncRun run, int refused, String reason) {
        String line = refused + (refused == 1 ? " listed instance is" : " listed instances are")
                + " refused and not read; see rejected_record, endpoint instances. The first: " + reason;
        LOG.warn("Source {}: {}", run.getSource().name(), line);
        run.getErrors().add(new SyncError(null, ListKind.INSTANCE.endpoint(), null, null, line, null, null,
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
}
