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

    /** So many syncs, and so long, are looked ahead: a schedule repeats itself by the day or the week. */
    private static final int MOST_SYNCS = 3000;
    private static final Duration AHEAD = Duration.ofDays(8);

    private Freshness() {
    }

    static void check(Duration freshness, Settings.Schedule schedule, List<String> warnings) {
        if (freshness == null || schedule.syncCron() == null || schedule.fullSyncCron() == null
                || schedule.timeZone() == null) {
            return;
        }
        Duration longest = longestDistance(schedule, Instant.now());
        if (freshness.compareTo(longest) < 0) {
            warnings.add("dcs.freshness is " + shown(freshness) + ", and dcs.sync.cron leaves up to " + shown(longest)
                    + " between two syncs: reports will say unknown in between; make it longer than that");
        }
    }

    private static Duration longestDistance(Settings.Schedule schedule, Instant now) {
        CronExpression sync = expression(schedule.syncCron(), schedule);
        CronExpression full = expression(schedule.fullSyncCron(), schedule);
        Date last = next(sync, full, Date.from(now));
        Duration longest = Duration.ZERO;
        for (int i = 0; i < MOST_SYNCS && last != null && last.toInstant().isBefore(now.plus(AHEAD)); i++) {
            Date following = next(sync, full, last);
            if (following != null) {
                Duration distance = Duration.between(last.toInstant(), following.toInstant());
                longest = distance.compareTo(longest) > 0 ? distance : longest;
            }
            last = following;
        }
        return longest;
    }

    private static Date next(CronExpression one, CronExpression other, Date after) {
        Date first = one.getNextValidTimeAfter(after);
        Date second = other.getNextValidTimeAfter(after);
        return first == null || second != null && second.before(first) ? second : first;
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
