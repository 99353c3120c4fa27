package io.github.dcssync.schedule;

import io.github.dcssync.database.DatabaseFaults;
import io.github.dcssync.thread.RepeatingTimer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes up, once, what was due and did not take place, or not to its end: while no process ran, while the machine slept,
 * at a time of day that summer time left out, or because the process that had begun it ended. Quartz lets all of that go by.
 */
public final class MissedTicks implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(5);
    /** One that is lost again, or that the database does not let be noted, is not tried time and again. */
    private static final int MOST_ATTEMPTS = 3;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMinutes(5);
    private static final Logger LOG = LoggerFactory.getLogger(MissedTicks.class);

    private final Supplier<Set<String>> sources;
    private final Successors successors;
    private final DueTicks ticks;
    private final Predicate<String> isBusy;
    private final Clock clock;
    private final Duration lateAtStart;
    private boolean isBegun;
    /** Of which account is kept. */
    private Set<String> begun = Set.of();
    /** One at most of each job; the next tick takes the place of the one before. */
    private final Map<JobKey, TickAttempts> asked = new HashMap<>();
    private final RepeatingTimer timer = new RepeatingTimer("missed-ticks");

    /**
     * @param sources    the name of each source or shard as of now
     * @param successors knows what names they had before
     * @param isBusy     whether a sync of a source or shard goes on, in whichever process: what it serves is not known yet
     * @param shared     whether the scheduler's triggers outlive the process
     * @param clock      Quartz's
     */
    public MissedTicks(Supplier<Set<String>> sources, Successors successors, DueTicks ticks, Predicate<String> isBusy,
            boolean shared, Clock clock) {
        this.sources = sources;
        this.successors = successors;
        this.ticks = ticks;
        this.isBusy = isBusy;
        this.clock = clock;
        this.lateAtStart = shared ? DueTicks.LATE : Duration.ZERO;
    }

    /**
     * Looks at once, and from now on every few seconds.
     *
     * @param scheduler has a job for each source and kind
     */
    public void start(Scheduler scheduler) {
        timer.repeat(Duration.ZERO, PAUSE, "Syncs that were missed are not made up", () -> look(scheduler));
    }

    void look(Scheduler scheduler) throws SchedulerException {
        Instant now = clock.instant();
        try {
            Set<String> current = Set.copyOf(sources.get());
            if (!begun.containsAll(current)) {
                ticks.begin(current, successors, now);
            }
            begun = current;
            for (Tick missed : ticks.missed(now.minus(isBegun ? DueTicks.LATE : lateAtStart))) {
                makeUp(scheduler, missed);
            }
            isBegun = true;
        } catch (RuntimeException | SchedulerException e) {
            if (!DatabaseFaults.mayReturn(e) && !DatabaseFaults.isDuplicate(e) && !scheduler.isShutdown()) {
                throw e;
            }
            // The database is away, another process begins, too, or the scheduler ends: the next look tries again.
            LOG.debug("It is not known yet what was missed", e);
        }
    }

    /** How often a job was asked for to make up one tick, and when last. */
    private record TickAttempts(Instant tick, int made, Instant last) {

        static TickAttempts none(Instant tick) {
            return new TickAttempts(tick, 0, Instant.MIN);
        }

        boolean isAnother(Instant now) {
            return made < MOST_ATTEMPTS && !last.isAfter(now.minus(BETWEEN_ATTEMPTS));
        }

        TickAttempts another(Instant now) {
            return new TickAttempts(tick, made + 1, now);
        }
    }

    private void makeUp(Scheduler scheduler, Tick missed) throws SchedulerException {
        JobKey job = new JobKey(missed.source(), missed.kind());
        TickAttempts before =
                Optional.ofNullable(asked.get(job)).filter(attempts -> attempts.tick().equals(missed.at()))
                        .orElse(TickAttempts.none(missed.at()));
        Instant now = clock.instant();
        if (begun.contains(missed.source()) && before.isAnother(now) && !isBusy.test(missed.source())
                && (before.made() == 0 || !isStillAsked(scheduler, job))) {
            scheduler.triggerJob(job);
            asked.put(job, before.another(now));
        }
    }

    private static boolean isStillAsked(Scheduler scheduler, JobKey job) throws SchedulerException {
        return scheduler.getTriggersOfJob(job).stream()
                .anyMatch(trigger -> trigger.getKey().getGroup().equals(Scheduler.DEFAULT_GROUP));
    }

    @Override
    public void close() {
        timer.close();
    }
}
