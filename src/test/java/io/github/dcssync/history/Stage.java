package io.github.dcssync.history;

import io.github.dcssync.app.Bundle;
import io.github.dcssync.database.Database;
import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.simulator.Fleet;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.simulator.SimulatorOptions;
import io.github.dcssync.sync.SyncRequest;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.TestClock;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A simulated service, a real database, and the program between them, which a test may start again or twice. */
final class Stage implements AutoCloseable {

    static final String SOURCE = "default";

    private static final Path HOME = Path.of(System.getProperty("user.dir"));
    private static final int CONNECTIONS = 16;

    private final Clock clock;
    private final Simulator simulator;
    private final DatabaseTarget target;
    private final Database database;
    private final Map<String, String> environment = new HashMap<>();
    private final List<Bundle> bundles = new ArrayList<>();

    private Stage(Builder builder) throws Exception {
        clock = builder.clock;
        simulator = Simulator.start(builder.service.clock(clock).build());
        environment.putAll(connection(simulator));
        environment.put("DCS_HTTP_MAX_ATTEMPTS", "2");
        environment.putAll(builder.variables);
        target = builder.target;
        database = Database.open(target, CONNECTIONS);
        database.migrate();
        another();
    }

    /** The settings that connect the program with a service. */
    static Map<String, String> connection(Simulator simulator) {
        return Map.of("DCS_ENDPOINT", simulator.endpoint().toString(),
                "DCS_PROJECT_ID", simulator.fleet().projectId(), "DCS_ACCESS_KEY", simulator.accessKey(),
                "DCS_SECRET_KEY", simulator.secretKey(), "DCS_REQUESTS_PER_SECOND", "0");
    }

    static Builder on(Store store) {
        return on(store.fresh());
    }

    static Builder on(DatabaseTarget target) {
        return new Builder(target);
    }

    /** Starts the program once more on the same database and service. */
    Bundle another() throws Exception {
        Bundle bundle = new Bundle(Settings.load(null, environment, HOME), database, HOME, false, clock);
        bundle.prepare();
        // Camel may give two that start at once the same name, which their schedules then fight for.
        synchronized (Stage.class) {
            bundle.start();
        }
        bundles.add(bundle);
        return bundle;
    }

    /** Ends the program and starts it anew. */
    void restart() throws Exception {
        bundles.forEach(Bundle::close);
        bundles.clear();
        another();
    }

    Bundle bundle() {
        return bundles.get(0);
    }

    SyncRun sync() throws Exception {
        return bundle().sync(request("once"));
    }

    SyncRun fullSync() throws Exception {
        return bundle().sync(new SyncRequest(SOURCE, "once", List.of(), true, null, null));
    }

    SyncRun backfill(Instant from, Instant to) throws Exception {
        return bundle().sync(new SyncRequest(SOURCE, "backfill", List.of(), false, from, to));
    }

    static SyncRequest request(String trigger) {
        return new SyncRequest(SOURCE, trigger, List.of());
    }

    Simulator simulator() {
        return simulator;
    }

    Fleet fleet() {
        return simulator.fleet();
    }

    /** The id of the instance listed at this place. */
    String instance(int position) {
        return fleet().instanceIds().get(position);
    }

    /** The id of the record listed at this place. */
    String record(SimulatedKind kind, String instanceId, int position) {
        return fleet().recordIds(kind, instanceId).get(position);
    }

    Stored stored() {
        return new Stored(tables(), fleet());
    }

    Database database() {
        return database;
    }

    Tables tables() {
        return new Tables(database.dataSource());
    }

    TestClock clock() {
        return (TestClock) clock;
    }

    @Override
    public void close() {
        bundles.forEach(Bundle::close);
        database.close();
        simulator.close();
    }

    /** What is special about a stage. */
    static final class Builder {

        private final DatabaseTarget target;
        private final Map<String, String> variables = new HashMap<>();
        private SimulatorOptions.Builder service = SimulatorOptions.builder();
        private Clock clock = new TestClock();

        private Builder(DatabaseTarget target) {
            this.target = target;
        }

        Builder fleet(int instances, int backups, int restores) {
            service.instances(instances).backupsPerInstance(backups).restoresPerInstance(restores);
            return this;
        }

        /** How the service behaves. */
        Builder service(UnaryOperator<SimulatorOptions.Builder> options) {
            service = options.apply(service);
            return this;
        }

        Builder pageSizes(int size) {
            return variable("DCS_BACKUPS_PAGE_SIZE", Integer.toString(size))
                    .variable("DCS_RESTORES_PAGE_SIZE", Integer.toString(size));
        }

        /** An environment variable. */
        Builder variable(String name, String value) {
            variables.put(name, value);
            return this;
        }

        /** With the time as it is. */
        Builder realTime() {
            clock = Clock.systemUTC();
            return this;
        }

        Stage start() throws Exception {
            return new Stage(this);
        }
    }
}
