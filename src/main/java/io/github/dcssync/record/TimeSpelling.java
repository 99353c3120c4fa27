package io.github.dcssync.record;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A way to write a date, a time of day and a zone. Z, UTC, GMT and offsets are zones; what has another name in place
 * of one is no time, because such a name may mean several. A time without a zone is UTC.
 */
enum TimeSpelling {

    /** {@code 2019-05-10T08:31:16.166Z}, also with a blank, slashes or a comma, or without seconds. */
    EXTENDED("(?<year>\\d{4})(?<mark>[-/])(?<month>\\d\\d)\\k<mark>(?<day>\\d\\d)[T ]"
            + "(?<hour>\\d\\d):(?<minute>\\d\\d)(?::(?<second>\\d\\d)"),

    /** {@code 20190510083116}, the form of the time filters, also with a T; never without seconds. */
    BASIC("(?<year>\\d{4})(?<month>\\d\\d)(?<day>\\d\\d)T?"
            + "(?<hour>\\d\\d)(?<minute>\\d\\d)(?=\\d\\d)(?:(?<second>\\d\\d)"),

    /** {@code Fri, 10 May 2019 08:31:16 GMT}. */
    RFC_1123("(?:(?<weekday>[a-z]{3}), )?(?<day>\\d\\d?) (?<month>[a-z]{3}) (?<year>\\d{4}) "
            + "(?<hour>\\d\\d):(?<minute>\\d\\d)(?::(?<second>\\d\\d)");

    private static final List<String> MONTHS = List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep",
            "oct", "nov", "dec");

    private static final long NANOS_OF_DAY = Duration.ofDays(1).toNanos();

    private final Pattern pattern;

    TimeSpelling(String upToTheSecond) {
        String fraction = "(?:[.,](?<fraction>\\d{1,9}))?)?";
        String offset = "(?<sign>[+-])(?:(?<hours>\\d\\d?)(?::(?<minutes>\\d\\d))?|(?<both>\\d{4}))";
        this.pattern = Pattern.compile(upToTheSecond + fraction + " ?(?:Z|(?:UTC|GMT)?(?:" + offset + ")?)",
                Pattern.CASE_INSENSITIVE);
    }

    /**
     * @return the instant that is written there
     * @throws DateTimeException when that is no time
     */
    static Instant read(String value) {
        for (TimeSpelling spelling : values()) {
            Matcher parts = spelling.pattern.matcher(value);
            if (parts.matches()) {
                return spelling.date(parts).atStartOfDay().plusNanos(nanoOfDay(parts)).toInstant(offset(parts));
            }
        }
        throw new DateTimeException("no known spelling of a time");
    }

    private LocalDate date(Matcher parts) {
        if (this != RFC_1123) {
            return LocalDate.of(number(parts, "year"), number(parts, "month"), number(parts, "day"));
        }
        int month = 1 + MONTHS.indexOf(parts.group("month").toLowerCase(Locale.ROOT));
        LocalDate date = LocalDate.of(number(parts, "year"), month, number(parts, "day"));
        String weekday = parts.group("weekday");
        if (weekday != null && !date.getDayOfWeek().name().startsWith(weekday.toUpperCase(Locale.ROOT))) {
            throw new DateTimeException("another day of the week");
        }
        return date;
    }

    /** 24:00:00 is the beginning of the next day, a leap second that of the next minute: they roll over. */
    private static long nanoOfDay(Matcher parts) {
        int hour = number(parts, "hour");
        int minute = number(parts, "minute");
        int second = number(parts, "second");
        long nanos = (hour * 3600L + minute * 60L + second) * 1_000_000_000 + nanos(parts.group("fraction"));
        if (hour == 24 && nanos > NANOS_OF_DAY || hour > 24 || minute > 59 || second > 60) {
            throw new DateTimeException("no time of day");
        }
        return nanos;
    }

    private static int nanos(String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
    }

    private static ZoneOffset offset(Matcher parts) {
        int sign = "-".equals(parts.group("sign")) ? -1 : 1;
        int both = number(parts, "both");
        return ZoneOffset.ofHoursMinutes(sign * (number(parts, "hours") + both / 100),
                sign * (number(parts, "minutes") + both % 100));
    }

    /** @return the number, 0 where it is left out */
    private static int number(Matcher parts, String name) {
        String digits = parts.group(name);
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
