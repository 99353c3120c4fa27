package io.github.dcssync.monitor;

import io.github.dcssync.schedule.Ticks;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** When a source should have been read whole again. */
final class Overdue {

    private static final int TICKS = 3;

    private final Ticks ticks;
    private final Duration freshness;

    /** @param freshness no source is overdue before */
    Overdue(String cron, ZoneId zone, Duration freshness) {
        this.ticks = new Ticks(cron, zone);
        this.freshness = freshness;
    }

    /** @return whether three ticks of the schedule, and the freshness, have gone by since it was last read whole */
    boolean isSince(Instant last, Instant now) {
        Instant tick = last;
        for (int i = 0; i < TICKS && tick != null; i++) {
            tick = ticks.next(tick);
        }
        return tick != null && tick.isBefore(now) && last.plus(freshness).isBefore(now);
    }
}
