package io.github.dcssync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.CronScheduleBuilder;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.StdSchedulerFactory;

class ClockWatchTest {

    private static final TriggerKey KEY = TriggerKey.triggerKey("default", "sync");

    private final TestClock clock = new TestClock(Instant.now().toString());
    private Scheduler scheduler;

    /** Never run: the scheduler is not started. */
    public static final class Nothing implements Job {
        @Override
        public void execute(JobExecutionContext context) {
            throw new IllegalStateException();
        }
    }

    @BeforeEach
    void everyQuarterOfAnHour() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("org.quartz.scheduler.instanceName", "clock-watch-test");
        properties.setProperty("org.quartz.threadPool.threadCount", "1");
        scheduler = new StdSchedulerFactory(properties).getScheduler();
        scheduler.scheduleJob(JobBuilder.newJob(Nothing.class).withIdentity("default").build(),
                TriggerBuilder.newTrigger().withIdentity(KEY).usingJobData("kept", "yes")
                        .withSchedule(CronScheduleBuilder.cronSchedule("0 0/15 * * * ?")).build());
    }

    @AfterEach
    void end() throws Exception {
        scheduler.shutdown();
    }

    @Test
    void plansTheNextSyncAnewWhenTheClockWasSetBackByADay() throws Exception {
        try (ClockWatch unit = new ClockWatch(scheduler, clock)) {
            clock.advance(Duration.ofDays(-1));

            unit.look();

            assertThat(scheduler.getTrigger(KEY).getNextFireTime())
                    .isAfterOrEqualTo(Date.from(clock.instant().truncatedTo(ChronoUnit.SECONDS)))
                    .isBeforeOrEqualTo(Date.from(clock.instant().plus(Duration.ofMinutes(15))));
            assertThat(scheduler.getTrigger(KEY).getJobDataMap()).containsEntry("kept", "yes");
        }
    }

    @Test
    void leavesTheScheduleAloneWhileTimePasses() throws Exception {
        Date next = scheduler.getTrigger(KEY).getNextFireTime();
        Date start = scheduler.getTrigger(KEY).getStartTime();
        try (ClockWatch unit = new ClockWatch(scheduler, clock)) {
            unit.look();
            clock.advance(Duration.ofSeconds(1));
            unit.look();

            assertThat(scheduler.getTrigger(KEY).getNextFireTime()).isEqualTo(next);
            assertThat(scheduler.getTrigger(KEY).getStartTime()).isEqualTo(start);
        }
    }
}
