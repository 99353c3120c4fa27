package io.github.dcssync.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Makes up, once, what the schedule should have begun and did not: while no process ran, while the machine slept, or at
 * a time of day that summer time left out. Quartz lets all of that go by.
 */
public final class MissedTicks implements AutoCloseable {

    private static final int SECONDS = 5;
    /** Quartz itself still begins what is no later than that. */
    private static final Duration LATE = Duration.ofSeconds(60);
    private static final Logger LOG = LoggerFactory.getLogger(MissedTicks.class);

    private final Collection<String> sources;
    private final Map<String, Ticks> kinds;
    private final TickLog log;
    private final Clock clock;
    private final Duration lateAtStart;
    private Instant last;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "missed-ticks");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param sources names of the sources or shards
     * @param kinds   the schedule of each kind of sync; where one is made up, those behind it need not be
     * @param shared  whether the scheduler's triggers outlive the process
     * @param clock   Quartz's
     */
    public MissedTicks(Collection<String> sources, Map<String, Ticks> kinds, TickLog log, boolean shared, Clock clock) {
        this.sources = List.copyOf(sources);
        this.kinds = Collections.unmodifiableMap(new LinkedHashMap<>(kinds));
        this.log = log;
        this.clock = clock;
        this.lateAtStart = shared ? LATE : Duration.ZERO;
    }

    /**
     * Looks at once, and from now on every few seconds.
     *
     * @param scheduler has a job for each source and kind
     */
    public void start(Scheduler scheduler) {
        timer.scheduleWithFixedDelay(() -> look(scheduler), 0, SECONDS, TimeUnit.SECONDS);
    }

    /** Notes that a tick has come; where that cannot be noted, one sync more than needed may follow. */
    public void begun(String source, String kind) {
        try {
            log.note(source, kind, clock.instant());
        } catch (DataAccessException e) {
            LOG.debug("A tick could not be noted", e);
        }
    }

    void look(Scheduler scheduler) {
        Instant now = clock.instant();
        try {
            if (last == null) {
                makeUp(scheduler, now, lateAtStart);
            } else if (last.plus(LATE).isBefore(now) || isAnyLeftOut(last, now)) {
                makeUp(scheduler, now, LATE);
            }
            last = now;
        } catch (DataAccessException | SchedulerException e) {
            // The database is away: the next look tries again.
            LOG.debug("It is not known yet what was missed", e);
        }
    }

    private boolean isAnyLeftOut(Instant from, Instant now) {
        return kinds.values().stream().anyMatch(ticks -> ticks.areLeftOut(from.minus(LATE), now.minus(LATE)));
    }

    private void makeUp(Scheduler scheduler, Instant now, Duration late) throws SchedulerException {
        for (String source : sources) {
            boolean isMadeUp = false;
            for (String kind : kinds.keySet()) {
                Optional<Instant> noted = log.last(source, kind);
                Instant missed = noted.map(kinds.get(kind)::next).orElse(null);
                if (noted.isEmpty()) {
                    log.note(source, kind, now);
                } else if (missed != null && !missed.isAfter(now.minus(late)) && log.claim(source, kind, missed, now)
                        && !isMadeUp) {
                    LOG.info("Source {}: the {} of {} was missed and is made up now", source, kind.replace('-', ' '),
                            missed);
                    trigger(scheduler, source, kind, noted.get());
                    isMadeUp = true;
                }
            }
        }
    }

    /** @param noted the tick before, which is the last one again where this cannot be made up */
    private void trigger(Scheduler scheduler, String source, String kind, Instant noted) throws SchedulerException {
        try {
            scheduler.triggerJob(new JobKey(source, kind));
        } catch (SchedulerException e) {
            log.note(source, kind, noted);
            throw e;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
