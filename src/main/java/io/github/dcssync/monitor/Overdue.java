package io.github.dcssync.monitor;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.TimeZone;
import org.quartz.CronExpression;

/** When a source should have been read whole again. */
final class Overdue {

    private static final int TICKS = 3;

    private final CronExpression cron;
    private final Duration freshness;

    /** @param freshness no source is overdue before */
    Overdue(String cron, ZoneId zone, Duration freshness) {
        try {
            this.cron = new CronExpression(cron);
        } catch (ParseException e) {
            throw new IllegalArgumentException("dcs.sync.cron '" + cron + "' is no Quartz expression", e);
        }
        this.cron.setTimeZone(TimeZone.getTimeZone(zone));
        this.freshness = freshness;
    }

    /** @return whether three ticks of the schedule, and the freshness, have gone by since it was last read whole */
    boolean isSince(Instant last, Instant now) {
        Date tick = Date.from(last);
        for (int i = 0; i < TICKS && tick != null; i++) {
            tick = cron.getNextValidTimeAfter(tick);
        }
        return tick != null && tick.toInstant().isBefore(now) && last.plus(freshness).isBefore(now);
    }
}
