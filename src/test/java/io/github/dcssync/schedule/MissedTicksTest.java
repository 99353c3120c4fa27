package io.github.dcssync.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dcssync.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.impl.StdSchedulerFactory;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCreator;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** A night with summer time in Berlin, and a full sync at 02:07 of each day. */
class MissedTicksTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-03-28T23:00:00Z");
    private static final Instant LEFT_OUT = Instant.parse("2026-03-29T01:07:00Z");
    private static final JobKey SYNC = new JobKey("default", "sync");
    private static final JobKey FULL_SYNC = new JobKey("default", "full-sync");
    private static final String DAILY = "0 7 2 * * ?";

    private final TestClock clock = new TestClock(MIDNIGHT.toString());
    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    private final AtomicBoolean busy = new AtomicBoolean();
    private Scheduler scheduler;
    private RowCounter jdbc;
    private TickLog log;
    private MissedTicks unit;

    private static final class RowCounter extends JdbcTemplate {

        private int rows;

        RowCounter(DataSource dataSource) {
            super(dataSource);
        }

        @Override
        public <T> T query(PreparedStatementCreator statement, PreparedStatementSetter setter,
                ResultSetExtractor<T> extractor) {
            T read = super.query(statement, setter, extractor);
            rows += read instanceof List<?> list ? list.size() : 0;
            return read;
        }
    }

    /** Never run: the scheduler is not started. */
    public static final class Nothing implements Job {
        @Override
        public void execute(JobExecutionContext context) {
            throw new IllegalStateException();
        }
    }

    @BeforeEach
    void runSinceMidnight() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("org.quartz.scheduler.instanceName", "missed-ticks-test");
        properties.setProperty("org.quartz.threadPool.threadCount", "1");
        scheduler = new StdSchedulerFactory(properties).getScheduler();
        for (String source : List.of("default", "default.shard1", "default.shard2")) {
            for (String kind : List.of("sync", "full-sync")) {
                scheduler.addJob(JobBuilder.newJob(Nothing.class).withIdentity(source, kind).storeDurably().build(),
                        true);
            }
        }
        jdbc = new RowCounter(new DriverManagerDataSource(url, "sa", ""));
        jdbc.execute("create table schedule_tick (source varchar, kind varchar, ticked_at timestamp(6) with time zone,"
                + " due_at timestamp(6) with time zone, primary key (source, kind))");
        log = new TickLog(jdbc);
        unit = process(false);
        unit.look(scheduler);
    }

    @Test
    void readsWhatIsDueAloneHoweverManySourcesThereAre() throws Exception {
        for (int i = 0; i < 100; i++) {
            log.note(new TickLog.Entry("other" + i, "sync", MIDNIGHT, MIDNIGHT.plus(Duration.ofDays(1))));
        }
        clock.advance(Duration.ofHours(8));
        jdbc.rows = 0;
        unit.look(scheduler);
        assertThat(jdbc.rows).isEqualTo(2);

        jdbc.rows = 0;
        Tick tick = madeUp("full-sync");
        assertThat(tick.takeUp()).isTrue();
        assertThat(jdbc.rows).isEqualTo(1);
        tick.served();
        jdbc.rows = 0;
        unit.look(scheduler);
        assertThat(jdbc.rows).isZero();
    }

    private DueTicks ticks(String fullSyncCron) {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Map<String, Ticks> kinds = new LinkedHashMap<>();
        kinds.put("full-sync", new Ticks(fullSyncCron, berlin));
        kinds.put("sync", new Ticks("0 0/15 * * * ?", berlin));
        return new DueTicks(kinds, log,
                new TransactionTemplate(new DataSourceTransactionManager(jdbc.getDataSource())), clock);
    }

    /** Of another cut, so that nobody else has them. */
    private static Successors former(Map<String, Set<String>> names) {
        return new Successors() {
            @Override
            public Map<String, Set<String>> of(Set<String> noted) {
                return names;
            }

            @Override
            public boolean isLeft(String name) {
                return true;
            }
        };
    }

    private static Successors ofNone() {
        return former(Map.of());
    }

    private MissedTicks process(boolean shared) {
        return process(Set.of("default"), ofNone(), DAILY, shared);
    }

    private MissedTicks process(Set<String> sources, Successors successors, String fullSyncCron, boolean shared) {
        return new MissedTicks(() -> sources, successors, ticks(fullSyncCron), source -> busy.get(), shared, clock);
    }

    /** What Quartz makes of a job that was asked for. */
    private Tick madeUp(String kind) {
        return ticks(DAILY).fired("default", kind, Scheduler.DEFAULT_GROUP, Date.from(clock.instant()));
    }

    @AfterEach
    void end() throws Exception {
        unit.close();
        scheduler.shutdown();
    }

    @Test
    void makesUpNothingInAProcessThatHasNeverRunBefore() throws Exception {
        assertThat(asked(SYNC)).isZero();
        assertThat(asked(FULL_SYNC)).isZero();
    }

    @Test
    void makesUpWhatSummerTimeLeavesOutOnceItsMomentHasCome() throws Exception {
        runUntil(LEFT_OUT.plusSeconds(50));
        assertThat(asked(FULL_SYNC)).isZero();

        runUntil(LEFT_OUT.plusSeconds(3600));

        assertThat(asked(FULL_SYNC)).isOne();
        assertThat(asked(SYNC)).isZero();
    }

    @Test
    void makesUpTheFullSyncAloneWhereTheMachineSleptThroughBoth() throws Exception {
        clock.advance(Duration.ofHours(8));
        unit.look(scheduler);
        clock.advance(Duration.ofSeconds(5));
        unit.look(scheduler);
        assertThat(asked(FULL_SYNC)).isOne();
        assertThat(madeUp("full-sync").takeUp()).isTrue();

        madeUp("full-sync").served();

        clock.advance(Duration.ofSeconds(5));
        process(false).look(scheduler);
        assertThat(asked(FULL_SYNC)).isOne();
        assertThat(asked(SYNC)).isZero();
    }

    @Test
    void leavesToTheNextStartWhatASchedulerThatEndsDoesNotTake() throws Exception {
        clock.advance(Duration.ofHours(8));
        scheduler.shutdown();

        unit.look(scheduler);

        assertThat(ticks(DAILY).missed(clock.instant())).extracting(Tick::at).containsExactly(LEFT_OUT);
    }

    /** The timer says it once, and goes on. */
    @Test
    void keepsToItselfThatTheDatabaseIsAwayAndNothingElse() throws Exception {
        clock.advance(Duration.ofHours(8));
        MissedTicks away = new MissedTicks(() -> Set.of("default"), ofNone(), ticks(DAILY), source -> {
            throw new CannotCreateTransactionException("away");
        }, false, clock);
        away.look(scheduler);
        assertThat(asked(FULL_SYNC)).isZero();

        jdbc.execute("alter table schedule_tick rename to taken_away");

        assertThatExceptionOfType(BadSqlGrammarException.class).isThrownBy(() -> unit.look(scheduler));
    }

    @Test
    void makesUpAtTheNextStartWhatHadBegunAndDidNotComeToItsEnd() throws Exception {
        clock.advance(Duration.between(MIDNIGHT, LEFT_OUT));
        ticks(DAILY).fired("default", "sync", "sync", Date.from(clock.instant())).served();
        assertThat(ticks(DAILY).fired("default", "full-sync", "full-sync", Date.from(LEFT_OUT)).takeUp()).isTrue();
        clock.advance(Duration.ofSeconds(20));

        process(false).look(scheduler);

        assertThat(asked(FULL_SYNC)).isOne();
        assertThat(asked(SYNC)).isZero();
    }

    @Test
    void waitsForTheEndOfASyncThatGoesOnOrOfItsLease() throws Exception {
        clock.advance(Duration.ofHours(8));
        busy.set(true);
        MissedTicks process = process(false);
        process.look(scheduler);
        assertThat(asked(FULL_SYNC)).isZero();

        busy.set(false);
        process.look(scheduler);

        assertThat(asked(FULL_SYNC)).isOne();
    }

    /** The database may have gone away in the middle of it, and be back long before the next full sync. */
    @Test
    void asksAgainAFewTimesForASyncThatWasLostWhileItWasMadeUp() throws Exception {
        clock.advance(Duration.ofHours(8));
        int asked = 0;
        for (int i = 0; i < 60; i++) {
            unit.look(scheduler);
            if (asked(FULL_SYNC) > 0) {
                asked++;
                assertThat(i).isEqualTo(10 * (asked - 1));
                scheduler.unscheduleJob(scheduler.getTriggersOfJob(FULL_SYNC).get(0).getKey());
            }
            clock.advance(Duration.ofSeconds(30));
        }

        assertThat(asked).isEqualTo(3);
    }

    @Test
    void makesUpInAutumnWhatQuartzLetsGoByInTheFirstOfTwoEqualHours() throws Exception {
        clock.advance(Duration.between(clock.instant(), Instant.parse("2026-10-24T23:45:00Z")));
        madeUp("full-sync").served();
        MissedTicks process = process(false);

        int asked = 0;
        for (Instant again = Instant.parse("2026-10-25T01:00:00Z"); !clock.instant().isAfter(again);) {
            process.look(scheduler);
            if (asked(SYNC) > asked) {
                madeUp("sync").served();
                asked = asked(SYNC);
            }
            clock.advance(Duration.ofSeconds(5));
        }

        assertThat(asked).isEqualTo(4);
        assertThat(asked(FULL_SYNC)).isZero();
    }

    @Test
    void leavesToQuartzWhatIsLateByLessThanAMinute() throws Exception {
        clock.advance(Duration.ofSeconds(15 * 60 + 59));

        unit.look(scheduler);

        assertThat(asked(SYNC)).isZero();
    }

    @Test
    void makesUpAtStartWhatWasMissedAMomentAgoUnlessTheSchedulerRemembers() throws Exception {
        clock.advance(Duration.ofSeconds(15 * 60 + 1));

        process(true).look(scheduler);
        assertThat(asked(SYNC)).isZero();
        process(false).look(scheduler);
        assertThat(asked(SYNC)).isOne();
        assertThat(asked(FULL_SYNC)).isZero();
    }

    /** Whoever has its turn later sees what the other has done. */
    @ParameterizedTest
    @ValueSource(strings = {"sync", "full-sync"})
    void makesUpATickInOneOfTwoProcesses(String kind) {
        clock.advance(Duration.ofHours(8));
        Tick one = madeUp(kind);
        Tick other = madeUp(kind);
        assertThat(one.takeUp()).isTrue();
        clock.advance(Duration.ofMinutes(1));

        one.served();

        assertThat(other.takeUp()).isFalse();
    }

    @Test
    void skipsTheSyncsThatCameWhileOneWentOnAndKeepsTheFullSync() {
        ticks("0 0 * * * ?").fired("default", "full-sync", "full-sync", Date.from(MIDNIGHT)).served();
        Tick sync = ticks(DAILY).fired("default", "sync", "sync", Date.from(MIDNIGHT));
        clock.advance(Duration.ofMinutes(70));

        sync.served();

        assertThat(ticks(DAILY).missed(clock.instant())).extracting(Tick::kind, Tick::at)
                .containsExactly(tuple("full-sync", MIDNIGHT.plus(Duration.ofHours(1))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sync", "full-sync"})
    void keepsTheTickThatCameJustBeforeTheEndOfASyncAndThatQuartzStillBegins(String kind) {
        madeUp("full-sync").served();
        Tick before = ticks(DAILY).fired("default", kind, kind, Date.from(MIDNIGHT));
        clock.advance(Duration.ofMinutes(15).plusSeconds(30));
        before.served();
        assertThat(ticks(DAILY).missed(clock.instant())).extracting(Tick::kind, Tick::at)
                .containsExactly(tuple("sync", MIDNIGHT.plus(Duration.ofMinutes(15))));

        ticks(DAILY).fired("default", "sync", "sync", Date.from(MIDNIGHT.plus(Duration.ofMinutes(15)))).skipped();
        ticks(DAILY).fired("default", "full-sync", "full-sync", Date.from(MIDNIGHT)).served();

        assertThat(ticks(DAILY).missed(clock.instant())).isEmpty();
    }

    @Test
    void losesNothingToATickThatFindsItsSourceBusyWithADeadOne() {
        clock.advance(Duration.ofMinutes(15));
        Tick first = ticks(DAILY).fired("default", "sync", "sync", Date.from(clock.instant()));
        clock.advance(Duration.ofMinutes(15));

        Tick second = ticks(DAILY).fired("default", "sync", "sync", Date.from(clock.instant()));

        second.skipped();
        assertThat(ticks(DAILY).missed(clock.instant())).extracting(Tick::at).containsExactly(first.at());

        first.served();
        second.skipped();
        assertThat(ticks(DAILY).missed(clock.instant())).isEmpty();
    }

    @Test
    void takesNoTickForMissedThatWasNeverDueUnderTheScheduleOfItsTime() throws Exception {
        clock.advance(Duration.ofMinutes(10));
        MissedTicks changed = process(Set.of("default"), ofNone(), "0 5 0 * * ?", false);
        changed.look(scheduler);
        assertThat(asked(FULL_SYNC)).isZero();

        clock.advance(Duration.ofDays(1));
        changed.look(scheduler);

        assertThat(asked(FULL_SYNC)).isOne();
    }

    @Test
    void losesNoTickToAScheduleThatIsChangedMeanwhile() throws Exception {
        clock.advance(Duration.ofHours(8));

        process(Set.of("default"), ofNone(), "0 0 0 1 1 ? 2099", false).look(scheduler);

        assertThat(asked(FULL_SYNC)).isOne();
    }

    @Test
    void losesNoTickToAnotherNumberOfShards() throws Exception {
        clock.advance(Duration.ofHours(8));
        MissedTicks cut = process(Set.of("default.shard1", "default.shard2"), former(Map.of("default.shard1",
                Set.of("default"), "default.shard2", Set.of("default"))), DAILY, false);

        cut.look(scheduler);

        assertThat(asked(new JobKey("default.shard1", "full-sync"))).isOne();
        assertThat(asked(new JobKey("default.shard2", "full-sync"))).isOne();
        assertThat(log.entries()).extracting(TickLog.Entry::source).containsOnly("default.shard1", "default.shard2");
    }

    /** Who looks again finds part of it noted, and does not know any more whose names these were. */
    @Test
    void takesOverNothingWhereItCannotTakeOverAll() throws Exception {
        clock.advance(Duration.ofHours(8));
        List<TickLog.Entry> before = log.entries();
        jdbc.execute(
                "alter table schedule_tick add constraint in_between check (source = 'default' or kind <> 'sync')");
        MissedTicks cut = process(Set.of("default.shard1"), former(Map.of("default.shard1", Set.of("default"))), DAILY,
                false);

        assertThatException().isThrownBy(() -> cut.look(scheduler));

        assertThat(log.entries()).containsExactlyInAnyOrderElementsOf(before);
        jdbc.execute("alter table schedule_tick drop constraint in_between");
        cut.look(scheduler);
        assertThat(asked(new JobKey("default.shard1", "full-sync"))).isOne();
    }

    @Test
    void looksAgainWhereAnotherProcessHasBegunInBetween() throws Exception {
        clock.advance(Duration.ofHours(8));
        TickLog other = new TickLog(new JdbcTemplate(new DriverManagerDataSource(url, "sa", "")));
        AtomicBoolean begun = new AtomicBoolean();
        MissedTicks process = process(Set.of("default.shard1"), new Successors() {
            @Override
            public Map<String, Set<String>> of(Set<String> noted) {
                if (!begun.getAndSet(true)) {
                    other.begin(new TickLog.Entry("default.shard1", "full-sync", MIDNIGHT, LEFT_OUT));
                }
                return Map.of();
            }

            @Override
            public boolean isLeft(String name) {
                return false;
            }
        }, DAILY, false);
        process.look(scheduler);
        assertThat(asked(new JobKey("default.shard1", "full-sync"))).isZero();

        process.look(scheduler);

        assertThat(asked(new JobKey("default.shard1", "full-sync"))).isOne();
        assertThat(log.find("default.shard1", "sync")).isPresent();
    }

    /** The instances of the third are now those of the others. */
    @Test
    void losesNoTickOfOneShardAmongOthersThatWereServed() throws Exception {
        log.forget("default"::equals);
        clock.advance(Duration.ofHours(8));
        for (String shard : List.of("default.shard1", "default.shard2")) {
            ticks(DAILY).fired(shard, "full-sync", "full-sync", Date.from(LEFT_OUT)).served();
        }
        log.note(new TickLog.Entry("default.shard3", "full-sync", MIDNIGHT, LEFT_OUT));

        process(Set.of("default.shard1", "default.shard2"), former(Map.of("default.shard1", Set.of("default.shard3"),
                "default.shard2", Set.of("default.shard3"))), DAILY, false).look(scheduler);

        assertThat(asked(new JobKey("default.shard1", "full-sync"))).isOne();
        assertThat(asked(new JobKey("default.shard2", "full-sync"))).isOne();
        assertThat(asked(new JobKey("default.shard1", "sync"))).isZero();
    }

    @Test
    void makesUpWhatAnOlderVersionHasNotedAsBegun() throws Exception {
        jdbc.update("update schedule_tick set due_at = null");
        clock.advance(Duration.ofHours(8));

        process(false).look(scheduler);

        assertThat(asked(FULL_SYNC)).isOne();
    }

    /** Looks every five seconds, and ticks as Quartz does. */
    private void runUntil(Instant end) throws Exception {
        for (int i = 0; clock.instant().isBefore(end); i++) {
            clock.advance(Duration.ofSeconds(5));
            if (i % 12 == 0) {
                ticks(DAILY).fired("default", "sync", "sync", Date.from(clock.instant())).served();
            }
            unit.look(scheduler);
        }
    }

    private int asked(JobKey key) throws Exception {
        return scheduler.getTriggersOfJob(key).size();
    }
}
