package io.github.dcssync.testkit;

import io.github.dcssync.app.Bundle;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.JdbcTemplate;

/** The program as it is, between a simulated service and a real database; a test may start it again or twice. */
public final class SyncFixture implements AutoCloseable {

    public static final String DEFAULT = "default";
    public static final Path HOME = Path.of(System.getProperty("user.dir"));

    private static final int CONNECTIONS = 16;

    private final Map<String, Simulator> simulators = new LinkedHashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private final boolean scheduled;
    private final boolean prepared;
    private final Clock clock;
    private final Database database;
    private final List<Bundle> bundles = new ArrayList<>();

    private SyncFixture(Builder builder) throws Exception {
        clock = builder.clock;
        scheduled = builder.scheduled;
        prepared = builder.prepared;
        builder.services
                .forEach((source, options) -> simulators.put(source, Simulator.start(options.clock(clock).build())));
        simulators.forEach(this::connect);
        environment.putAll(Map.of("DCS_REQUESTS_PER_SECOND", "0", "DCS_HTTP_MAX_ATTEMPTS", "2",
                "DCS_HTTP_SERVER_PORT", "0", "DCS_MANAGEMENT_PORT", "0"));
        environment.putAll(builder.variables);
        database = Database.open(builder.way.apply(builder.target), builder.connections);
        database.migrate();
        another();
    }

    private void connect(String source, Simulator simulator) {
        boolean only = simulators.size() == 1;
        String prefix = only ? "DCS_" : "DCS_SOURCE_" + source.toUpperCase(Locale.ROOT) + "_";
        connection(prefix, simulator).forEach(environment::put);
        if (!only) {
            environment.merge("DCS_SOURCES", source, (before, name) -> before + "," + name);
        }
    }

    private static Map<String, String> connection(String prefix, Simulator simulator) {
        return Map.of(prefix + "ENDPOINT", simulator.endpoint().toString(),
                prefix + "PROJECT_ID", simulator.fleet().projectId(), prefix + "ACCESS_KEY", simulator.accessKey(),
                prefix + "SECRET_KEY", simulator.secretKey());
    }

    /** The environment variables that connect the program with a service, which it may ask as often as it likes. */
    public static Map<String, String> connection(Simulator simulator) {
        Map<String, String> variables = new HashMap<>(connection("DCS_", simulator));
        variables.put("DCS_REQUESTS_PER_SECOND", "0");
        return variables;
    }

    /** Starts the program once more, on the same database and service. */
    public Bundle another() throws Exception {
        return another(Map.of());
    }

    /** The same with other settings: a second node of a cluster whose first has not been given them yet. */
    public Bundle another(Map<String, String> variables) throws Exception {
        Map<String, String> others = new HashMap<>(environment);
        others.putAll(variables);
        bundles.add(started(Settings.load(null, others, HOME), scheduled));
        return bundles.get(bundles.size() - 1);
    }

    /** What the program is given. */
    public Settings settings() {
        return Settings.load(null, environment, HOME);
    }

    /** The program as {@code --source} has it, started once more; whoever asks for it ends it. */
    public Bundle bundleOf(String source) throws Exception {
        Settings all = Settings.load(null, environment, HOME);
        return started(all.withSources(all.sources().stream().filter(one -> one.name().equals(source)).toList()),
                false);
    }

    private Bundle started(Settings settings, boolean isScheduled) throws Exception {
        Bundle bundle = new Bundle(settings, database, isScheduled, clock);
        bundle.prepare();
        if (prepared) {
            return bundle;
        }
        // Camel may give two that start at once the same name, which their schedules then fight for.
        synchronized (SyncFixture.class) {
            bundle.start();
        }
        return bundle;
    }

    /** The program with the folder of another operator; not started. */
    public Bundle bundleAt(Path home) throws Exception {
        Path file = home.resolve("config/application.properties");
        return new Bundle(Settings.load(Files.exists(file) ? file : null, environment, home), database, scheduled,
                clock);
    }

    /** A fixture with a migrated database, to be described further. */
    public static Builder on(TestDatabase database) {
        return on(database.migrated());
    }

    /** The same with this very database. */
    public static Builder on(DatabaseTarget target) {
        return new Builder(target);
    }

    /** The same for what no database has a say in. */
    public static Builder onAnyDatabase() {
        return on(TestDatabase.H2);
    }

    /** Ends the program, however often it runs, and starts it again on the same database. */
    public void restart() throws Exception {
        restart(Map.of());
    }

    /** The same with other settings. */
    public void restart(Map<String, String> variables) throws Exception {
        bundles.forEach(Bundle::close);
        bundles.clear();
        environment.putAll(variables);
        another();
    }

    /** What begins a sync of the only source. */
    public static SyncRequest request(String trigger) {
        return new SyncRequest(DEFAULT, trigger, List.of());
    }

    /** Syncs the only source; restorations known for long are not asked for again. */
    public SyncRun sync() throws Exception {
        return sync(DEFAULT);
    }

    /** Syncs all that the only source lists. */
    public SyncRun fullSync() throws Exception {
        return bundle().sync(new SyncRequest(DEFAULT, "once", List.of(), true, null, null));
    }

    /** Syncs the restorations that the only source lists for this time. */
    public SyncRun backfill(Instant from, Instant to) throws Exception {
        return bundle().sync(new SyncRequest(DEFAULT, "backfill", List.of(), false, from, to));
    }

    public SyncRun sync(String source) throws Exception {
        return bundle().sync(new SyncRequest(source, "once", List.of()));
    }

    public SyncRun syncInstances(String... instanceIds) throws Exception {
        return bundle().sync(new SyncRequest(DEFAULT, "once", List.of(instanceIds)));
    }

    public Bundle bundle() {
        return bundles.get(0);
    }

    public Simulator simulator() {
        return simulator(DEFAULT);
    }

    public Simulator simulator(String source) {
        return simulators.get(source);
    }

    public Fleet fleet() {
        return simulator().fleet();
    }

    /** The id of the instance listed at this place. */
    public String instance(int position) {
        return fleet().instanceIds().get(position);
    }

    /** The id of the record listed at this place. */
    public String record(SimulatedKind kind, String instanceId, int position) {
        return fleet().recordIds(kind, instanceId).get(position);
    }

    public TestClock clock() {
        return (TestClock) clock;
    }

    /** The database itself, for what the program reads from it. */
    public Database database() {
        return database;
    }

    public JdbcTemplate jdbc() {
        return new JdbcTemplate(database.dataSource());
    }

    public Dialect dialect() {
        return database.dialect();
    }

    public Tables tables() {
        return new Tables(database.dataSource());
    }

    /** What the database has of the only source's fleet. */
    public Stored stored() {
        return new Stored(tables(), fleet());
    }

    @Override
    public void close() {
        bundles.forEach(Bundle::close);
        database.close();
        simulators.values().forEach(Simulator::close);
    }

    /** From a database to how it is reached. */
    public interface Way {
        DatabaseTarget apply(DatabaseTarget target) throws Exception;
    }

    /** What is special about a fixture. */
    public static final class Builder {

        private final DatabaseTarget target;
        private final Map<String, SimulatorOptions.Builder> services = new LinkedHashMap<>();
        private final Map<String, String> variables = new HashMap<>();
        private Clock clock = new TestClock();
        private boolean scheduled;
        private boolean prepared;
        private int connections = CONNECTIONS;
        private Way way = same -> same;

        private Builder(DatabaseTarget target) {
            this.target = target;
        }

        /** A service with one source that reads it. */
        public Builder fleet(int instances, int backups, int restores) {
            return source(DEFAULT, instances, backups, restores);
        }

        /** The same, one of several. Each has a fleet of its own. */
        public Builder source(String name, int instances, int backups, int restores) {
            services.put(name, SimulatorOptions.builder().seed(services.size() + 1L).instances(instances)
                    .backupsPerInstance(backups).restoresPerInstance(restores));
            return this;
        }

        /** What time it is. */
        public Builder at(String instant) {
            clock = new TestClock(instant);
            return this;
        }

        /** With the time as it is. */
        public Builder realTime() {
            clock = Clock.systemUTC();
            return this;
        }

        /** How the services behave that were described before. */
        public Builder service(UnaryOperator<SimulatorOptions.Builder> options) {
            services.replaceAll((name, builder) -> options.apply(builder));
            return this;
        }

        /** An environment variable. */
        public Builder variable(String name, String value) {
            variables.put(name, value);
            return this;
        }

        public Builder pageSizes(int size) {
            return variable("DCS_BACKUPS_PAGE_SIZE", Integer.toString(size))
                    .variable("DCS_RESTORES_PAGE_SIZE", Integer.toString(size));
        }

        /** How many connections to the database there are. */
        public Builder connections(int most) {
            connections = most;
            return this;
        }

        /** How the program reaches its database. */
        public Builder reached(Way other) {
            way = other;
            return this;
        }

        /** Lets the schedule begin syncs. */
        public Builder scheduled() {
            scheduled = true;
            return this;
        }

        /** Leaves the start of the program to the test. */
        public Builder prepared() {
            prepared = true;
            return this;
        }

        public SyncFixture start() throws Exception {
            return new SyncFixture(this);
        }
    }
}
