package io.github.dcssync.settings;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.quartz.CronExpression;

/** Compares how fresh a report must be with how often the schedule renews it. */
final class Freshness {

    /** So long is looked ahead: a schedule repeats itself by the day or the week. */
    private static final Duration AHEAD = Duration.ofDays(8);
    /** Where both are a matter of seconds. */
    private static final int MOST_LOOKS = 50_000;

    private Freshness() {
    }

    static void check(Duration freshness, Settings.Schedule schedule, List<String> warnings) {
        if (freshness == null || schedule.syncCron() == null || schedule.fullSyncCron() == null
                || schedule.timeZone() == null) {
            return;
        }
        Duration longest = longestBeyond(freshness, schedule, Instant.now());
        if (!longest.isZero()) {
            warnings.add("dcs.freshness is " + shown(freshness) + ", and dcs.sync.cron leaves up to " + shown(longest)
                    + " between two syncs: reports will say unknown in between; make it longer than that");
        }
    }

    /**
     * Looks at as few syncs as will do: between two that are within the freshness none is further from the next.
     *
     * @return the longest time between two syncs, zero when all are within the freshness
     */
    private static Duration longestBeyond(Duration freshness, Settings.Schedule schedule, Instant now) {
        Upcoming sync = new Upcoming(expression(schedule.syncCron(), schedule));
        Upcoming full = new Upcoming(expression(schedule.fullSyncCron(), schedule));
        Duration longest = Duration.ZERO;
        Date last = next(sync, full, Date.from(now));
        for (int i = 0; i < MOST_LOOKS && last != null && (i == 0 || last.toInstant().isBefore(now.plus(AHEAD))); i++) {
            Date following = next(sync, full, Date.from(last.toInstant().plus(freshness.dividedBy(2))));
            if (following == null
                    || Duration.between(last.toInstant(), following.toInstant()).compareTo(freshness) > 0) {
                following = next(sync, full, last);
                longest = longer(longest, last, following, freshness);
            }
            last = following;
        }
        return longest;
    }

    private static Duration longer(Duration longest, Date last, Date following, Duration freshness) {
        if (following == null) {
            return longest;
        }
        Duration distance = Duration.between(last.toInstant(), following.toInstant());
        return distance.compareTo(freshness) > 0 && distance.compareTo(longest) > 0 ? distance : longest;
    }

    private static Date next(Upcoming one, Upcoming other, Date after) {
        Date first = one.after(after);
        Date second = other.after(after);
        return first == null || second != null && second.before(first) ? second : first;
    }

    /** The times of one expression; the last is kept, as it takes Quartz long to find the next day's. */
    private static final class Upcoming {

        private final CronExpression expression;
        private Date asked;
        private Date next;

        Upcoming(CronExpression expression) {
            this.expression = expression;
        }

        /** @return null when there is none */
        Date after(Date time) {
            if (asked == null || time.before(asked) || next != null && !time.before(next)) {
                asked = time;
                next = expression.getNextValidTimeAfter(time);
            }
            return next;
        }
    }

    private static CronExpression expression(String text, Settings.Schedule schedule) {
        try {
            CronExpression expression = new CronExpression(text);
            expression.setTimeZone(TimeZone.getTimeZone(schedule.timeZone()));
            return expression;
        } catch (ParseException e) {
            throw new IllegalStateException("A cron expression that was checked cannot be read", e);
        }
    }

    private static String shown(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
