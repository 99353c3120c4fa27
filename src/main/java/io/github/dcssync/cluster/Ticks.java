package io.github.dcssync.cluster;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Date;
import java.util.TimeZone;
import org.quartz.CronExpression;

/**
 * When a schedule should begin a sync. A time of day that summer time leaves out counts as the moment that it would have
 * been without the change, which Quartz lets go by.
 */
public final class Ticks {

    private final String cron;
    private final ZoneId zone;
    private final CronExpression expression;

    /**
     * @param cron a Quartz expression
     * @param zone whose times of day it means
     */
    public Ticks(String cron, ZoneId zone) {
        this.cron = cron;
        this.zone = zone;
        this.expression = in(zone);
    }

    private CronExpression in(ZoneId other) {
        try {
            CronExpression read = new CronExpression(cron);
            read.setTimeZone(TimeZone.getTimeZone(other));
            return read;
        } catch (ParseException e) {
            throw new IllegalArgumentException("'" + cron + "' is no Quartz expression", e);
        }
    }

    /** @return the first tick after a moment; null when there is none any more */
    public Instant next(Instant after) {
        Instant regular = next(expression, after);
        Instant leftOut = leftOut(after, regular);
        return leftOut == null ? regular : leftOut;
    }

    /** @return whether there is a tick that Quartz lets go by, after one moment and not after the other */
    boolean areLeftOut(Instant after, Instant until) {
        Instant next = next(after);
        while (next != null && !next.isAfter(until)) {
            if (!next.equals(next(expression, next.minusMillis(1)))) {
                return true;
            }
            next = next(next);
        }
        return false;
    }

    /** @return the first tick after a moment that falls into a gap of the zone, unless a regular one comes first */
    private Instant leftOut(Instant after, Instant regular) {
        ZoneOffsetTransition change = zone.getRules().previousTransition(after.plusSeconds(1));
        if (change == null || end(change).isBefore(after)) {
            change = zone.getRules().nextTransition(after);
        }
        while (change != null && regular != null && change.getInstant().isBefore(regular)) {
            if (change.isGap()) {
                Instant begin = change.getInstant().minusMillis(1);
                Instant tick = next(in(ZoneOffset.ofTotalSeconds(change.getOffsetBefore().getTotalSeconds())),
                        after.isAfter(begin) ? after : begin);
                if (tick != null && tick.isBefore(end(change)) && tick.isBefore(regular)) {
                    return tick;
                }
            }
            change = zone.getRules().nextTransition(change.getInstant());
        }
        return null;
    }

    private static Instant end(ZoneOffsetTransition change) {
        return change.getInstant().plus(change.isGap() ? change.getDuration() : Duration.ZERO);
    }

    private static Instant next(CronExpression expression, Instant after) {
        Date next = expression.getNextValidTimeAfter(Date.from(after));
        return next == null ? null : next.toInstant();
    }
}
