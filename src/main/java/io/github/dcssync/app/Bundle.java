package io.github.dcssync.app;

import io.github.dcssync.account.KnownProjects;
import io.github.dcssync.account.Roster;
import io.github.dcssync.alert.SinkException;
import io.github.dcssync.api.BackOff;
import io.github.dcssync.budget.RequestBudgets;
import io.github.dcssync.client.Cutoff;
import io.github.dcssync.database.Database;
import io.github.dcssync.database.DatabaseFaults;
import io.github.dcssync.database.Dialect;
import io.github.dcssync.database.PastSources;
import io.github.dcssync.http.AddressException;
import io.github.dcssync.lease.Cuts;
import io.github.dcssync.lease.Leases;
import io.github.dcssync.lease.OwnCuts;
import io.github.dcssync.observe.Tracing;
import io.github.dcssync.observe.TracingException;
import io.github.dcssync.protection.ProtectionPolicies;
import io.github.dcssync.protection.Selection;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.replay.Replay;
import io.github.dcssync.replay.ReplayResult;
import io.github.dcssync.replay.Replays;
import io.github.dcssync.rule.ErrorRules;
import io.github.dcssync.schedule.ClockWatch;
import io.github.dcssync.schedule.DueTicks;
import io.github.dcssync.schedule.MissedTicks;
import io.github.dcssync.schedule.SharedSchedule;
import io.github.dcssync.schedule.TickLog;
import io.github.dcssync.settings.OperatorFiles;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.SinkSettings;
import io.github.dcssync.settings.Source;
import io.github.dcssync.store.PageWriter;
import io.github.dcssync.store.RejectedPages;
import io.github.dcssync.store.RejectedRecords;
import io.github.dcssync.store.VanishedRecords;
import io.github.dcssync.sync.FaultHandling;
import io.github.dcssync.sync.FormerNames;
import io.github.dcssync.sync.InstanceLists;
import io.github.dcssync.sync.LeaseKeeper;
import io.github.dcssync.sync.ListReader;
import io.github.dcssync.sync.PageStore;
import io.github.dcssync.sync.ReadingNotes;
import io.github.dcssync.sync.Retention;
import io.github.dcssync.sync.Shard;
import io.github.dcssync.sync.SourceRetention;
import io.github.dcssync.sync.SyncAlerts;
import io.github.dcssync.sync.SyncObserver;
import io.github.dcssync.sync.SyncPlanner;
import io.github.dcssync.sync.SyncRequest;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.sync.SyncRuns;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.io.CloseMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The composition root: the one place that knows what is plugged into what. It gives Camel the settings, the database,
 * the HTTP clients and the beans that the routes name, and loads the routes from disk.
 */
public final class Bundle implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Bundle.class);

    /** Keys by which an operator sets Quartz up. */
    private static final String QUARTZ = "camel.component.quartz.";

    /** What the routes begin with that wait for another one to send them something. */
    private static final List<String> CALLED = List.of("direct:", "seda:");

    /** So long an answer may still take once the program is to end: half of what Camel then waits for its routes. */
    private static final Duration LAST_ANSWER = Duration.ofSeconds(10);

    /** So long a shard waits for another one that lists the instances for both. */
    private static final Duration LONGEST_LISTING = Duration.ofMinutes(5);

    private final Settings settings;
    private final Roster roster;
    private final CamelTools tools;
    private final Main camel;
    private final SyncRuns runs;
    private final OwnCuts ownCuts;
    private final LeaseKeeper leases;
    private final AlertWiring alerting;
    private final ProtectionPolicies policies;
    private final Selection selection;
    private final SourceWiring wiring;
    private final List<HttpClientConnectionManager> connections = new ArrayList<>();
    private final Optional<Servers> servers;
    private final Optional<SharedSchedule> sharedSchedule;
    private final MissedTicks missedTicks;
    private final Optional<Tracing> tracing;
    private final Clock clock;
    private Optional<ClockWatch> clockWatch = Optional.empty();
    private volatile Cutoff lastAnswer;

    /**
     * @param settings  what to sync, and how
     * @param database  open, and migrated when the routes start; the caller closes it after the bundle
     * @param scheduled whether this is the standing process: Quartz begins syncs, and the HTTP servers listen
     * @param clock     the time
     * @throws AddressException when an address of the settings cannot be listened on
     * @throws TracingException when tracing is enabled and cannot be set up
     */
    public Bundle(Settings settings, Database database, boolean scheduled, Clock clock) {
        this.settings = settings;
        this.roster = new Roster(settings, clock);
        this.tools = new CamelTools(settings, scheduled);
        this.camel = new CamelMain(settings.files(), tools.areOn());
        this.clock = clock;
        servers = scheduled ? Optional.of(new Servers(settings)) : Optional.empty();
        tracing = settings.tracingEnabled() ? Optional.of(new Tracing(Version.current(), settings.secrets()))
                : Optional.empty();
        tracing.ifPresent(traced -> traced.bind(camel));
        JdbcTemplate jdbc = database.statements();
        PageWriter pages = new PageWriter(jdbc, database.dialect());
        String node = Node.name(settings.cluster().node());
        Leases leaseRows = new Leases(jdbc, database.transaction());
        Cuts cuts = new Cuts(jdbc, database.transaction());
        ownCuts = new OwnCuts(cuts, () -> Shard.cutsOf(roster.sources()), node);
        leases = new LeaseKeeper(leaseRows, ownCuts, database::heartbeats, node, database.isEmbedded());
        RequestBudgets budgets = new RequestBudgets(database.brief());
        runs = new SyncRuns(node, Version.current(), clock);
        wiring = new SourceWiring(settings, budgets, runs, scheduled, clock);

        sharedSchedule = scheduled && settings.cluster().enabled()
                ? Optional.of(new SharedSchedule(database.dataSource(),
                        database.dialect(), node, settings.schedule().timeZone(), runs::cuts, SourceRoutes.kinds()))
                : Optional.empty();

        // The commands decide when to stop, and with which exit code.
        camel.setShutdownStrategy(new SimpleMainShutdownStrategy());
        camel.setInitialProperties(properties(database.dialect()));
        servers.ifPresent(listening -> listening.bind(camel, settings, database, roster, clock));
        camel.bind("bean-language", new DirectBeanLanguage());
        camel.bind("dataSource", database.dataSource());
        camel.bind("patientDataSource", database.patient());
        camel.bind("one-transaction", new TransactionPolicy(new TransactionTemplate(database.transactions())));
        camel.bind("bulkhead", new BulkheadPolicy(settings.listing().parallelism()));
        camel.bind("syncRuns", runs);
        camel.bind("syncPlanner", new SyncPlanner(runs, roster::ownership, clock));
        TickLog tickLog = new TickLog(jdbc);
        DueTicks ticks = new DueTicks(SourceRoutes.ticks(settings.schedule()), tickLog,
                database.transaction(), Clock.systemUTC());
        missedTicks = new MissedTicks(runs::names, new FormerNames(jdbc, roster::sources), ticks, leases::isBusy,
                sharedSchedule.isPresent(), Clock.systemUTC());
        camel.bind("ticks", ticks);
        camel.bind("leases", leases);
        alerting = new AlertWiring(settings, jdbc, database.dialect(), database.transaction(),
                node, roster, clock, camel);
        SyncAlerts syncAlerts = new SyncAlerts(alerting.alerts(), roster::sources, clock);
        camel.bind("syncAlerts", syncAlerts);
        policies = new ProtectionPolicies(jdbc, database.transaction(), settings.policies(),
                settings.freshness());
        selection = new Selection(jdbc, database.transaction(), roster::sources);
        VanishedRecords vanished = new VanishedRecords(jdbc, database.dialect());
        InstanceLists instanceLists = new InstanceLists(jdbc, vanished, LONGEST_LISTING);
        camel.bind("instanceLists", instanceLists);
        camel.bind("listReader", new ListReader(jdbc, pages, vanished, settings.listing(), clock));
        ReadingNotes readingNotes = new ReadingNotes(jdbc, vanished);
        camel.bind("readingNotes", readingNotes);
        camel.bind("pageStore", new PageStore(pages, vanished, new RejectedPages(pages, settings.secrets()),
                alerting.failedRecords(), policies, selection, alerting.alerts(), syncAlerts, roster::ownership,
                readingNotes, instanceLists));
        camel.bind("replays", new Replays(new RejectedRecords(jdbc, database.dialect()), pages,
                alerting.failedRecords(), clock));
        FaultHandling faultHandling = new FaultHandling(
                ErrorRules.load(settings.files().file("config/api-errors.yaml")),
                new BackOff(bound -> ThreadLocalRandom.current().nextLong(bound + 1)), settings.http().maxAttempts(),
                settings.secrets(), database.address(), clock);
        camel.bind("faultHandling", faultHandling);
        camel.bind("retention", new Retention(settings.retention(), database.oldHistory(),
                new SourceRetention(new PastSources(jdbc, database.dialect()), roster,
                        new KnownProjects(jdbc), database.oldHistory(), selection, leaseRows, cuts, instanceLists,
                        tickLog, budgets, node),
                clock));
        camel.bind("decide-retry", new RetryDecision(faultHandling));
        camel.bind("pause-for-database", new DatabasePause());
        camel.bind("begin-anew", (Processor) Bundle::forgetFailure);
        camel.bind("count-retry", (Processor) exchange -> exchange.getVariable("run", SyncRun.class).retried());
        for (ListKind kind : ListKind.values()) {
            camel.bind(kind.endpoint(), AnswerFormat.of(kind));
        }
        wiring.bind(settings.sources(), camel::bind);
        camel.configure().addRoutesBuilder(wiring.routes());
    }

    /** What is done because something has failed may fail and be tried again by itself. */
    private static void forgetFailure(Exchange exchange) {
        exchange.getExchangeExtension().setFailureHandled(false);
        exchange.getExchangeExtension().setErrorHandlerHandled(null);
        exchange.getMessage().removeHeader(Exchange.REDELIVERY_COUNTER);
    }

    private Properties properties(Dialect dialect) {
        Properties properties = new Properties();
        properties.putAll(settings.placeholders());
        properties.setProperty("dcs.db.dialect", dialect.folder());
        // As Quartz knows it, however it was written.
        properties.setProperty("dcs.time-zone", settings.schedule().timeZone().getId());
        properties.setProperty("camel.component.sql.data-source", "#bean:dataSource");
        properties.setProperty("camel.main.name", "dcs-sync");
        properties.setProperty("camel.main.startup-summary-level", "Off");
        properties.setProperty("camel.main.auto-configuration-log-summary", "false");
        properties.setProperty("camel.main.routes-include-pattern", RouteFiles.pattern(settings.files()));
        // Each step would look whether its message is a stream; a page is read once, into memory.
        properties.setProperty("camel.main.stream-caching-enabled", "false");
        properties.setProperty("camel.main.shutdown-timeout", "20");
        properties.setProperty("camel.main.shutdown-log-inflight-exchanges-on-timeout", "false");
        properties.setProperty("camel.opentelemetry2.enabled", Boolean.toString(settings.tracingEnabled()));
        properties.setProperty("dcs.pages", Boolean.toString(servers.isPresent()));
        servers.ifPresent(listening -> properties.putAll(listening.properties()));
        tools.bind(camel, properties);
        properties.putAll(settings.camelProperties());
        return properties;
    }

    /**
     * Reads the routes; the database is not asked.
     *
     * @throws SinkException   when the address of the alerts' sink is none
     * @throws BundleException when the routes cannot be read, or Camel refuses a key
     */
    public void prepare() throws SinkException {
        try {
            camel.init();
        } catch (PropertyBindingException e) {
            throw new BundleException(settings.secrets().mask("Camel does not take " + e.getOptionPrefix()
                    + e.getOptionKey() + "=" + e.getValue()) + ": correct or remove that setting", e);
        } catch (IllegalArgumentException e) {
            throw new BundleException("Camel cannot be set up: " + settings.secrets().mask(reason(e))
                    + "; correct that key camel.*, or the routes in " + settings.files().shown(OperatorFiles.ROUTES),
                    e);
        } catch (RuntimeCamelException e) {
            throw brokenRoutes("read", e);
        }
        // It keeps what it has learnt of a bean only once it is started: each step would look at its bean anew.
        ServiceHelper.startService(camel.getCamelContext().getComponent("bean"));
        for (String scheme : List.of("http", "https")) {
            HttpComponent http = SourceHttp.component(settings);
            connections.add(http.getClientConnectionManager());
            // A variable CAMEL_COMPONENT_HTTP_… has made one.
            camel.getCamelContext().removeComponent(scheme);
            camel.getCamelContext().addComponent(scheme, http);
        }
        camel.getCamelContext().getCamelContextExtension().registerEndpointCallback(new SqlPaths());
        alerting.prepare(camel.getCamelContext());
        if (sharedSchedule.isPresent()) {
            sharedSchedule.get().addTo(camel.getCamelContext());
        } else if (servers.isPresent()
                && settings.camelProperties().keySet().stream().noneMatch(key -> key.startsWith(QUARTZ))) {
            OwnSchedule.addTo(camel.getCamelContext());
        }
    }

    private BundleException brokenRoutes(String deed, RuntimeCamelException e) {
        return new BundleException(
                "The routes in " + settings.files().shown(OperatorFiles.ROUTES) + " cannot be " + deed + ": "
                        + settings.secrets().mask(reason(e)) + "; correct them, or restore them from the release",
                e);
    }

    /** Camel says which file, its cause what is wrong with it and where. */
    private static String reason(Exception exception) {
        String whole = String.valueOf(exception.getMessage());
        return Stream.of(whole, NestedExceptionUtils.getMostSpecificCause(exception).getMessage())
                .filter(Objects::nonNull).filter(text -> text.equals(whole) || !whole.contains(text)).distinct()
                .map(text -> text.strip().replaceAll("\\s+", " ")).collect(Collectors.joining(": "));
    }

    /**
     * Writes what the settings and the operator's tables say into the database, has the sources cut as they say from now on
     * in all processes, and starts the routes.
     */
    public void start() throws Exception {
        alerting.publishCodes();
        policies.publish();
        selection.publish();
        ownCuts.declare();
        wiring.share();
        startRoutes();
    }

    /**
     * Reads the routes and starts them as far as what a start refuses shows, as {@link #startToCompare}.
     *
     * @throws SinkException   as {@link #prepare}
     * @throws BundleException when a start would throw it
     */
    public void rehearse() throws Exception {
        prepare();
        startToCompare();
    }

    /**
     * Starts the routes that others call, and writes nothing. None begins anything by itself: an operator's may have a
     * timer, or move files.
     *
     * @throws BundleException when a route names what there is not
     */
    public void startToCompare() throws Exception {
        ((ModelCamelContext) context()).getRouteDefinitions().stream()
                .filter(route -> CALLED.stream().noneMatch(route.getInput().getEndpointUri()::startsWith))
                .forEach(route -> route.setAutoStartup("false"));
        startRoutes();
    }

    private void startRoutes() throws Exception {
        try {
            camel.start();
        } catch (RuntimeCamelException e) {
            throw DatabaseFaults.isOfDatabase(e) ? e : brokenRoutes("started", e);
        }
        if (servers.isPresent()) {
            servers.get().setOpen(true);
            alerting.watchSchedule();
            QuartzComponent quartz = context().getComponent("quartz", QuartzComponent.class);
            clockWatch = Optional.of(new ClockWatch(quartz.getScheduler(), clock));
            clockWatch.get().start();
            ownCuts.watch();
            missedTicks.start(quartz.getScheduler());
        }
    }

    /**
     * Runs one sync through the route that the schedule uses, too.
     *
     * @return the sync, ended
     * @throws Exception when it could not be noted in the database
     */
    public SyncRun sync(SyncRequest request) throws Exception {
        return ask("direct:sync-" + request.source(), request, SyncRun.class);
    }

    /** @return what a sync would do; nothing is written */
    public SyncRun plan(SyncRequest request) throws Exception {
        return ask("direct:plan-" + request.source(), request, SyncRun.class);
    }

    /** @return what a start would change of how the sources are cut for all processes: a line for each of them */
    public List<String> changesOfCuts() {
        return ownCuts.changes();
    }

    /** @return what putting a source's rejected records through the transformation again came to */
    public ReplayResult replay(String source) throws Exception {
        SyncRequest request = new SyncRequest(source, "replay", List.of());
        return ask("direct:replay-" + source, request, Replay.class).getResult();
    }

    private <T> T ask(String route, SyncRequest request, Class<T> answer) throws Exception {
        try {
            return camel.getCamelTemplate().requestBody(route, request, answer);
        } catch (CamelExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /**
     * Tells a sink of alerts a message, by the route that alerts take.
     *
     * @throws Exception when the sink has not taken it
     */
    public void tell(SinkSettings sink, String message) throws Exception {
        alerting.tell(sink, message);
    }

    /**
     * Has the sources be those of other settings from now on, while all others go on. What runs of a source that is no more
     * ends at its next page.
     *
     * @param found the settings with the sources that there are now; all else in them is as it was at the start
     * @throws org.springframework.dao.DataAccessException when the database is away, and the sources are what they were
     */
    public void change(Settings found) throws Exception {
        Roster.RosterChange change = roster.compare(found);
        if (change.isNone()) {
            return;
        }
        selection.publish(change.joining());
        ownCuts.declare(Shard.cutsOf(change.joining()));
        wiring.leave(change.leaving(), context());
        wiring.join(change.joining(), context());
        roster.change(found);
        tell("Synced no more", change.leaving());
        tell("Synced from now on", change.joining());
    }

    private static void tell(String what, List<Source> sources) {
        if (!sources.isEmpty()) {
            LOG.info("{}: {}", what, sources.stream().map(Source::name).collect(Collectors.joining(", ")));
        }
    }

    /** @param observer hears how the syncs go on, from many threads */
    public void observe(SyncObserver observer) {
        runs.observe(observer);
    }

    /**
     * Ends the running syncs at their next page, or without it where that takes long, and the telling of alerts at the
     * next alert.
     */
    public void stopSyncs() {
        runs.stop();
        wiring.endWaiting();
        alerting.end();
        lastAnswer = Cutoff.of(this::closeConnections, LAST_ANSWER);
    }

    private void closeConnections() {
        connections.forEach(pool -> pool.close(CloseMode.IMMEDIATE));
    }

    /** @param hearing hears that somebody else has stopped the routes: a tool of Camel's or of JMX */
    public void whenStopped(Runnable hearing) {
        tools.whenStopped(hearing);
    }

    /** @return where the report page is, when it is served */
    public Optional<URI> page() {
        return servers.map(Servers::page);
    }

    /** @return where health and metrics are, when they are served */
    public Optional<URI> management() {
        return servers.map(Servers::management);
    }

    CamelContext context() {
        return camel.getCamelContext();
    }

    @Override
    public void close() {
        stopSyncs();
        tools.end();
        clockWatch.ifPresent(ClockWatch::close);
        servers.ifPresent(listening -> listening.setOpen(false));
        missedTicks.close();
        camel.stop();
        lastAnswer.close();
        closeConnections();
        servers.ifPresent(Servers::close);
        alerting.close();
        wiring.close();
        leases.close();
        ownCuts.close();
        tracing.ifPresent(traced -> traced.close());
    }
}
