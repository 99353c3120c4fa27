package io.github.dcssync.app;

import io.github.dcssync.database.Database;
import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.database.Dialect;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.simulator.Fleet;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.simulator.SimulatorOptions;
import io.github.dcssync.sync.SyncRequest;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.TestClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.JdbcTemplate;

/** The program as it is, between a simulated service and a real database. */
final class SyncFixture implements AutoCloseable {

    static final String DEFAULT = "default";
    static final Path HOME = Path.of(System.getProperty("user.dir"));

    private static final int CONNECTIONS = 16;

    private final Map<String, Simulator> simulators;
    private final Map<String, String> environment;
    private final boolean scheduled;
    private final TestClock clock;
    private final Database database;
    private Bundle bundle;

    private SyncFixture(Builder builder) throws Exception {
        clock = builder.clock;
        scheduled = builder.scheduled;
        simulators = new LinkedHashMap<>();
        builder.services.forEach((source, options) -> simulators.put(source, Simulator.start(options.build())));
        environment = new HashMap<>();
        simulators.forEach(this::connect);
        environment.putAll(Map.of("DCS_REQUESTS_PER_SECOND", "0", "DCS_HTTP_MAX_ATTEMPTS", "2",
                "DCS_HTTP_SERVER_PORT", "0", "DCS_MANAGEMENT_PORT", "0"));
        environment.putAll(builder.variables);
        database = Database.open(builder.way.apply(builder.database.migrated()), builder.connections);
        database.migrate();
        bundle = started();
    }

    private void connect(String source, Simulator simulator) {
        boolean only = simulators.size() == 1;
        String prefix = only ? "DCS_" : "DCS_SOURCE_" + source.toUpperCase(java.util.Locale.ROOT) + "_";
        environment.put(prefix + "ENDPOINT", simulator.endpoint().toString());
        environment.put(prefix + "PROJECT_ID", simulator.fleet().projectId());
        environment.put(prefix + "ACCESS_KEY", simulator.accessKey());
        environment.put(prefix + "SECRET_KEY", simulator.secretKey());
        if (!only) {
            environment.merge("DCS_SOURCES", source, (before, name) -> before + "," + name);
        }
    }

    private Bundle started() throws Exception {
        Bundle next = new Bundle(Settings.load(null, environment, HOME), database, HOME, scheduled, clock);
        next.prepare();
        next.start();
        return next;
    }

    /** The program as {@code --source} has it, started once more. */
    Bundle bundleOf(String source) throws Exception {
        Settings all = Settings.load(null, environment, HOME);
        Bundle next = new Bundle(all.withSources(all.sources().stream().filter(one -> one.name().equals(source))
                .toList()), database, HOME, false, clock);
        next.prepare();
        next.start();
        return next;
    }

    /** The program with the folder of another operator; not started. */
    Bundle bundleAt(Path home) throws Exception {
        Path file = home.resolve("config/application.properties");
        return new Bundle(Settings.load(Files.exists(file) ? file : null, environment, home), database, home, scheduled,
                clock);
    }

    /** A fixture with this database, to be described further. */
    static Builder on(TestDatabase database) {
        return new Builder(database);
    }

    /** The same for what no database has a say in. */
    static Builder onAnyDatabase() {
        return on(TestDatabase.H2);
    }

    /** Stops the program and starts it again with other settings, on the same database. */
    void restart(Map<String, String> variables) throws Exception {
        bundle.close();
        environment.putAll(variables);
        bundle = started();
    }

    /** Syncs the only source; restorations known for long are not asked for again. */
    SyncRun sync() throws Exception {
        return sync(DEFAULT);
    }

    /** Syncs all that the only source lists. */
    SyncRun fullSync() throws Exception {
        return bundle.sync(new SyncRequest(DEFAULT, "once", List.of(), true, null, null));
    }

    SyncRun sync(String source) throws Exception {
        return bundle.sync(new SyncRequest(source, "once", List.of()));
    }

    SyncRun syncInstances(String... instanceIds) throws Exception {
        return bundle.sync(new SyncRequest(DEFAULT, "once", List.of(instanceIds)));
    }

    Bundle bundle() {
        return bundle;
    }

    Simulator simulator() {
        return simulator(DEFAULT);
    }

    Simulator simulator(String source) {
        return simulators.get(source);
    }

    Fleet fleet() {
        return simulator().fleet();
    }

    /** The id of the instance listed at this place. */
    String instance(int position) {
        return fleet().instanceIds().get(position);
    }

    /** The id of the record listed at this place. */
    String record(SimulatedKind kind, String instanceId, int position) {
        return fleet().recordIds(kind, instanceId).get(position);
    }

    TestClock clock() {
        return clock;
    }

    /** The database itself, for what the program reads from it. */
    Database open() {
        return database;
    }

    JdbcTemplate jdbc() {
        return new JdbcTemplate(database.dataSource());
    }

    Dialect dialect() {
        return database.dialect();
    }

    Query database() {
        return new Query(database);
    }

    @Override
    public void close() {
        bundle.close();
        database.close();
        simulators.values().forEach(Simulator::close);
    }

    /** From a database to how it is reached. */
    interface Way {
        DatabaseTarget apply(DatabaseTarget target) throws Exception;
    }

    /** What is special about a fixture. */
    static final class Builder {

        private final TestDatabase database;
        private final TestClock clock = new TestClock();
        private final Map<String, SimulatorOptions.Builder> services = new LinkedHashMap<>();
        private final Map<String, String> variables = new HashMap<>();
        private boolean scheduled;
        private int connections = CONNECTIONS;
        private Way way = target -> target;

        private Builder(TestDatabase database) {
            this.database = database;
        }

        /** A service with one source that reads it. */
        Builder fleet(int instances, int backups, int restores) {
            return source(DEFAULT, instances, backups, restores);
        }

        /** The same, one of several. Each has a fleet of its own. */
        Builder source(String name, int instances, int backups, int restores) {
            services.put(name, SimulatorOptions.builder().clock(clock).seed(services.size() + 1L)
                    .instances(instances).backupsPerInstance(backups).restoresPerInstance(restores));
            return this;
        }

        /** What time it is. */
        Builder at(String instant) {
            clock.advance(Duration.between(clock.instant(), Instant.parse(instant)));
            return this;
        }

        /** How the services behave. */
        Builder service(UnaryOperator<SimulatorOptions.Builder> options) {
            services.replaceAll((name, builder) -> options.apply(builder));
            return this;
        }

        /** An environment variable. */
        Builder variable(String name, String value) {
            variables.put(name, value);
            return this;
        }

        /** How many connections to the database there are. */
        Builder connections(int most) {
            connections = most;
            return this;
        }

        /** How the program reaches its database. */
        Builder reached(Way other) {
            way = other;
            return this;
        }

        /** Lets the schedule begin syncs. */
        Builder scheduled() {
            scheduled = true;
            return this;
        }

        SyncFixture start() throws Exception {
            return new SyncFixture(this);
        }
    }
}
