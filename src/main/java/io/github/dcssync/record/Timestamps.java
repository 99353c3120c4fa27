package io.github.dcssync.record;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the times of the service and writes them as UTC instants in microseconds. The documents show ISO 8601 with
 * milliseconds and {@code Z}; clients have met what {@link TimeSpelling} reads, and epochs in seconds or milliseconds.
 */
public final class Timestamps {

    private static final DateTimeFormatter CANONICAL = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 6, 6, true)
            .appendLiteral('Z')
            .toFormatter(Locale.ROOT).withZone(ZoneOffset.UTC);

    /** The form of the time filters, {@code yyyyMMddHHmmss}, without a zone. */
    private static final DateTimeFormatter DIGITS = new DateTimeFormatterBuilder()
            .appendPattern("uuuuMMddHHmmss")
            .toFormatter(Locale.ROOT).withZone(ZoneOffset.UTC).withResolverStyle(ResolverStyle.STRICT);

    private static final int LENGTH_WITH_MILLISECONDS = 24;

    private Timestamps() {
    }

    /** @return the instant as canonical text, cut to microseconds */
    public static String canonical(Instant instant) {
        return CANONICAL.format(instant);
    }

    /** @return the instant as the service's time filters want it, in UTC */
    public static String filterDigits(Instant instant) {
        return DIGITS.format(instant);
    }

    /** @return the canonical text, or null when the value is no time between the years 1 and 9999 */
    static @Nullable String canonical(String value) {
        if (isPlainIso(value)) {
            return value.substring(0, LENGTH_WITH_MILLISECONDS - 1) + "000Z";
        }
        try {
            Instant instant = parse(value.trim());
            int year = instant.atOffset(ZoneOffset.UTC).getYear();
            return year >= 1 && year <= 9999 ? canonical(instant.truncatedTo(ChronoUnit.MICROS)) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Instant parse(String value) {
        if ((value.length() == 10 || value.length() == 13) && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            long epoch = Long.parseLong(value);
            return value.length() == 10 ? Instant.ofEpochSecond(epoch) : Instant.ofEpochMilli(epoch);
        }
        return TimeSpelling.read(value);
    }

    /** The spelling of the documents, checked by hand because every record has two or three of it. */
    private static boolean isPlainIso(String value) {
        if (value.length() != LENGTH_WITH_MILLISECONDS || value.charAt(10) != 'T' || value.charAt(23) != 'Z'
                || value.charAt(4) != '-' || value.charAt(7) != '-' || value.charAt(13) != ':'
                || value.charAt(16) != ':' || value.charAt(19) != '.') {
            return false;
        }
        int year = digits(value, 0, 4);
        int month = digits(value, 5, 7);
        int day = digits(value, 8, 10);
        return year >= 1 && month >= 1 && month <= 12 && day >= 1
                && (day <= 28 || day <= LocalDate.of(year, month, 1).lengthOfMonth())
                && isBelow(value, 11, 24) && isBelow(value, 14, 60) && isBelow(value, 17, 60)
                && digits(value, 20, 23) >= 0;
    }

    private static boolean isBelow(String value, int at, int bound) {
        int number = digits(value, at, at + 2);
        return number >= 0 && number < bound;
    }

    /** @return the number, or -1 when there is anything but digits */
    private static int digits(String value, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = value.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
