package io.github.dcssync.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.apache.camel.component.quartz.SchedulerInitTask;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;

/**
 * Brings stored triggers in line with the settings before the scheduler starts: those of sources and shards that are
 * no more are removed, and all have the settings' time zone. Camel itself only compares the cron expressions.
 */
final class CurrentTriggers implements SchedulerInitTask {

    private final CamelContext context;
    private final TimeZone timeZone;

    CurrentTriggers(CamelContext context, ZoneId timeZone) {
        this.context = context;
        this.timeZone = TimeZone.getTimeZone(timeZone);
    }

    @Override
    public void initializeTask(Scheduler scheduler) throws SchedulerException {
        Set<TriggerKey> current = context.getRoutes().stream().map(Route::getEndpoint)
                .filter(QuartzEndpoint.class::isInstance).map(QuartzEndpoint.class::cast)
                .map(QuartzEndpoint::getTriggerKey).collect(Collectors.toSet());
        for (TriggerKey key : scheduler.getTriggerKeys(GroupMatcher.anyTriggerGroup())) {
            if (current.contains(key)) {
                moveToZone(scheduler, key);
            } else if (!isOfRecovery(scheduler, key, current)) {
                scheduler.unscheduleJob(key);
            }
        }
    }

    /** Whether it is to begin again what a process that died had begun, and a source or shard of today. */
    private static boolean isOfRecovery(Scheduler scheduler, TriggerKey key, Set<TriggerKey> current)
            throws SchedulerException {
        if (!Scheduler.DEFAULT_RECOVERY_GROUP.equals(key.getGroup())) {
            return false;
        }
        Trigger trigger = scheduler.getTrigger(key);
        // Camel calls a job as it calls its trigger.
        return trigger != null && current.contains(new TriggerKey(trigger.getJobKey().getName(),
                trigger.getJobKey().getGroup()));
    }

    private void moveToZone(Scheduler scheduler, TriggerKey key) throws SchedulerException {
        // Another process may have removed it in between.
        if (!(scheduler.getTrigger(key) instanceof CronTrigger trigger)) {
            return;
        }
        if (ClockWatch.isTooLate(trigger, Instant.now())) {
            // Stored before the clock was set back.
            scheduler.rescheduleJob(key, ClockWatch.anew(trigger, Instant.now()));
        }
        if (!trigger.getTimeZone().equals(timeZone)) {
            scheduler.rescheduleJob(key, trigger.getTriggerBuilder().withSchedule(CronScheduleBuilder
                    .cronSchedule(trigger.getCronExpression()).inTimeZone(timeZone)
                    .withMisfireHandlingInstructionDoNothing()).build());
        }
    }
}
