package io.github.dcssync.simulator;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** Answers the list requests from the fleet. */
final class SimulatedLists {

    private static final String DELETED = "DELETED";

    private final Fleet fleet;
    private final SimulatedProjects projects;
    private final TimeFilter timeFilter;
    private final PageJson pages;
    private final AbsentAs absentAs;
    private final Map<String, AtomicLong> ordinals = new ConcurrentHashMap<>();
    private volatile RequestListener listener = request -> {};

    SimulatedLists(Fleet fleet, SimulatedProjects projects, SimulatorOptions options) {
        this.fleet = fleet;
        this.projects = projects;
        this.timeFilter = options.timeFilter();
        this.pages = new PageJson(options);
        this.absentAs = options.absentAs();
    }

    /** Renders ahead what is asked for most, so that no client waits for it. */
    void prepare() {
        fleet.instances().parallelStream().forEach(instance -> {
            instance.records(SimulatedKind.BACKUP).forEach(backup -> backup.bytes(ApiVersion.V1_0, absentAs));
            instance.records(SimulatedKind.RESTORE).forEach(restore -> restore.bytes(ApiVersion.V2, absentAs));
        });
    }

    void listener(RequestListener called) {
        listener = called;
    }

    Answer records(SimulatedRequest request) {
        QueryReader query = new QueryReader(request);
        PageRange range = PageRange.ofRecords(query);
        TimeWindow window = TimeWindow.of(query, timeFilter);
        announce(request, range);
        SimulatedKind kind = request.operation().recordKind();
        List<ListedRecord> records = window.filter(living(request).records(kind));
        return pages.writeRecords(records, range, query.version(), kind.listField());
    }

    Answer instances(SimulatedRequest request) {
        QueryReader query = new QueryReader(request);
        PageRange range = PageRange.ofInstances(query);
        announce(request, range);
        List<ListedRecord> found = fleet(request).instances().stream().filter(wanted(query))
                .map(CacheInstance::listing).toList();
        return pages.writeInstances(found, range, query.version());
    }

    Answer instance(SimulatedRequest request) {
        return Answer.json(200, living(request).listing().bytes(ApiVersion.V2, absentAs));
    }

    /** A deleted instance may still be listed, but has no records any more. */
    private CacheInstance living(SimulatedRequest request) {
        CacheInstance instance = fleet(request).find(Objects.requireNonNull(request.instanceId()));
        if (instance == null || instance.status().equals(DELETED)) {
            throw DcsError.UNKNOWN_INSTANCE.on(request.operation().version());
        }
        return instance;
    }

    private Fleet fleet(SimulatedRequest request) {
        return projects.served(Objects.requireNonNull(request.projectId()), fleet);
    }

    private void announce(SimulatedRequest request, PageRange range) {
        long ordinal = ordinals.computeIfAbsent(request.operation() + "/" + request.instanceId(),
                unused -> new AtomicLong()).incrementAndGet();
        listener.beforeList(new SimulatedListRequest(request.operation(), request.instanceId(), range.position(),
                range.limit(), ordinal));
    }

    private static Predicate<CacheInstance> wanted(QueryReader query) {
        boolean isV1 = query.version() == ApiVersion.V1_0;
        String id = query.text(isV1 ? "id" : "instance_id");
        String name = query.text("name");
        String status = query.text("status");
        boolean isExact = query.isTrue(isV1 ? "isExactMatchName" : "name_equal");
        boolean showFailed = query.isTrue("include_failure") || isV1 && query.isTrue("includeFailure");
        boolean showDeleted = !isV1 && query.isTrue("include_delete");
        return instance -> (id == null || instance.id().equals(id))
                && (name == null || (isExact ? instance.name().equals(name) : instance.name().contains(name)))
                && (status == null || instance.status().equals(status))
                && (showFailed || !instance.status().equals("CREATEFAILED"))
                && (showDeleted || !instance.status().equals(DELETED));
    }
}
