package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.sync.Summary.Status;
import io.github.dcssync.sync.SyncRequest;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.testkit.OnEveryDatabase;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many more workers than connections: they wait for a page's transaction, and never for each other. */
@OnEveryDatabase
class SmallPoolTest {

    private static final List<String> SOURCES = List.of("a", "b", "c");

    private final TestDatabase kind;

    SmallPoolTest(TestDatabase kind) {
        this.kind = kind;
    }

    @Test
    void twoConnectionsServeThreeSourcesAtOnce() throws Exception {
        SyncFixture.Builder builder = SyncFixture.on(kind).connections(2);
        SOURCES.forEach(name -> builder.source(name, 6, 8, 3));
        ExecutorService threads = Executors.newFixedThreadPool(SOURCES.size());
        try (SyncFixture fixture = builder.start()) {
            Stream<Callable<SyncRun>> syncs =
                    SOURCES.stream().map(name -> () -> fixture.bundle().sync(new SyncRequest(name, "once", List.of())));

            for (Future<SyncRun> run : threads.invokeAll(syncs.toList())) {
                assertThat(run.get().getSummary().status()).as(run.get().getError()).isEqualTo(Status.COMPLETE);
            }
            assertThat(fixture.tables().count("sync_error")).isZero();
        } finally {
            threads.shutdownNow();
        }
    }
}
