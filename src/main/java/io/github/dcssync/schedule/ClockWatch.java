package io.github.dcssync.schedule;

import io.github.dcssync.database.DatabaseFaults;
import io.github.dcssync.thread.RepeatingTimer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the clock was set back, and plans the next syncs anew: Quartz has computed the time of each before, and
 * would wait until the clock has come there again.
 */
public final class ClockWatch implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);

    private final Scheduler scheduler;
    private final Clock clock;
    private Instant last;
    private final RepeatingTimer timer = new RepeatingTimer("clock-watch");

    /** @param scheduler has the triggers of the syncs */
    public ClockWatch(Scheduler scheduler, Clock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
        this.last = clock.instant();
    }

    /** Looks from now on every few seconds. */
    public void start() {
        timer.repeat(PAUSE, PAUSE, "After the clock is set back no sync begins until it has come there again",
                this::look);
    }

    void look() throws SchedulerException {
        Instant now = clock.instant();
        Duration back = Duration.between(now, last);
        if (back.isNegative() || back.isZero()) {
            last = now;
            return;
        }
        try {
            planAnew(scheduler, now);
            LOG.warn("The clock was set back by {} s or more; the next syncs are planned anew", back.toSeconds());
            last = now;
        } catch (SchedulerException e) {
            if (!DatabaseFaults.mayReturn(e)) {
                throw e;
            }
            // With a schedule in the database, which is away: the next look tries again.
            LOG.debug("The next syncs could not be planned anew", e);
        }
    }

    private static void planAnew(Scheduler scheduler, Instant now) throws SchedulerException {
        for (TriggerKey key : scheduler.getTriggerKeys(GroupMatcher.anyTriggerGroup())) {
            Trigger trigger = scheduler.getTrigger(key);
            if (trigger instanceof CronTrigger cron && isTooLate(cron, now)) {
                scheduler.rescheduleJob(key, anew(cron, now));
            }
        }
    }

    /** @return whether a trigger would let its next time, as the clock has it now, go by */
    static boolean isTooLate(CronTrigger trigger, Instant now) {
        Date next = trigger.getNextFireTime();
        Date due = schedule(trigger).build().getFireTimeAfter(Date.from(now));
        return next != null && due != null && due.before(next);
    }

    private static TriggerBuilder<CronTrigger> schedule(CronTrigger trigger) {
        return TriggerBuilder.newTrigger().startAt(new Date(0)).withSchedule(CronScheduleBuilder
                .cronSchedule(trigger.getCronExpression()).inTimeZone(trigger.getTimeZone())
                .withMisfireHandlingInstructionDoNothing());
    }

    /** @return the trigger with its times counted from now */
    static CronTrigger anew(CronTrigger trigger, Instant now) {
        return schedule(trigger).withIdentity(trigger.getKey()).forJob(trigger.getJobKey())
                .usingJobData(trigger.getJobDataMap()).withPriority(trigger.getPriority()).startAt(Date.from(now))
                .build();
    }

    @Override
    public void close() {
        timer.close();
    }
}
