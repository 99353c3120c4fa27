package io.github.dcssync.command;

import io.github.dcssync.database.DatabaseFaults;
import io.github.dcssync.schedule.Ticks;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.thread.RepeatingTimer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the standing process follow its account: shortly before each full sync, which then reads projects that are new, and
 * before each sync as long as a source has none because IAM has not answered. A database that is away changes nothing; it
 * is looked again soon.
 */
final class ProjectWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** So long before the sync IAM is to have answered, and what is no more to have ended. */
    private static final Duration LEAD = Duration.ofSeconds(20);
    /** Between two looks while the database is away, twice as long each time. */
    private static final Duration SHORTEST_RETRY = Duration.ofSeconds(10);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);

    private final SyncSession session;
    private final Clock clock;
    private final RepeatingTimer timer = new RepeatingTimer("projects");
    private Duration retry = SHORTEST_RETRY;
    /** The sync before which is looked next; null when there is none any more. */
    private @Nullable Instant due;
    private Instant earliest = Instant.MIN;

    /** @param session whose sources follow the account */
    ProjectWatch(SyncSession session, Clock clock) {
        this.session = session;
        this.clock = clock;
        this.due = nextSync(clock.instant());
    }

    private @Nullable Instant nextSync(Instant after) {
        Settings.Schedule schedule = session.settings().schedule();
        return new Ticks(session.settings().isOpen() ? schedule.syncCron() : schedule.fullSyncCron(),
                schedule.timeZone()).next(after);
    }

    /** Looks from now on when it is time. */
    void start() {
        timer.repeat(PAUSE, PAUSE, "Projects that are new are not read, and those that are gone are", this::look);
    }

    void look() throws Exception {
        Instant now = clock.instant();
        if (due == null || now.isBefore(due.minus(LEAD)) || now.isBefore(earliest)) {
            return;
        }
        try {
            session.followAccount();
            if (retry != SHORTEST_RETRY) {
                LOG.info("The database answers again, and the sources are those of the account");
            }
        } catch (RuntimeException | SchedulerException e) {
            if (DatabaseFaults.mayReturn(e)) {
                lookAgainSoon(now, e);
                return;
            }
            // The same is found until somebody mends it.
            due = nextSync(now.isBefore(due) ? due : now);
            throw e;
        }
        retry = SHORTEST_RETRY;
        due = nextSync(now.isBefore(due) ? due : now);
    }

    private void lookAgainSoon(Instant now, Exception e) {
        if (retry == SHORTEST_RETRY) {
            LOG.warn(
                    "Whether the account has other projects is not known while the database is away; the syncs go on with"
                            + " those that there were: {}",
                    DatabaseFaults.rootMessage(e).replaceAll("\\s+", " "));
        }
        earliest = now.plus(retry);
        retry = retry.multipliedBy(2).compareTo(LONGEST_RETRY) < 0 ? retry.multipliedBy(2) : LONGEST_RETRY;
    }

    @Override
    public void close() {
        timer.close();
    }
}
