package io.github.dcssync.command;

import io.github.dcssync.schedule.Ticks;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.thread.RepeatingTimer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether the account has other projects by now: shortly before each full sync, which then reads them, and before
 * each sync as long as a source has none because IAM has not answered.
 */
final class ProjectWatch implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(2);
    /** So long before the sync the program is still to begin anew with other sources. */
    private static final Duration LEAD = Duration.ofSeconds(20);

    private final SyncSession session;
    private final Runnable changed;
    private final Clock clock;
    private final Ticks ticks;
    private final RepeatingTimer timer = new RepeatingTimer("projects");
    private @Nullable Instant due;

    /**
     * @param session whose sources may be others by now
     * @param changed hears that they are; nothing is looked for any more
     */
    ProjectWatch(SyncSession session, Clock clock, Runnable changed) {
        this.session = session;
        this.changed = changed;
        this.clock = clock;
        Settings.Schedule schedule = session.settings().schedule();
        this.ticks = new Ticks(session.settings().isOpen() ? schedule.syncCron() : schedule.fullSyncCron(),
                schedule.timeZone());
        this.due = ticks.next(clock.instant());
    }

    /** Looks from now on when it is time. */
    void start() {
        timer.repeat(PAUSE, PAUSE, "Projects that are new are not read, and those that are gone are", this::look);
    }

    void look() {
        Instant now = clock.instant();
        if (due == null || now.isBefore(due.minus(LEAD))) {
            return;
        }
        due = ticks.next(now.isBefore(due) ? due : now);
        if (session.hasOtherProjects()) {
            timer.close();
            changed.run();
        }
    }

    @Override
    public void close() {
        timer.close();
    }
}
