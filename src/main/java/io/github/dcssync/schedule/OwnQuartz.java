package io.github.dcssync.schedule;

import org.apache.camel.component.quartz.QuartzComponent;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.matchers.GroupMatcher;

/**
 * Camel's Quartz, which finds no job without its own trigger: it would take that for one that another process is just
 * adding, and not start. One is left where a process died in a sync of a source that was cut otherwise before another
 * began that sync again.
 */
final class OwnQuartz extends QuartzComponent {

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        Scheduler scheduler = getScheduler();
        for (JobKey job : scheduler.getJobKeys(GroupMatcher.anyJobGroup())) {
            if (isOnlyToBeRecovered(scheduler, job)) {
                scheduler.deleteJob(job);
            }
        }
    }

    private static boolean isOnlyToBeRecovered(Scheduler scheduler, JobKey job) throws SchedulerException {
        return scheduler.getTriggersOfJob(job).stream()
                .allMatch(trigger -> trigger.getKey().getGroup().equals(Scheduler.DEFAULT_RECOVERY_GROUP));
    }
}
