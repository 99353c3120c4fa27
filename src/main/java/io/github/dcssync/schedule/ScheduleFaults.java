package io.github.dcssync.schedule;

import io.github.dcssync.database.DatabaseFaults;
import org.quartz.JobExecutionContext;
import org.quartz.JobPersistenceException;
import org.quartz.ListenerManager;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.listeners.SchedulerListenerSupport;
import org.quartz.listeners.TriggerListenerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once, until a trigger fires again, that the tables of the schedule cannot be used: without that no sync begins.
 * That the database is away is said where it is noticed first; what a sync itself throws is the sync's.
 */
final class ScheduleFaults extends SchedulerListenerSupport {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduleFaults.class);

    private boolean isSaid;

    /** Hears from now on what goes wrong, and what goes on. */
    void hear(ListenerManager scheduler) {
        scheduler.addSchedulerListener(this);
        scheduler.addTriggerListener(new TriggerListenerSupport() {
            @Override
            public String getName() {
                return "schedule-faults";
            }

            @Override
            public void triggerFired(Trigger trigger, JobExecutionContext context) {
                over();
            }
        });
    }

    @Override
    public synchronized void schedulerError(String message, SchedulerException error) {
        if (error instanceof JobPersistenceException && !isSaid && !DatabaseFaults.mayReturn(error)) {
            isSaid = true;
            LOG.warn("The schedule in the database cannot be used, and no sync begins by it until it can: {}",
                    String.valueOf(DatabaseFaults.rootMessage(error)).replaceAll("\\s+", " ").strip());
        }
    }

    private synchronized void over() {
        isSaid = false;
    }
}
