package io.github.dcssync.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.budget.RequestBudgets;
import io.github.dcssync.database.Database;
import io.github.dcssync.testkit.SetServerClock;
import io.github.dcssync.testkit.TestDatabase;
import io.github.dcssync.testkit.VirtualTime;
import io.github.dcssync.testkit.WatchedJdbc;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** The pace of several processes that share a source through a database. {@link VirtualTime} passes. */
class SharedPaceTest {

    private static final Instant BEGIN = Instant.parse("2026-03-10T08:00:00.123456Z");
    private static final long SECOND = 1_000_000_000;
    private static final int A_SECOND = 20;
    private static final int THREADS = 8;

    private final VirtualTime time = new VirtualTime();
    private final List<Long> sent = new ArrayList<>();
    private Database database;
    private RequestBudgets budgets;
    private Duration serverAhead = Duration.ZERO;
    private final SetServerClock server = new SetServerClock(TestDatabase.POSTGRESQL,
            () -> BEGIN.plus(serverAhead).plusNanos(time.nanos()));

    @BeforeEach
    void open() {
        database = Database.open(TestDatabase.POSTGRESQL.migrated(), 4);
        budgets = new RequestBudgets(new JdbcTemplate(WatchedJdbc.of(database.dataSource(), server)));
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** A process with threads that send requests, one after another. */
    private final class Process {

        private final RateLimiter pace;
        private final Duration latency;
        private long frozenUntil;
        private boolean isDead;
        private int requests;

        /** @param clock how far ahead of another process's its own is */
        private Process(int perSecond, Duration clock, Duration latency) {
            this.latency = latency;
            pace = new RateLimiter(perSecond, budgets.of("north"), Runnable::run, () -> time.nanos() + clock.toNanos(),
                    this::sleep);
            pace.share();
        }

        private Process beginningAt(int second) {
            for (int i = 0; i < THREADS; i++) {
                time.begin(Duration.ofSeconds(second), this::work);
            }
            return this;
        }

        private void work() throws Exception {
            while (!isDead) {
                pace.await();
                if (!isDead) {
                    sent.add(time.nanos());
                    requests++;
                }
                sleep(latency.toNanos());
            }
        }

        /** A process that stands still wakes up when it goes on. */
        private void sleep(long nanos) throws InterruptedException {
            time.sleep(nanos);
            while (frozenUntil > time.nanos()) {
                time.sleep(frozenUntil - time.nanos());
            }
        }
    }

    private Process process() {
        return new Process(A_SECOND, Duration.ZERO, Duration.ofMillis(50));
    }

    private void keepsThePaceInEachTenSeconds() {
        for (int first = 0; first < sent.size(); first++) {
            long end = sent.get(first) + 10 * SECOND;
            long within = sent.stream().filter(at -> at < end).count() - first;
            assertThat(within).as("from %d ns", sent.get(first)).isLessThanOrEqualTo(10 * A_SECOND * 105 / 100);
        }
    }

    private long between(int fromSecond, int toSecond) {
        return sent.stream().filter(at -> at >= fromSecond * SECOND && at < toSecond * SECOND).count();
    }

    @Test
    void isThatOfOneHoweverManyJoinLeaveDieOrStandStill() throws Exception {
        process().beginningAt(0);
        Process dies = process().beginningAt(5);
        Process freezes = process().beginningAt(10);
        process().beginningAt(15);
        time.begin(Duration.ofSeconds(20), () -> dies.isDead = true);
        time.begin(Duration.ofMillis(25_120), () -> freezes.frozenUntil = 42 * SECOND);
        time.run(Duration.ofSeconds(60));

        keepsThePaceInEachTenSeconds();
        for (int second = 0; second < 60; second += 10) {
            assertThat(between(second, second + 10)).as("from second %d", second)
                    // Nobody sends what was granted to the one that died and to the one that stood still.
                    .isGreaterThanOrEqualTo(10 * A_SECOND * (second == 20 ? 80 : 95) / 100);
        }
        assertThat(server.statements()).isLessThan(60 * 10);
    }

    @Test
    void isDividedAmongThem() throws Exception {
        List<Process> processes = List.of(process().beginningAt(0), process().beginningAt(0),
                process().beginningAt(0));
        time.run(Duration.ofSeconds(60));
        assertThat(processes).allSatisfy(process -> assertThat(process.requests).isBetween(300, 500));
    }

    /** Waiting is by what the database says, from the moment it says so. */
    @Test
    void goesByTheDatabasesClockWhateverTheirOwnShow() throws Exception {
        serverAhead = Duration.ofHours(-3);
        new Process(A_SECOND, Duration.ofMinutes(1), Duration.ofMillis(50)).beginningAt(0);
        new Process(A_SECOND, Duration.ofMinutes(-1), Duration.ofMillis(50)).beginningAt(0);
        time.run(Duration.ofSeconds(30));
        keepsThePaceInEachTenSeconds();
        assertThat(sent).hasSizeGreaterThan(30 * A_SECOND * 95 / 100);
    }

    @Test
    void leavesToOthersWhatOneCannotUse() throws Exception {
        Process slow = new Process(A_SECOND, Duration.ZERO, Duration.ofSeconds(4)).beginningAt(0);
        Process quick = process().beginningAt(0);
        time.run(Duration.ofSeconds(60));
        keepsThePaceInEachTenSeconds();
        assertThat(slow.requests).isBetween(60, 130);
        assertThat(slow.requests + quick.requests).isGreaterThan(60 * A_SECOND * 90 / 100);
    }

    @Test
    void givesWayTogetherWhenTheServiceComplainsToOne() throws Exception {
        Process one = process().beginningAt(0);
        process().beginningAt(0);
        time.begin(Duration.ofSeconds(20), () -> one.pace.throttled(Duration.ofSeconds(7)));
        time.run(Duration.ofSeconds(60));

        // What was granted before is spent by then: nobody looks again for each request.
        assertThat(between(21, 27)).isZero();
        // Then at half the pace, for all together.
        assertThat(between(27, 29)).isBetween((long) A_SECOND * 9 / 10, (long) A_SECOND * 12 / 10);
        assertThat(between(50, 60)).isGreaterThanOrEqualTo(10 * A_SECOND * 95 / 100);
        keepsThePaceInEachTenSeconds();
    }

    @Test
    void holdsForAllWithoutALimitToo() throws Exception {
        Process one = new Process(0, Duration.ZERO, Duration.ofMillis(200)).beginningAt(0);
        new Process(0, Duration.ZERO, Duration.ofMillis(200)).beginningAt(0);
        time.begin(Duration.ofSeconds(20), () -> one.pace.throttled(Duration.ofSeconds(7)));
        time.run(Duration.ofSeconds(60));
        // 8 threads, 5 times a second, twice.
        assertThat(between(10, 20)).isEqualTo(800);
        assertThat(between(22, 27)).isZero();
        assertThat(between(27, 29)).isBetween(60L, 100L);
        assertThat(between(50, 60)).isEqualTo(800);
        assertThat(server.statements()).isLessThan(60 * 2 + 20);
    }

    @Test
    void goesOnWhenTheDatabasesClockIsSetBack() throws Exception {
        process().beginningAt(0);
        time.begin(Duration.ofSeconds(10), () -> serverAhead = Duration.ofHours(-2));
        time.run(Duration.ofSeconds(30));
        keepsThePaceInEachTenSeconds();
        assertThat(between(20, 30)).isGreaterThanOrEqualTo(10 * A_SECOND * 95 / 100);
    }
}
