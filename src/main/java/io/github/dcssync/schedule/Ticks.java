package io.github.dcssync.schedule;

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
 * When a schedule should begin a sync. Two kinds of moments Quartz lets go by: a time of day that summer time leaves out
 * counts as the moment that it would have been without the change; and of an hour that comes twice Quartz knows the second
 * only, where a schedule that goes on all the time has ticks in both, and one of a time of day is to come once.
 */
public final class Ticks {

    /** A schedule that ticked within that before an hour that comes twice goes on in it. */
    private static final Duration ONGOING = Duration.ofHours(1);

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
        Instant regular = regular(after);
        Instant leftOut = leftOut(after, regular);
        return leftOut == null ? regular : leftOut;
    }

    /** Asked within the first of two equal hours Quartz would leave out the beginning of the second. */
    private Instant regular(Instant after) {
        ZoneOffsetTransition change = zone.getRules().nextTransition(after);
        boolean isFirstOfTwo = change != null && change.isOverlap() && !begin(change).isAfter(after);
        return next(expression, isFirstOfTwo ? begin(change).minusMillis(1) : after);
    }

    /** @return the first tick after a moment that Quartz lets go by, unless a regular one comes first */
    private Instant leftOut(Instant after, Instant regular) {
        ZoneOffsetTransition change = zone.getRules().previousTransition(after.plusSeconds(1));
        if (change == null || end(change).isBefore(after)) {
            change = zone.getRules().nextTransition(after);
        }
        while (change != null && regular != null && begin(change).isBefore(regular)) {
            Instant tick = leftOut(change, after);
            if (tick != null && tick.isBefore(regular)) {
                return tick;
            }
            change = zone.getRules().nextTransition(change.getInstant());
        }
        return null;
    }

    /** By the clock as it was before the change. */
    private Instant leftOut(ZoneOffsetTransition change, Instant after) {
        Instant begin = begin(change).minusMillis(1);
        if (change.isOverlap() && !isOngoing(begin)) {
            return null;
        }
        Instant tick = next(in(ZoneOffset.ofTotalSeconds(change.getOffsetBefore().getTotalSeconds())),
                after.isAfter(begin) ? after : begin);
        return tick != null && tick.isBefore(end(change)) ? tick : null;
    }

    private boolean isOngoing(Instant moment) {
        Instant tick = next(expression, moment.minus(ONGOING));
        return tick != null && !tick.isAfter(moment);
    }

    private static Instant begin(ZoneOffsetTransition change) {
        return change.isGap() ? change.getInstant() : change.getInstant().plus(change.getDuration());
    }

    private static Instant end(ZoneOffsetTransition change) {
        return change.isGap() ? change.getInstant().plus(change.getDuration()) : change.getInstant();
    }

    private static Instant next(CronExpression expression, Instant after) {
        Date next = expression.getNextValidTimeAfter(Date.from(after));
        return next == null ? null : next.toInstant();
    }
}
