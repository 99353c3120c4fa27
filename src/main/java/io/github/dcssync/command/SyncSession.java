package io.github.dcssync.command;

import io.github.dcssync.bundle.Bundle;
import io.github.dcssync.database.Database;
import io.github.dcssync.database.DatabaseException;
import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.settings.DatabaseSettings;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.sync.Failures;
import io.github.dcssync.sync.Summary;
import io.github.dcssync.sync.SyncRequest;
import io.github.dcssync.sync.SyncRun;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** An open, migrated database and the routes that write to it. */
final class SyncSession implements AutoCloseable {

    /** A worker a source holds one connection; the run's own statements and a health check need a few more. */
    private static final int SPARE_CONNECTIONS = 4;

    private final Database database;
    private final Bundle bundle;

    private SyncSession(Database database, Bundle bundle) {
        this.database = database;
        this.bundle = bundle;
    }

    /**
     * @param scheduled whether Quartz begins syncs
     * @throws DatabaseException when the database cannot be used
     */
    static SyncSession open(Settings settings, boolean scheduled) throws Exception {
        DatabaseSettings target = settings.database();
        int connections = settings.listing().parallelism() * settings.sources().size() + SPARE_CONNECTIONS;
        Database database = Database.open(new DatabaseTarget(target.url(), target.user(), target.password()),
                connections);
        try {
            database.migrate();
            Bundle bundle = new Bundle(settings, database, Home.path(), scheduled, Clock.systemUTC());
            bundle.start();
            return new SyncSession(database, bundle);
        } catch (Exception e) {
            database.close();
            throw e;
        }
    }

    Bundle bundle() {
        return bundle;
    }

    /**
     * Syncs the sources side by side.
     *
     * @return what they did together
     * @throws DatabaseException when the database went away
     */
    Summary sync(List<SyncRequest> requests) throws Exception {
        Instant start = Instant.now();
        ExecutorService threads = Executors.newFixedThreadPool(requests.size());
        try {
            List<Callable<SyncRun>> syncs = new ArrayList<>();
            requests.forEach(request -> syncs.add(() -> bundle.sync(request)));
            List<SyncRun> runs = new ArrayList<>();
            for (Future<SyncRun> run : threads.invokeAll(syncs)) {
                runs.add(run.get());
            }
            return Summary.of(runs.stream().map(SyncRun::getSummary).toList(),
                    Duration.between(start, Instant.now()).toMillis() / 1000.0);
        } catch (ExecutionException e) {
            throw Failures.isOfDatabase(e) ? new DatabaseException("The database went away during the sync: "
                    + e.getCause().getMessage(), e) : e;
        } finally {
            threads.shutdown();
        }
    }

    @Override
    public void close() {
        bundle.close();
        database.close();
    }
}
