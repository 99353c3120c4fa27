package io.github.dcssync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.api.KeyPairAuthorisation;
import io.github.dcssync.api.RateLimiter;
import io.github.dcssync.api.SourceClient;
import io.github.dcssync.client.HttpBounds;
import io.github.dcssync.database.Database;
import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.lease.Cut;
import io.github.dcssync.lease.Cuts;
import io.github.dcssync.lease.LeaseLostException;
import io.github.dcssync.lease.Leases;
import io.github.dcssync.lease.OwnCuts;
import io.github.dcssync.secret.Secrets;
import io.github.dcssync.settings.Credentials;
import io.github.dcssync.settings.Source;
import io.github.dcssync.testkit.Waiting;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.support.TransactionTemplate;

class LeaseKeeperTest {

    private static final Credentials.KeyPair KEYS = new Credentials.KeyPair("unused", "unused", null);
    private final CountDownLatch beats = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile Thread heart;
    private Database database;
    private JdbcTemplate jdbc;
    private Leases leases;

    @BeforeEach
    void open() {
        database = Database.open(new DatabaseTarget("jdbc:h2:mem:lease_keeper", "sa", ""), 4);
        database.migrate();
        jdbc = new JdbcTemplate(database.dataSource());
        leases = new Leases(jdbc, new TransactionTemplate(database.transactions()));
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** On a slow machine a heartbeat that has begun may come to the database after the lease was given back. */
    @Test
    void takesNoLeaseForLostThatWasGivenBackWhileAHeartbeatWasUnderWay() throws Exception {
        SyncRun run = run();
        try (LeaseKeeper keeper = new LeaseKeeper(leases, cuts(), this::late, "here", true)) {
            keeper.hold(run);
            Waiting.on(beats);
            keeper.release(run);
            released.countDown();
            Waiting.on(done);
        }
        heart.join();
        assertThat(run.getError()).isNull();
    }

    @Test
    void holdsALeaseForAsLongAsItsStatementsSay() {
        long token = leases.take("default", new Cut("default", 1), "here", "run").orElseThrow();

        assertThat(life()).isEqualTo(Leases.LIFE);
        assertThat(Leases.extend(jdbc, "default", token, "run")).isTrue();
        assertThat(life()).isEqualTo(Leases.LIFE);
    }

    /** A database that has failed over may have lost who took the lease last, and then gives the same token once more. */
    @Test
    void leavesTheLeaseToTheSyncThatWasGivenTheSameTokenAfterAFailOver() throws Exception {
        SyncRun run = run();
        try (LeaseKeeper keeper = new LeaseKeeper(leases, cuts(), database::heartbeats, "here", true)) {
            keeper.hold(run);
            jdbc.update("update sync_lease set token = 0, holder = null, run_id = null, expires_at = null");
            assertThat(leases.take("default", new Cut("default", 1), "there", "other")).hasValue(run.getToken());

            assertThat(Leases.extend(jdbc, "default", run.getToken(), run.getId())).isFalse();
            keeper.release(run);

            assertThat(leases.holder("default"))
                    .hasValueSatisfying(holder -> assertThat(holder.name()).isEqualTo("there"));
        }
    }

    @Test
    void looksAtALeaseThatAnotherSyncHoldsWithoutALock() throws Exception {
        assertThat(leases.take("big.shard1", new Cut("big", 2), "there", "run 1")).isPresent();
        try (Connection other = database.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("update source_cut set shards = shards");

            assertThat(leases.take("big.shard1", new Cut("big", 2), "here", "run 2")).isEmpty();
            other.rollback();
        }
    }

    @Test
    void takesAllShardsAtOnceOfASourceOfWhichNothingIsKnown() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int round = 0; round < 25; round++) {
            jdbc.update("delete from sync_lease");
            jdbc.update("delete from source_cut");
            List<Callable<OptionalLong>> shards = new ArrayList<>();
            for (int shard = 1; shard <= 4; shard++) {
                String name = "big.shard" + shard;
                shards.add(() -> leases.take(name, new Cut("big", 4), "here", name));
            }
            for (Future<OptionalLong> token : threads.invokeAll(shards)) {
                assertThat(token.get()).isPresent();
            }
        }
        threads.shutdownNow();
    }

    private OwnCuts cuts() {
        return new OwnCuts(new Cuts(jdbc, new TransactionTemplate(database.transactions())), List::of, "here");
    }

    private Duration life() {
        return jdbc.queryForObject("select heartbeat_at, expires_at from sync_lease", (row, number) -> Duration.between(
                row.getObject(1, OffsetDateTime.class), row.getObject(2, OffsetDateTime.class)));
    }

    @Test
    void endsTheSyncWhoseLeaseAnotherHasTakenBeforeAnythingIsWritten() throws Exception {
        SyncRun run = run();
        SyncRun undisturbed = run("undisturbed");
        try (LeaseKeeper keeper = new LeaseKeeper(leases, cuts(), database::heartbeats, "here", true)) {
            keeper.hold(run);
            keeper.hold(undisturbed);
            jdbc.update("update sync_lease set token = token + 1, holder = 'there' where source = 'default'");

            Waiting.until("a heartbeat", () -> !run.isActive());

            assertThat(run.getFailure()).isInstanceOf(LeaseLostException.class);
            assertThat(run.isInterrupted()).isTrue();
            assertThat(leases.holder("default"))
                    .hasValueSatisfying(holder -> assertThat(holder.name()).isEqualTo("there"));
            Waiting.until("a heartbeat of the other",
                    () -> jdbc.queryForObject("select count(*) from sync_lease where"
                            + " source = 'undisturbed' and heartbeat_at > acquired_at", Integer.class) == 1);
            assertThat(undisturbed.isActive()).isTrue();
        }
    }

    /** Whose connections tell when the heartbeat is done with them. */
    private DataSource late() {
        heart = Thread.currentThread();
        beats.countDown();
        Waiting.on(released);
        return new DelegatingDataSource(database.dataSource()) {
            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = super.getConnection();
                return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
                        new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                            Object result = method.invoke(connection, arguments);
                            if (method.getName().equals("close")) {
                                done.countDown();
                            }
                            return result;
                        });
            }
        };
    }

    /** The tick of one that is interrupted is made up. */
    @Test
    void countsASyncAsInterruptedWhoseDatabaseWentAwayAndNotOneWhoseServiceDid() {
        SyncRun withoutDatabase = run();
        SyncRun withoutService = run();

        withoutDatabase.fail(new CannotGetJdbcConnectionException("away"), "away");
        withoutService.fail(new ConnectException("away"), "away");

        assertThat(withoutDatabase.isInterrupted()).isTrue();
        assertThat(withoutService.isInterrupted()).isFalse();
    }

    private static SyncRun run() {
        return run("default");
    }

    private static SyncRun run(String name) {
        Source source = new Source(name, URI.create("http://127.0.0.1"), "p", KEYS, List.of(), List.of(), List.of(), 1);
        SourceClient client = new SourceClient(source, new KeyPairAuthorisation(KEYS), new RateLimiter(0),
                new HttpBounds(Duration.ofSeconds(1), Duration.ofSeconds(1), 1), new Secrets(), Clock.systemUTC(), "1");
        return new SyncRun(new SyncRequest(name, "once", List.of()), Shard.of(source).get(0), client, "here", "1",
                Clock.systemUTC(), () -> false);
    }
}
