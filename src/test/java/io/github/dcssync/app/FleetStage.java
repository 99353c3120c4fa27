package io.github.dcssync.app;

import com.sun.management.OperatingSystemMXBean;
import io.github.dcssync.database.Database;
import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.sync.Summary;
import io.github.dcssync.sync.SyncRequest;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.SyncFixture;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.camel.component.http.HttpComponent;

/** The program, between a service that is in the same process and a database, and what a sync of it takes. */
final class FleetStage implements AutoCloseable {

    private static final double NANOS = 1e9;
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final ListedFleet fleet;
    private final InProcessService service;
    private final Database database;
    private final Bundle bundle;

    /**
     * What a sync took.
     *
     * @param heapBefore bytes in use when it began, after a collection
     * @param heapWithin the same when half of the lists were read
     */
    record Taken(Summary summary, double seconds, double processorSeconds, long heapBefore, long heapWithin) {
    }

    FleetStage(ListedFleet fleet, DatabaseTarget target) throws Exception {
        this.fleet = fleet;
        service = new InProcessService(fleet);
        Settings settings = Settings.load(null, Map.of("DCS_ENDPOINT", "http://127.0.0.1:1",
                "DCS_PROJECT_ID", "0123456789abcdef0123456789abcdef", "CLOUD_SDK_AK", "AKEXAMPLE", "CLOUD_SDK_SK",
                "SecretKeyOfTheTests", "DCS_REQUESTS_PER_SECOND", "0", "DCS_DB_URL", target.url(), "DCS_DB_USER",
                target.user(), "DCS_DB_PASSWORD", target.password()), SyncFixture.HOME);
        database = Database.open(target, 16);
        database.migrate();
        bundle = new Bundle(settings, database, false, Clock.systemUTC());
        bundle.prepare();
        bundle.context().getComponent("http", HttpComponent.class).setClientConnectionManager(service);
        bundle.start();
    }

    Taken sync() throws Exception {
        long before = heapInUse();
        long[] within = new long[1];
        long answers = service.answers();
        service.after(fleet.instances() / 1000 + fleet.lists() / 2, () -> within[0] = heapInUse());
        long processor = PROCESS.getProcessCpuTime();
        long start = System.nanoTime();
        SyncRun run = bundle.sync(new SyncRequest(SyncFixture.DEFAULT, "once", List.of()));
        double seconds = (System.nanoTime() - start) / NANOS;
        double processorSeconds = (PROCESS.getProcessCpuTime() - processor) / NANOS;
        Summary summary = run.getSummary();
        if (summary.status() != Summary.Status.COMPLETE || summary.complete() != fleet.lists()) {
            throw new AssertionError(run.getError() + ": " + summary.fields());
        }
        if (service.answers() - answers != summary.requests()) {
            throw new AssertionError("Somebody else was asked: " + summary.fields());
        }
        return new Taken(summary, seconds, processorSeconds, before, within[0]);
    }

    /** What the collection left, and not what other threads threw away since. */
    private static long heapInUse() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed()).sum();
    }

    @Override
    public void close() {
        bundle.close();
        database.close();
    }
}
