package io.github.dcssync.app;

import io.github.dcssync.api.Authorisation;
import io.github.dcssync.api.RateLimiter;
import io.github.dcssync.api.SharedLine;
import io.github.dcssync.api.SourceClient;
import io.github.dcssync.budget.RequestBudgets;
import io.github.dcssync.identity.CredentialGates;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.Source;
import io.github.dcssync.sync.Shard;
import io.github.dcssync.sync.SyncRuns;
import io.github.dcssync.thread.DaemonThreads;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;

/**
 * What a process has for each of its sources: a client, threads, a pace and routes. The projects of an account share all but
 * the client and the routes, which come and go with each.
 */
final class SourceWiring implements AutoCloseable {

    /** So long a sync whose source leaves may take to its next page, when each answer takes as long as it may. */
    private static final Duration AFTER_ANSWER = Duration.ofSeconds(20);

    private final Settings settings;
    private final RequestBudgets budgets;
    private final CredentialGates gates;
    private final SyncRuns runs;
    private final boolean scheduled;
    private final Clock clock;
    private final Map<String, ExecutorService> workers = new ConcurrentHashMap<>();
    private final Map<String, RateLimiter> paces = new ConcurrentHashMap<>();
    private final ExecutorService asking = Executors.newCachedThreadPool(DaemonThreads.named("request-budget"));

    /**
     * @param budgets   what all processes together may ask of a source
     * @param runs      hear of each source
     * @param scheduled whether Quartz begins syncs
     */
    SourceWiring(Settings settings, RequestBudgets budgets, SyncRuns runs, boolean scheduled, Clock clock) {
        this.settings = settings;
        this.budgets = budgets;
        this.gates = new CredentialGates(settings.secrets(), settings.http());
        this.runs = runs;
        this.scheduled = scheduled;
        this.clock = clock;
    }

    /**
     * Makes what the routes of these sources name.
     *
     * @param registry is given each, with its name
     */
    void bind(List<Source> sources, BiConsumer<String, Object> registry) {
        List<SyncRuns.Connected> connected = sources.stream().flatMap(source -> connect(source).stream()).toList();
        for (SyncRuns.Connected one : connected) {
            Shard shard = one.shard();
            registry.accept("client-" + shard.name(), one.client());
            registry.accept("workers-" + shard.name(), workers.computeIfAbsent(shard.source().account(),
                    account -> Workers.pool(account, settings.listing().workers())));
        }
        runs.join(connected);
    }

    /** One login and one pace a source, or for all of an account; shards may be synced by different processes. */
    private List<SyncRuns.Connected> connect(Source source) {
        RateLimiter pace = paces.computeIfAbsent(source.account(), this::pace);
        List<Authorisation> authorisations = gates.of(source);
        return Shard.of(source).stream().map(shard -> new SyncRuns.Connected(shard,
                new SourceClient(source, authorisations.get(shard.number() - 1), pace, SourceHttp.bounds(settings),
                        settings.secrets(), clock, Version.current())))
                .toList();
    }

    private RateLimiter pace(String account) {
        SharedLine others = settings.cluster().enabled() ? budgets.of(account) : null;
        return new RateLimiter(settings.listing().requestsPerSecond(), others, asking);
    }

    /** @return the routes of all sources so far */
    SourceRoutes routes() {
        return new SourceRoutes(runs.names(), scheduled);
    }

    /** From now on the other processes are asked for their turns, where there may be any. */
    void share() {
        paces.values().forEach(RateLimiter::share);
    }

    /** No turn is waited for any more. */
    void endWaiting() {
        paces.values().forEach(RateLimiter::end);
    }

    /** Begins to sync sources in a context that has been started. */
    void join(List<Source> sources, CamelContext camel) throws Exception {
        bind(sources, camel.getRegistry()::bind);
        share();
        SourceRoutes routes = new SourceRoutes(names(sources), scheduled);
        // Camel asks the builder for its routes in the one, and makes those of templates in the other.
        camel.addRoutes(routes);
        camel.addTemplatedRoutes(routes);
    }

    /**
     * Ends to sync sources: no sync of them begins any more, one that runs ends at its next page and gives its lease back, and
     * what began it is no longer in the schedule. Returns when that is done, or when it has taken too long.
     */
    void leave(List<Source> sources, CamelContext camel) throws Exception {
        sources.forEach(runs::stop);
        long longest = settings.http().responseTimeout().plus(AFTER_ANSWER).toSeconds();
        for (String id : SourceRoutes.ids(names(sources), scheduled)) {
            if (camel.getRoute(id) != null) {
                unschedule(camel.getRoute(id).getEndpoint(), camel);
                camel.getRouteController().stopRoute(id, longest, TimeUnit.SECONDS);
                camel.removeRoute(id);
            }
        }
        sources.forEach(runs::leave);
        names(sources).forEach(name -> {
            camel.getRegistry().unbind("client-" + name);
            camel.getRegistry().unbind("workers-" + name);
        });
    }

    /** Camel leaves a trigger to the other processes of a cluster, which do not know whether one of them has the source. */
    private static void unschedule(Endpoint from, CamelContext camel) throws SchedulerException {
        if (from instanceof QuartzEndpoint timer) {
            Scheduler scheduler = camel.getComponent("quartz", QuartzComponent.class).getScheduler();
            scheduler.unscheduleJob(timer.getTriggerKey());
        }
    }

    private static List<String> names(List<Source> sources) {
        return sources.stream().flatMap(source -> Shard.of(source).stream()).map(Shard::name).toList();
    }

    @Override
    public void close() {
        workers.values().forEach(ExecutorService::shutdownNow);
        asking.shutdownNow();
    }
}
