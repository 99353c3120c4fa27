package io.github.dcssync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.database.Dialect;
import io.github.dcssync.simulator.MovingClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.impl.StdSchedulerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A night with summer time in Berlin, and a full sync at 02:07 of each day. */
class MissedTicksTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-03-28T23:00:00Z");
    private static final Instant LEFT_OUT = Instant.parse("2026-03-29T01:07:00Z");
    private static final JobKey SYNC = new JobKey("default", "sync");
    private static final JobKey FULL_SYNC = new JobKey("default", "full-sync");

    private final MovingClock clock = new MovingClock(MIDNIGHT.toString());
    private Scheduler scheduler;
    private TickLog log;
    private MissedTicks unit;

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
        for (JobKey key : List.of(SYNC, FULL_SYNC)) {
            scheduler.addJob(JobBuilder.newJob(Nothing.class).withIdentity(key).storeDurably().build(), true);
        }
        JdbcTemplate jdbc = new JdbcTemplate(new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID()
                + ";DB_CLOSE_DELAY=-1", "sa", ""));
        jdbc.execute("create table schedule_tick (source varchar, kind varchar, ticked_at timestamp(6) with time zone,"
                + " primary key (source, kind))");
        log = new TickLog(jdbc, Dialect.H2);
        unit = process(false);
        unit.look(scheduler);
    }

    private MissedTicks process(boolean shared) {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Map<String, Ticks> kinds = new LinkedHashMap<>();
        kinds.put("full-sync", new Ticks("0 7 2 * * ?", berlin));
        kinds.put("sync", new Ticks("0 0/15 * * * ?", berlin));
        return new MissedTicks(List.of("default"), kinds, log, shared, clock);
    }

    @AfterEach
    void end() throws Exception {
        unit.close();
        scheduler.shutdown();
    }

    @Test
    void makesUpNothingInAProcessThatHasNeverRunBefore() throws Exception {
        assertThat(madeUp(SYNC)).isZero();
        assertThat(madeUp(FULL_SYNC)).isZero();
    }

    @Test
    void makesUpWhatSummerTimeLeavesOutOnceItsMomentHasCome() throws Exception {
        runUntil(LEFT_OUT.plusSeconds(50));
        assertThat(madeUp(FULL_SYNC)).isZero();

        runUntil(LEFT_OUT.plusSeconds(3600));

        assertThat(madeUp(FULL_SYNC)).isOne();
        assertThat(madeUp(SYNC)).isZero();
    }

    @Test
    void makesUpTheFullSyncAloneWhereTheMachineSleptThroughBoth() throws Exception {
        clock.advance(Duration.ofHours(8));
        unit.look(scheduler);
        clock.advance(Duration.ofSeconds(5));
        unit.look(scheduler);

        assertThat(madeUp(FULL_SYNC)).isOne();
        assertThat(madeUp(SYNC)).isZero();
        assertThat(log.last("default", "sync")).hasValue(MIDNIGHT.plus(Duration.ofHours(8)));
    }

    @Test
    void leavesToTheNextStartWhatASchedulerThatEndsDoesNotTake() throws Exception {
        clock.advance(Duration.ofHours(8));
        scheduler.shutdown();

        unit.look(scheduler);

        assertThat(log.last("default", "full-sync")).hasValue(MIDNIGHT);
        assertThat(log.last("default", "sync")).hasValue(MIDNIGHT);
    }

    @Test
    void makesUpInAutumnWhatQuartzLetsGoByInTheFirstOfTwoEqualHours() throws Exception {
        clock.advance(Duration.between(clock.instant(), Instant.parse("2026-10-24T23:45:00Z")));
        log.note("default", "sync", clock.instant());
        log.note("default", "full-sync", clock.instant());
        MissedTicks process = process(false);

        for (Instant again = Instant.parse("2026-10-25T01:00:00Z"); !clock.instant().isAfter(again);) {
            process.look(scheduler);
            clock.advance(Duration.ofSeconds(5));
        }

        assertThat(madeUp(SYNC)).isEqualTo(4);
        assertThat(madeUp(FULL_SYNC)).isZero();
    }

    @Test
    void leavesToQuartzWhatIsLateByLessThanAMinute() throws Exception {
        clock.advance(Duration.ofSeconds(15 * 60 + 59));

        unit.look(scheduler);

        assertThat(madeUp(SYNC)).isZero();
    }

    @Test
    void makesUpAtStartWhatWasMissedAMomentAgoUnlessTheSchedulerRemembers() throws Exception {
        clock.advance(Duration.ofSeconds(15 * 60 + 1));

        process(true).look(scheduler);
        assertThat(madeUp(SYNC)).isZero();
        process(false).look(scheduler);
        assertThat(madeUp(SYNC)).isOne();
        assertThat(madeUp(FULL_SYNC)).isZero();
    }

    @Test
    void makesUpATickInOneOfTwoProcesses() throws Exception {
        clock.advance(Duration.ofMinutes(20));

        process(true).look(scheduler);
        process(true).look(scheduler);

        assertThat(madeUp(SYNC)).isOne();
        assertThat(log.claim("default", "sync", MIDNIGHT.plus(Duration.ofMinutes(15)), clock.instant())).isFalse();
    }

    /** Looks every five seconds, and ticks as Quartz does. */
    private void runUntil(Instant end) {
        for (int i = 0; clock.instant().isBefore(end); i++) {
            clock.advance(Duration.ofSeconds(5));
            if (i % 12 == 0) {
                unit.begun("default", "sync");
            }
            unit.look(scheduler);
        }
    }

    private int madeUp(JobKey key) throws Exception {
        return scheduler.getTriggersOfJob(key).size();
    }
}
