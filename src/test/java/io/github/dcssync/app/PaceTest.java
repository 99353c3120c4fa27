package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.Operation;
import io.github.dcssync.sync.SyncRequest;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import io.github.dcssync.testkit.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How fast a source is asked. */
class PaceTest {

    private static final int A_SECOND = 40;
    /** The database is the fixture's; the settings are to say that it is a server. */
    private static final String SERVER = "jdbc:postgresql://elsewhere/db";

    @Test
    void isNeverFasterThanTheSettingsAllow() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(8, 2, 2)
                .variable("DCS_REQUESTS_PER_SECOND", Integer.toString(A_SECOND)).start()) {
            List<Long> arrivals = new CopyOnWriteArrayList<>();
            fixture.simulator().onRequest(request -> arrivals.add(System.nanoTime()));

            // A request may arrive late, the first as well: none is too early, counted from here.
            long begin = System.nanoTime();
            fixture.sync();

            assertThat(arrivals).hasSizeBetween(18, 60);
            List<Long> sorted = arrivals.stream().sorted().toList();
            for (int i = 1; i < sorted.size(); i++) {
                assertThat(sorted.get(i) - begin).as("request %d", i)
                        .isGreaterThanOrEqualTo(i * 1_000_000_000L / A_SECOND);
            }
        }
    }

    /** Each has the rate for itself, and their sum is the rate all the same: they stand on one line. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isThatOfTheSourceForAllItsShardsAndProcesses(boolean isShared) throws Exception {
        try (SyncFixture fixture = SyncFixture.on(TestDatabase.POSTGRESQL).fleet(12, 2, 2)
                .variable("DCS_SOURCE_DEFAULT_SHARDS", "2").variable("DCS_DB_URL", SERVER)
                .variable("DCS_CLUSTER_ENABLED", Boolean.toString(isShared))
                .variable("DCS_REQUESTS_PER_SECOND", Integer.toString(A_SECOND)).start()) {
            Bundle there = isShared ? fixture.another() : fixture.bundle();
            List<Long> arrivals = new CopyOnWriteArrayList<>();
            fixture.simulator().onRequest(request -> arrivals.add(System.nanoTime()));
            long begin = System.nanoTime();
            CompletableFuture<Void> second = CompletableFuture.runAsync(() -> sync(there, "default.shard2"));
            sync(fixture.bundle(), "default.shard1");
            second.join();

            assertThat(arrivals).hasSizeBetween(26, 80);
            List<Long> sorted = arrivals.stream().sorted().toList();
            for (int i = 1; i < sorted.size(); i++) {
                assertThat(sorted.get(i) - begin).as("request %d", i)
                        .isGreaterThanOrEqualTo(i * 1_000_000_000L / A_SECOND);
            }
            assertThat(fixture.tables().count("request_budget")).isEqualTo(isShared ? 1 : 0);
        }
    }

    private static void sync(Bundle bundle, String shard) {
        try {
            assertThat(bundle.sync(new SyncRequest(shard, "once", List.of())).getStatus()).isEqualTo("complete");
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    @Test
    void isSlowedForAllProcessesWhenTheServiceComplainsToOne() throws Exception {
        try (SyncFixture fixture = SyncFixture.on(TestDatabase.POSTGRESQL).fleet(2, 2, 2)
                .variable("DCS_DB_URL", SERVER).variable("DCS_CLUSTER_ENABLED", "true")
                .variable("DCS_REQUESTS_PER_SECOND", "100").start()) {
            AtomicBoolean isFirst = new AtomicBoolean(true);
            fixture.simulator().injectFaults((request, answer) -> isFirst.getAndSet(false)
                    ? Answer.empty(429).withHeader("Retry-After", "0") : answer);
            assertThat(fixture.sync().getStatus()).isEqualTo("complete");

            Waiting.until("the complaint", () -> fixture.tables().count("request_budget where slowed_to = 50"
                    + " and held_until is not null") == 1);
        }
    }

    /** Nobody can know then what others send. */
    @Test
    void isNotExceededWhereTheDatabaseDoesNotSay() throws Exception {
        try (SyncFixture fixture = SyncFixture.on(TestDatabase.POSTGRESQL).fleet(3, 1, 1)
                .variable("DCS_DB_URL", SERVER).variable("DCS_CLUSTER_ENABLED", "true")
                .variable("DCS_REQUESTS_PER_SECOND", "200").start()) {
            fixture.sync();
            fixture.tables().execute("alter table request_budget rename to taken_away");
            // What it was granted before it may still send.
            Waiting.until("the end of what was granted", () -> fixture.sync().getStatus().equals("failed"));
            fixture.tables().execute("alter table taken_away rename to request_budget");
            assertThat(fixture.sync().getStatus()).isEqualTo("complete");
        }
    }

    /** Of a source: what another one may have stays its own. */
    @Test
    void hasNoMoreRequestsWaitingThanTheSettingsAllow() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().source("north", 30, 2, 2).source("south", 1, 0, 0)
                .service(service -> service.latency(Duration.ofMillis(20)))
                .variable("DCS_REQUESTS_PER_SECOND", "0").variable("DCS_PARALLELISM", "4").start()) {
            CountDownLatch two = new CountDownLatch(2);
            fixture.simulator("north").onRequest(request -> {
                if (request.operation() == Operation.BACKUPS_V1) {
                    two.countDown();
                    Waiting.on(two);
                }
            });

            fixture.sync("north");

            assertThat(fixture.simulator("north").traffic().mostAtOnce()).isBetween(2L, 4L);
        }
    }
}
