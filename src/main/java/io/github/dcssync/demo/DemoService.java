package io.github.dcssync.demo;

import io.github.dcssync.settings.Credentials;
import io.github.dcssync.settings.Source;
import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.FaultInjector;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.simulator.SimulatorOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * The demo's simulated service with two projects: {@code demo}, and {@code staging}, which the program read until its
 * rights were taken away. Time can be put back; the lists are then as they were.
 */
public final class DemoService implements AutoCloseable {

    static final String DEMO = "demo";
    static final String FORMER = "staging";

    private static final int INSTANCES = 40;
    private static final int STAGING_INSTANCES = 2;
    /** One a day. */
    private static final int BACKUPS = 60;
    /** One in nine days: long enough ago for the drills that are due. */
    private static final int RESTORES = 16;
    private static final Answer FORBIDDEN = Answer.json(403, "{\"error_code\":\"APIGW.0302\","
            + "\"error_msg\":\"The user is not allowed to read this.\"}");

    private final DemoClock clock = new DemoClock();
    private final Simulator demo;
    private final Simulator staging;
    private final DemoFleet fleet;
    private final DemoFleet stagingFleet;

    private DemoService() {
        demo = Simulator.start(options(1).instances(INSTANCES).build());
        staging = Simulator.start(options(2).instances(0).build());
        for (int number = 1; number <= STAGING_INSTANCES; number++) {
            DemoFleet.addInstance(staging.fleet(), "orders-store-" + FORMER + number, BACKUPS);
        }
        fleet = new DemoFleet(demo.fleet(), new DemoStories(clock.instant()));
        stagingFleet = new DemoFleet(staging.fleet(), null);
    }

    /** Starts the service, in the present. */
    public static DemoService start() {
        return new DemoService();
    }

    private SimulatorOptions.Builder options(long seed) {
        return SimulatorOptions.builder().seed(seed).clock(clock).backupsPerInstance(BACKUPS)
                .restoresPerInstance(RESTORES);
    }

    /** @return the project that the demo syncs */
    public Source source() {
        return source(DEMO, demo);
    }

    /** @return the project that it no longer syncs */
    public Source formerSource() {
        return source(FORMER, staging);
    }

    private static Source source(String name, Simulator simulator) {
        return new Source(name, simulator.endpoint(), simulator.fleet().projectId(),
                new Credentials.KeyPair(simulator.accessKey(), simulator.secretKey(), null), List.of(), List.of(),
                List.of(), 1);
    }

    /** The service's time. */
    public Clock clock() {
        return clock;
    }

    /** Puts the time back, or to the present, and shows what was listed then. All answers go well. */
    public void show(Duration ago) {
        clock.putBack(ago);
        fleet.show(clock.instant());
        stagingFleet.show(clock.instant());
        demo.injectFaults(FaultInjector.NONE);
        staging.injectFaults(FaultInjector.NONE);
    }

    /** One instance without a story makes a backup, so that there is something new to read. */
    public void goOn() {
        fleet.saveOne();
    }

    /** Refuses to list the records of the instance whose history has a gap. */
    void refuseOneInstance() {
        refuseRecords(demo, DemoStories.UNREADABLE_FOR_WEEKS);
    }

    /** Refuses to list the records of one instance of the former project. */
    void refuseOneFormerInstance() {
        refuseRecords(staging, STAGING_INSTANCES - 1);
    }

    /** Refuses everything about the former project. */
    void refuseFormerSource() {
        staging.injectFaults((request, answer) -> FORBIDDEN);
    }

    private static void refuseRecords(Simulator simulator, int position) {
        String instance = simulator.fleet().instanceIds().get(position);
        simulator.injectFaults(
                (request, answer) -> request.operation().listsRecords() && instance.equals(request.instanceId())
                        ? FORBIDDEN : answer);
    }

    @Override
    public void close() {
        demo.close();
        staging.close();
    }
}
