package io.github.dcssync.settings;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time, in settings always with their unit: {@code 500ms}, {@code 15m}, {@code 90d} or ISO-8601. */
final class Durations {

    /** Beyond this, adding it to a date leaves what the databases can hold. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final Pattern SHORT_FORM = Pattern.compile("([0-9]{1,12})\\s*(ms|s|m|h|d)");

    private static final Map<String, ChronoUnit> UNITS = Map.of("ms", ChronoUnit.MILLIS, "s", ChronoUnit.SECONDS,
            "m", ChronoUnit.MINUTES, "h", ChronoUnit.HOURS, "d", ChronoUnit.DAYS);

    static final SettingType<Duration> ANY = new SettingType<>(
            "a duration such as 500ms, 5s, 15m, 48h, 90d or PT5S", text -> read(text, Duration.ZERO));

    static final SettingType<Duration> POSITIVE = new SettingType<>(
            "a duration longer than 0 such as 500ms, 5s, 15m, 48h, 90d or PT5S",
            text -> read(text, Duration.ofMillis(1)));

    /** Nothing more often than every second. */
    static final SettingType<Optional<Duration>> OR_OFF = new SettingType<>(
            "off, or a duration of at least 1s such as 15m or 24h", text -> text.equalsIgnoreCase("off")
                    ? Optional.empty() : Optional.of(read(text, Duration.ofSeconds(1))));

    /** The reports count recovery objectives in minutes. */
    static final SettingType<Duration> MINUTES = new SettingType<>(
            "a duration of whole minutes such as 15m, 24h or PT90M", text -> readWhole(text, Duration.ofMinutes(1)));

    /** The reports count the time between drills in days. */
    static final SettingType<Duration> DAYS = new SettingType<>(
            "a duration of whole days such as 90d", text -> readWhole(text, Duration.ofDays(1)));

    private Durations() {
    }

    private static Duration read(String text, Duration least) {
        Matcher shortForm = SHORT_FORM.matcher(text.toLowerCase(Locale.ROOT));
        Duration duration = shortForm.matches()
                ? Duration.of(Long.parseLong(shortForm.group(1)), UNITS.get(shortForm.group(2)))
                : Duration.parse(text);
        SettingType.require(duration.compareTo(least) >= 0 && duration.compareTo(LONGEST) <= 0);
        return duration;
    }

    private static Duration readWhole(String text, Duration unit) {
        Duration duration = read(text, unit);
        SettingType.require(unit.multipliedBy(duration.dividedBy(unit)).equals(duration));
        return duration;
    }
}
