package io.github.dcssync.simulator;

import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves the simulator on its own until the process is told to end. */
@Command(name = "simulate", sortOptions = false,
        description = "Serves a simulated DCS on 127.0.0.1 until Ctrl-C or SIGTERM. It checks signatures against "
                + "CLOUD_SDK_AK and CLOUD_SDK_SK, or against a pair of its own that it prints.")
public final class SimulateCommand implements Callable<Integer> {

    private static final int BAD_USAGE = 2;

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Shows this and ends.")
    @SuppressWarnings("unused") // picocli alone asks for it
    private boolean isHelpWanted;

    @Option(names = "--port", paramLabel = "N", defaultValue = "0",
            description = "TCP port; 0 takes a free one (${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--instances", paramLabel = "N", defaultValue = "20",
            description = "How many instances (${DEFAULT-VALUE}).")
    private int instances;

    @Option(names = "--projects", paramLabel = "N", defaultValue = "0",
            description = "How many projects beside the first, each with as many instances (${DEFAULT-VALUE}).")
    private int projects;

    @Option(names = "--backups", paramLabel = "N", defaultValue = "24",
            description = "Backup records of each instance (${DEFAULT-VALUE}).")
    private int backups;

    @Option(names = "--restores", paramLabel = "N", defaultValue = "5",
            description = "Restoration records of each instance (${DEFAULT-VALUE}).")
    private int restores;

    @Option(names = "--latency-ms", paramLabel = "MS", defaultValue = "0",
            description = "Milliseconds added to each answer (${DEFAULT-VALUE}).")
    private int latencyMillis;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "The same seed gives the same fleet and the same faults (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--faults", paramLabel = "LIST", defaultValue = "",
            description = "What goes wrong and how often, for example 429:0.1,500:0.05,reset:0.02,bad-instance:2. "
                    + "Names: 429, 429-bare (without Retry-After), 500, 502, 503, 504, reset, truncate, html, slow.")
    private String faults;

    @Option(names = "--page-cap", paramLabel = "N",
            description = "At most N records a page, whatever the limit asked for.")
    private @Nullable Integer pageCap;

    @Option(names = "--total-num", paramLabel = "MEANING", defaultValue = "TOTAL",
            description = "What total_num holds: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private TotalNum totalNum;

    @Option(names = "--filter-field", paramLabel = "FIELD", defaultValue = "CREATED_AT",
            description = "What the time filter compares: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private TimeFilter.Field filterField;

    @Option(names = "--filter-zone", paramLabel = "OFFSET", defaultValue = "Z",
            description = "The zone of the time filter, for example +02:00 (UTC).")
    private String filterZone;

    @Option(names = "--empty-as", paramLabel = "FORM", defaultValue = "EMPTY_ARRAY",
            description = "How an empty page is answered: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private EmptyAs emptyAs;

    @Option(names = "--absent-as", paramLabel = "FORM", defaultValue = "NULL",
            description = "How a field without a value is written: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private AbsentAs absentAs;

    public SimulateCommand() {
        this(System.getenv());
    }

    SimulateCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Returns 0 when told to end, 2 when the port is taken; bad option values are picocli's to report. */
    @Override
    public Integer call() {
        SimulatorOptions options = options();
        try (Simulator simulator = Simulator.start(options)) {
            print(simulator, options.accessKey() == null);
            serve(simulator);
            return 0;
        } catch (PortInUseException e) {
            spec.commandLine().getErr().println("dcs-sync: " + e.getMessage());
            return BAD_USAGE;
        }
    }

    private SimulatorOptions options() {
        try {
            SimulatorOptions.Builder options =
                    SimulatorOptions.builder().port(port).instances(instances).projects(projects)
                            .backupsPerInstance(backups).restoresPerInstance(restores)
                            .latency(Duration.ofMillis(latencyMillis)).seed(seed).faults(FaultRates.parse(faults))
                            .keys(setting("CLOUD_SDK_AK"), setting("CLOUD_SDK_SK")).totalNum(totalNum)
                            .timeFilter(new TimeFilter(filterField, zone())).emptyAs(emptyAs).absentAs(absentAs);
            return (pageCap == null ? options : options.pageCap(pageCap)).build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private ZoneOffset zone() {
        try {
            return ZoneOffset.of(filterZone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "The filter zone \"" + filterZone + "\" is no offset: write for example +02:00 or Z", e);
        }
    }

    /** An empty variable counts as unset. */
    private @Nullable String setting(String name) {
        String value = environment.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    private void print(Simulator simulator, boolean hasOwnKeys) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("DCS_ENDPOINT=" + simulator.endpoint());
        out.println("DCS_PROJECT_ID=" + simulator.fleet().projectId());
        if (hasOwnKeys) {
            out.println("CLOUD_SDK_AK=" + simulator.accessKey());
            out.println("CLOUD_SDK_SK=" + simulator.secretKey());
        }
        out.println("# ready: " + simulator.fleet().instanceIds().size() + " instances; Ctrl-C ends it");
        out.flush();
    }

    private static void serve(Simulator simulator) {
        Thread hook = new Thread(() -> end(simulator), "simulator-end");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    /** Being told to end is the normal end, so the exit code is 0 and not the signal's. */
    private static void end(Simulator simulator) {
        simulator.close();
        Runtime.getRuntime().halt(0);
    }
}
