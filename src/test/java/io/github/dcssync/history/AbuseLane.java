package io.github.dcssync.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.FaultInjector;
import io.github.dcssync.simulator.Operation;
import io.github.dcssync.simulator.SimulatedKind;
import io.github.dcssync.simulator.SimulatedRequest;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.simulator.SimulatorOptions;
import io.github.dcssync.testkit.Launcher;
import io.github.dcssync.testkit.StallingProxy;
import io.github.dcssync.testkit.Started;
import io.github.dcssync.testkit.Stored;
import io.github.dcssync.testkit.Tables;
import io.github.dcssync.testkit.TestDatabase;
import io.github.dcssync.testkit.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** One database and one service, abused round by round; after each the next undisturbed sync has to heal it. */
final class AbuseLane implements AutoCloseable {

    static final String WAIT_FOR_ANSWER = "an answer";
    static final String WAIT_FOR_SINK = "a sink";
    static final String WAIT_FOR_DATABASE = "a database that stopped answering";
    static final String WAIT_FOR_END = "the end after SIGTERM";

    private static final int INSTANCES = 4;
    private static final String SECRET_KEY = "SecretKeyCanary8Kx0zQwErTy";
    private static final String PASSWORD = "PasswordCanary8Kx0zQwErTy";
    private static final String VARIABLE = "VariableCanary8Kx0zQwErTy";
    private static final String CANARY = "Canary8Kx0zQwErTy";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final List<String> HOSTILE = List.of("{{env:ABUSE_CANARY}}", "{{env:CLOUD_SDK_SK}}",
            "{{dcs.secret-key}}", "{{env:DCS_DB_PASSWORD}}", "{{bean:syncs.stop}}", "{{bean:dataSource.close}}",
            "${env:ABUSE_CANARY}", "${properties:dcs.db.password}", "${bean:syncs.stop}", "$simple{env:ABUSE_CANARY}",
            "RAW({{env:ABUSE_CANARY}})", "a/b", "..", ".", "a?x=1", "%2F..%2F", "a#b", "a b", "a\r\nX-Injected: 1",
            ":#${body}", "#bean:dataSource", "resource:file:/etc/passwd", "\u202e\u0000\ufeff", "");
    private static final List<String> HOSTILE_HEADERS = List.of("CamelHttpUri", "CamelHttpPath", "CamelSqlQuery",
            "CamelBeanMethodName", "CamelRedeliveryCounter", "CamelHttpQuery", "camelhttpuri", "CamelToEndpoint");

    /** One kind of abuse. */
    private interface Round {
        void run() throws Exception;
    }

    private final TestDatabase store;
    private final AbuseFigures figures;
    private final Path folder;
    private final Random random;
    private final Simulator simulator;
    private final DatabaseTarget direct;
    private final DatabaseTarget disturbed;
    private final StallingProxy line;
    private final HttpServer sink;
    private final HostileWire wire;
    private final HostileWire sinkWire;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<Round> rounds;

    AbuseLane(TestDatabase store, long seed, Path folder, AbuseFigures figures) throws Exception {
        this.store = store;
        this.figures = figures;
        this.folder = folder;
        random = new Random(seed);
        simulator = Simulator.start(SimulatorOptions.builder().seed(seed).instances(INSTANCES).backupsPerInstance(26)
                .restoresPerInstance(8).keys("AKEXAMPLE", SECRET_KEY).latency(Duration.ofMillis(5)).build());
        direct = store == TestDatabase.H2 ? new DatabaseTarget("jdbc:h2:file:" + folder.resolve("db"), "sa", "")
                : store.migrated();
        line = store == TestDatabase.H2 ? null : new StallingProxy(direct);
        disturbed = line == null ? direct : line.of(direct);
        sink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sink.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        sink.setExecutor(Executors.newCachedThreadPool());
        sink.start();
        wire = new HostileWire(simulator.endpoint().getPort(), WAIT_FOR_ANSWER, figures, this::read);
        sinkWire = new HostileWire(sink.getAddress().getPort(), WAIT_FOR_SINK, figures, this::read);
        rounds = new ArrayList<>(List.of(this::hostileAnswers, this::hostileTexts, this::killed, this::terminated,
                this::hostileSink));
        if (line != null) {
            rounds.addAll(List.of(this::databaseFrozen, this::databaseFrozenForAWhile, this::databaseCut));
        }
    }

    private void read(byte[] sent) {
        String text = new String(sent, StandardCharsets.ISO_8859_1);
        if (text.contains(CANARY)) {
            figures.violation("A secret was sent: " + text);
        }
        if (text.contains("GET /elsewhere") || text.contains("\nX-Injected")) {
            figures.violation("Somebody else decided what is asked: " + text);
        }
    }

    /** One sync undisturbed, so that there is something to lose. */
    void begin() throws Exception {
        heal();
    }

    void round() throws Exception {
        Round round = rounds.get(random.nextInt(rounds.size()));
        change();
        try {
            round.run();
        } catch (AssertionError e) {
            figures.violation(store + ": " + e.getMessage());
        }
        heal();
        figures.count("rounds on " + store);
    }

    private void change() {
        String instance = simulator.fleet().instanceIds().get(random.nextInt(INSTANCES));
        for (SimulatedKind kind : SimulatedKind.values()) {
            List<String> ids = simulator.fleet().recordIds(kind, instance);
            simulator.fleet().remove(kind, instance, ids.get(ids.size() - 1));
            simulator.fleet().change(kind, instance, ids.get(random.nextInt(ids.size() - 1)),
                    json -> json.put("status", "failed").put("error_code", "dcs.08.0001"));
            simulator.fleet().addFirst(kind, instance);
        }
    }

    private Launcher program(DatabaseTarget database, String endpoint) {
        return Launcher.of(folder, simulator, database).with("DCS_ENDPOINT", endpoint)
                .with("DCS_BACKUPS_PAGE_SIZE", "6").with("DCS_RESTORES_PAGE_SIZE", "6")
                .with("DCS_PARALLELISM", "4").with("DCS_HTTP_RESPONSE_TIMEOUT", "2s")
                .with("DCS_HTTP_CONNECT_TIMEOUT", "2s").with("DCS_HTTP_MAX_ATTEMPTS", "2")
                .with("DCS_HTTP_SERVER_PORT", "0").with("DCS_MANAGEMENT_PORT", "0")
                .with("DCS_SYNC_CRON", "0/2 * * * * ?").with("ABUSE_CANARY", VARIABLE)
                .with("DCS_DB_PASSWORD", database.password().isEmpty() && store == TestDatabase.POSTGRESQL ? PASSWORD
                        : database.password());
    }

    private Launcher disturbed() {
        return program(disturbed, wire.address().toString());
    }

    private void hostileAnswers() throws Exception {
        figures.count("rounds: hostile answers");
        Mischief[] all = Mischief.values();
        wire.harm(random.nextLong(), Mischief.NONE, all[random.nextInt(all.length)], all[random.nextInt(all.length)],
                all[random.nextInt(all.length)]);
        ended(disturbed().start("once"), Set.of(0, 1, 3));
    }

    private void hostileTexts() throws Exception {
        figures.count("rounds: hostile texts");
        Random dice = new Random(random.nextLong());
        simulator.injectFaults((request, answer) -> hostile(dice, request, answer));
        ended(disturbed().with("DCS_ALERT_URI", sinkWire.address() + "/hook").start("once"), Set.of(0, 1, 3));
    }

    private static Answer hostile(Random dice, SimulatedRequest request, Answer truth) {
        String text = HOSTILE.get(dice.nextInt(HOSTILE.size()));
        String header = HOSTILE_HEADERS.get(dice.nextInt(HOSTILE_HEADERS.size()));
        String inHeader = text.replaceAll("[^\\x21-\\x7e]", "");
        if (dice.nextInt(8) == 0 && request.operation().listsRecords()) {
            return Answer.json(400 + dice.nextInt(120), MAPPER.createObjectNode().put("error_code", text)
                    .put("error_msg", text).toString()).withHeader(header, inHeader);
        }
        try {
            JsonNode body = MAPPER.readTree(truth.body());
            body.elements().forEachRemaining(array -> spoil(dice, array, text));
            return Answer.json(truth.status(), body.toString()).withHeader(header, inHeader);
        } catch (IOException e) {
            return truth;
        }
    }

    private static void spoil(Random dice, JsonNode array, String text) {
        if (array instanceof ArrayNode list && !list.isEmpty()) {
            ObjectNode more = list.get(0).deepCopy();
            List<String> names = new ArrayList<>();
            more.fieldNames().forEachRemaining(names::add);
            names.stream().filter(name -> dice.nextInt(3) > 0).forEach(name -> more.put(name, text));
            list.add(more);
        }
    }

    private void killed() throws Exception {
        figures.count("rounds: killed");
        try (Started victim = disturbed().start("once")) {
            AtomicInteger left = new AtomicInteger(1 + random.nextInt(20));
            simulator.injectFaults((request, answer) -> {
                if (left.decrementAndGet() == 0) {
                    victim.process().destroyForcibly();
                }
                return answer;
            });
            victim.exitCode();
        }
    }

    private void terminated() throws Exception {
        figures.count("rounds: terminated");
        boolean sinkHangs = random.nextBoolean();
        if (sinkHangs) {
            sinkWire.harm(random.nextLong(), Mischief.STALL);
        }
        try (Started process = disturbed().with("DCS_ALERT_URI", sinkWire.address() + "/hook").start("run")) {
            AtomicInteger left = new AtomicInteger(1 + random.nextInt(12));
            CountDownLatch reached = new CountDownLatch(1);
            simulator.injectFaults((request, answer) -> {
                if (left.decrementAndGet() == 0) {
                    wire.harm(0, Mischief.STALL, Mischief.DRIP);
                    reached.countDown();
                }
                return answer;
            });
            Waiting.on(reached);
            if (line != null && random.nextBoolean()) {
                line.stall();
            }
            long begin = System.nanoTime();
            process.process().destroy();
            process.exitCode();
            figures.waited(WAIT_FOR_END, Duration.ofNanos(System.nanoTime() - begin));
            search(process);
        }
    }

    private void hostileSink() throws Exception {
        figures.count("rounds: hostile sink");
        sinkWire.harm(random.nextLong(), Mischief.values());
        ended(disturbed().with("DCS_ALERT_URI", sinkWire.address() + "/hook?sig=" + CANARY.length())
                .start("once", "--full"), Set.of(0));
    }

    private void databaseFrozen() throws Exception {
        figures.count("rounds: database frozen");
        AtomicLong frozen = new AtomicLong();
        atRequest(() -> {
            line.stall();
            frozen.set(System.nanoTime());
        });
        ended(disturbed().start("once"), Set.of(4));
        figures.waited(WAIT_FOR_DATABASE, Duration.ofNanos(System.nanoTime() - frozen.get()));
    }

    private void databaseFrozenForAWhile() throws Exception {
        figures.count("rounds: database frozen for 15 s");
        atRequest(() -> {
            line.stall();
            timer.schedule(line::resume, 15, TimeUnit.SECONDS);
        });
        ended(disturbed().start("once"), Set.of(0));
    }

    private void databaseCut() throws Exception {
        figures.count("rounds: database cut for 5 s");
        atRequest(() -> {
            line.cut();
            timer.schedule(line::resume, 5, TimeUnit.SECONDS);
        });
        ended(disturbed().start("once"), Set.of(0));
    }

    /** Does something at one of the requests that the next sync surely makes. */
    private void atRequest(Runnable what) {
        AtomicInteger left = new AtomicInteger(1 + random.nextInt(2 * INSTANCES));
        simulator.injectFaults((request, answer) -> {
            if (left.decrementAndGet() == 0) {
                what.run();
            }
            return answer;
        });
    }

    private void ended(Started process, Set<Integer> expected) throws Exception {
        try (process) {
            process.exitCode();
            expect(process, expected);
            search(process);
        }
    }

    private void expect(Started process, Set<Integer> expected) throws IOException, InterruptedException {
        figures.count("exit code " + process.exitCode());
        if (!expected.contains(process.exitCode())) {
            figures.violation("exit code " + process.exitCode() + " instead of " + expected + " on " + store + ": "
                    + process.err());
        }
    }

    private void search(Started process) throws IOException {
        for (String text : List.of(process.out().toString(), process.err().toString())) {
            if (text.contains(CANARY)) {
                figures.violation("A secret was shown: " + text);
            }
        }
    }

    /** All is well again; then one sync must end as if nothing had ever happened. */
    private void heal() throws Exception {
        simulator.injectFaults(FaultInjector.NONE);
        wire.harm(0, Mischief.NONE);
        sinkWire.harm(0, Mischief.NONE);
        if (line != null) {
            line.resume();
        }
        Tables tables = Tables.of(direct);
        Set<String> before = keys(tables);
        if (!before.isEmpty()) {
            tables.execute("update sync_lease set expires_at = timestamp '2000-01-01 00:00:00'");
            tables.execute("update instance_sync set quarantined_until = null, consecutive_failures = 0");
        }
        ended(program(direct, simulator.endpoint().toString()).start("once", "--full"), Set.of(0));
        Set<String> after = keys(tables);
        before.removeAll(after);
        if (!before.isEmpty()) {
            figures.violation("Lost from " + store + ": " + before);
        }
        figures.count("records checked", after.size());
        try {
            new Stored(tables, simulator.fleet()).equalsWhatIsListed();
        } catch (AssertionError e) {
            figures.violation(store + " differs from what is listed: " + e.getMessage());
        }
        if (tables.everything().toString().contains(CANARY)) {
            figures.violation("A secret is in a table of " + store);
        }
        if (simulator.traffic().requests(Operation.UNKNOWN) > 0) {
            figures.violation("Something was asked that nobody lists: " + simulator.traffic()
                    .recent(Operation.UNKNOWN));
        }
    }

    private static Set<String> keys(Tables tables) {
        Set<String> keys = new HashSet<>();
        if (tables.names().stream().anyMatch(name -> name.toString().equalsIgnoreCase("backup_record"))) {
            for (SimulatedKind kind : SimulatedKind.values()) {
                tables.rows("select instance_id, " + kind.idField() + " from " + Stored.table(kind))
                        .forEach(row -> keys.add(kind + " " + row.values()));
            }
        }
        return keys;
    }

    @Override
    public void close() throws Exception {
        timer.shutdownNow();
        wire.close();
        sinkWire.close();
        sink.stop(0);
        simulator.close();
        if (line != null) {
            line.close();
        }
    }
}
