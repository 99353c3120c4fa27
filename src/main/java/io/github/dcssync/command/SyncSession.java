package io.github.dcssync.command;

import io.github.dcssync.alert.SinkException;
import io.github.dcssync.app.Bundle;
import io.github.dcssync.database.Database;
import io.github.dcssync.database.DatabaseException;
import io.github.dcssync.database.DatabaseFaults;
import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.database.Inspection;
import io.github.dcssync.database.PoolSize;
import io.github.dcssync.lease.LeaseHeldException;
import io.github.dcssync.replay.ReplayResult;
import io.github.dcssync.report.Reports;
import io.github.dcssync.settings.DatabaseSettings;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.sync.Summary;
import io.github.dcssync.sync.SyncRequest;
import io.github.dcssync.sync.SyncRun;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An open, migrated database and the routes that write to it. */
final class SyncSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SyncSession.class);

    private final Database database;
    private final Bundle bundle;
    private volatile Settings settings;
    private final ProjectLookup lookup;

    private SyncSession(Database database, Bundle bundle, Settings settings, ProjectLookup lookup) {
        this.lookup = lookup;
        this.database = database;
        this.bundle = bundle;
        this.settings = settings;
    }

    /**
     * @param scheduled whether Quartz begins syncs
     * @throws DatabaseException when the database cannot be used
     */
    static SyncSession open(Settings settings, boolean scheduled) throws Exception {
        return open(settings, scheduled, Clock.systemUTC());
    }

    /** The same at the time of that clock. */
    static SyncSession open(Settings settings, boolean scheduled, Clock clock) throws Exception {
        return open(settings, scheduled, clock, Bundle::start, UnaryOperator.identity(), ProjectLookup::remembering);
    }

    /**
     * The same for one sync.
     *
     * @param choice leaves of the settings, when it is known which sources there are, those to be synced
     */
    static SyncSession openOnce(Settings settings, UnaryOperator<Settings> choice) throws Exception {
        return open(settings, false, Clock.systemUTC(), Bundle::start, choice, ProjectLookup::remembering);
    }

    /** The same for what the database has: neither IAM nor a source is asked. */
    static SyncSession openToReplay(Settings settings, UnaryOperator<Settings> choice) throws Exception {
        return open(settings, false, Clock.systemUTC(), Bundle::start, choice, ProjectLookup::recalling);
    }

    /** How the routes of a bundle are started. */
    private interface Start {
        void of(Bundle bundle) throws Exception;
    }

    private static SyncSession open(Settings settings, boolean scheduled, Clock clock, Start start,
            UnaryOperator<Settings> choice, BiFunction<ProjectLookup, Database, Settings> lookup) throws Exception {
        Settings known = settings.isOpen() ? settings : choice.apply(settings);
        Database database = connect(known, DatabaseTarget.of(known.database()));
        try {
            ProjectLookup projects = new ProjectLookup(known, clock);
            Settings chosen = known;
            Bundle bundle;
            if (known.isOpen()) {
                database.migrate();
                chosen = choice.apply(lookup.apply(projects, database));
                bundle = prepared(chosen, database, scheduled, clock);
            } else {
                bundle = migrateMeanwhile(database, () -> prepared(known, database, scheduled, clock));
            }
            start.of(bundle);
            return new SyncSession(database, bundle, chosen, projects);
        } catch (Exception e) {
            database.close();
            throw ofDatabase(database, e);
        }
    }

    private static Exception ofDatabase(Database database, Exception e) {
        return DatabaseFaults.isOfDatabase(e) && !(e instanceof DatabaseException) ? database.exception(e) : e;
    }

    private static Bundle prepared(Settings settings, Database database, boolean scheduled, Clock clock)
            throws SinkException {
        Bundle bundle = new Bundle(settings, database, scheduled, clock);
        bundle.prepare();
        return bundle;
    }

    /** The database and the routes are got ready side by side. What is wrong with the database is said first. */
    private static Bundle migrateMeanwhile(Database database, Callable<Bundle> preparation) throws Exception {
        FutureTask<Bundle> routes = new FutureTask<>(preparation);
        Thread thread = new Thread(routes, "routes");
        thread.start();
        try {
            database.migrate();
            return routes.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            thread.join();
        }
    }

    /**
     * For reading and comparing only. A database without tables is left so; everything is new beside an empty one.
     *
     * @throws DatabaseException when the database cannot be used, or its schema must be upgraded first
     */
    static SyncSession openToCompare(Settings settings, UnaryOperator<Settings> choice) throws Exception {
        DatabaseTarget target = DatabaseTarget.of(settings.database());
        Inspection found = Database.inspect(target);
        if (found.problem().isPresent()) {
            throw new DatabaseException(found.problem().get());
        }
        if (found.schemaFound().isEmpty()) {
            return open(settings.withDatabase(new DatabaseSettings("jdbc:h2:mem:plan", "sa", "")), false,
                    Clock.systemUTC(), Bundle::startToCompare, choice, ProjectLookup::looking);
        }
        if (found.needsMigration()) {
            throw new DatabaseException("The schema of " + target.address() + " is older than this program;"
                    + " the next dcs-sync once or run upgrades it");
        }
        Database database = Database.openToRead(target, PoolSize.of(settings));
        try {
            ProjectLookup projects = new ProjectLookup(settings, Clock.systemUTC());
            Settings chosen = choice.apply(projects.looking(database));
            Bundle bundle = prepared(chosen, database, false, Clock.systemUTC());
            bundle.startToCompare();
            return new SyncSession(database, bundle, chosen, projects);
        } catch (Exception e) {
            database.close();
            throw ofDatabase(database, e);
        }
    }

    /**
     * Finds what a start refuses that has read the settings: routes, Camel's keys, the alerts' sink, what traces go to. Asks
     * nobody, begins nothing and leaves nothing behind.
     *
     * @throws Exception what a start would throw
     */
    static void rehearse(Settings settings) throws Exception {
        try (Database database = Database.open(new DatabaseTarget("jdbc:h2:mem:rehearsal", "sa", ""), 2);
                Bundle bundle = new Bundle(settings, database, false, Clock.systemUTC())) {
            bundle.rehearse();
        }
    }

    private static Database connect(Settings settings, DatabaseTarget target) {
        return Database.open(target, PoolSize.of(settings));
    }

    Reports reports() {
        return new Reports(database.patient(), database.dialect());
    }

    Bundle bundle() {
        return bundle;
    }

    /** What is synced: the settings with the sources that were found and chosen. */
    Settings settings() {
        return settings;
    }

    /**
     * Asks IAM which projects there are by now, and has their sources be those that are synced.
     *
     * @throws org.springframework.dao.DataAccessException when the database is away, and nothing has changed
     */
    void followAccount() throws Exception {
        Settings found = lookup.remembering(database);
        bundle.change(found);
        settings = found;
    }

    /** What syncs side by side did, one by one and together. */
    record Result(List<SyncRun> runs, Summary summary) {

        int exitCode() {
            return ExitCode.of(runs, summary);
        }
    }

    /**
     * Syncs the sources side by side.
     *
     * @throws CommandException when other processes are syncing all of them
     */
    Result sync(List<SyncRequest> requests) throws Exception {
        return sideBySide(requests.stream().<Callable<SyncRun>>map(request -> () -> bundle.sync(request)).toList());
    }

    /** Reads the sources side by side and writes nothing. */
    Result plan(List<SyncRequest> requests) throws Exception {
        return sideBySide(requests.stream().<Callable<SyncRun>>map(request -> () -> bundle.plan(request)).toList());
    }

    private Result sideBySide(List<Callable<SyncRun>> syncs) throws Exception {
        long start = System.nanoTime();
        // One thread at least: an account may have no project any more.
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, syncs.size()));
        try {
            List<SyncRun> runs = new ArrayList<>();
            List<String> held = new ArrayList<>();
            for (Future<SyncRun> run : threads.invokeAll(syncs)) {
                collect(run, runs, held);
            }
            if (runs.isEmpty() && !held.isEmpty()) {
                throw new CommandException(String.join("; ", held), ExitCode.LEASE_HELD);
            }
            held.forEach(line -> LOG.warn("{}", line));
            Summary summary = Summary.of(runs.stream().map(SyncRun::getSummary).toList(),
                    Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0);
            return new Result(runs, held.isEmpty() ? summary : summary.withoutOthers());
        } finally {
            threads.shutdown();
        }
    }

    /**
     * Puts what was rejected of the sources through the transformation again, one after another.
     *
     * @throws CommandException when another process is syncing one of them; those before it are done
     */
    ReplayResult replay(List<String> sources) throws Exception {
        List<ReplayResult> results = new ArrayList<>();
        for (String source : sources) {
            try {
                results.add(bundle.replay(source));
            } catch (LeaseHeldException e) {
                throw new CommandException(String.valueOf(e.getMessage()), ExitCode.LEASE_HELD);
            } catch (Exception e) {
                throw ofDatabase(database, e);
            }
        }
        return ReplayResult.of(results);
    }

    private void collect(Future<SyncRun> run, List<SyncRun> runs, List<String> held) throws Exception {
        try {
            runs.add(run.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LeaseHeldException other) {
                held.add(other.getMessage());
            } else {
                throw ofDatabase(database, e);
            }
        }
    }

    @Override
    public void close() {
        bundle.close();
        database.close();
    }
}
