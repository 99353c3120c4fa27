package io.github.dcssync.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

    private static final long FIRST = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    @ParameterizedTest
    @CsvSource({
        "2019-05-10T08:31:16.166Z, 2019-05-10T08:31:16.166000Z",
        "2019-05-10T08:31:16Z, 2019-05-10T08:31:16.000000Z",
        "2019-05-10T08:31Z, 2019-05-10T08:31:00.000000Z",
        "2019-05-10t08:31:16.1z, 2019-05-10T08:31:16.100000Z",
        "2019-05-10T08:31:16.123456789Z, 2019-05-10T08:31:16.123456Z",
        "2019-05-10T08:31:16.166, 2019-05-10T08:31:16.166000Z",
        "2019-05-10 08:31:16, 2019-05-10T08:31:16.000000Z",
        "2019-05-10 08:31:16 UTC, 2019-05-10T08:31:16.000000Z",
        "2019-05-10 08:31:16 +0800, 2019-05-10T00:31:16.000000Z",
        "2019-05-10T08:31:16.166+08:00, 2019-05-10T00:31:16.166000Z",
        "2019-05-10T08:31:16.166+0800, 2019-05-10T00:31:16.166000Z",
        "2019-05-10T08:31:16.166+08, 2019-05-10T00:31:16.166000Z",
        "2019-05-10T08:31:16.166-03:30, 2019-05-10T12:01:16.166000Z",
        "20190510083116, 2019-05-10T08:31:16.000000Z",
        "1557477076166, 2019-05-10T08:31:16.166000Z",
        "1557477076, 2019-05-10T08:31:16.000000Z",
        "2020-02-29T00:00:00.000Z, 2020-02-29T00:00:00.000000Z",
        "2000-02-29T23:59:59.999Z, 2000-02-29T23:59:59.999000Z",
        "2019-05-10T08:31:16+8, 2019-05-10T00:31:16.000000Z",
        "2019-05-10T08:31:16+8:30, 2019-05-10T00:01:16.000000Z",
        "2019-05-10 08:31:16 GMT+08:00, 2019-05-10T00:31:16.000000Z",
        "2019-05-10 08:31:16 UTC+8, 2019-05-10T00:31:16.000000Z",
        "2019-05-10T08:31:16utc-0330, 2019-05-10T12:01:16.000000Z",
        "2019-05-10T08:31:16UTC, 2019-05-10T08:31:16.000000Z",
        "2019/05/10 08:31:16, 2019-05-10T08:31:16.000000Z",
        "2019/05/10T08:31:16.5 +08, 2019-05-10T00:31:16.500000Z",
        "20190510083116Z, 2019-05-10T08:31:16.000000Z",
        "20190510083116+08, 2019-05-10T00:31:16.000000Z",
        "20190510T083116Z, 2019-05-10T08:31:16.000000Z",
        "2019-12-31T24:00:00Z, 2020-01-01T00:00:00.000000Z",
        "2019-05-10 24:00:00+08, 2019-05-10T16:00:00.000000Z",
        "20190228240000, 2019-03-01T00:00:00.000000Z",
        "2016-12-31T23:59:60Z, 2017-01-01T00:00:00.000000Z",
        "2019-01-01T00:00:60.250Z, 2019-01-01T00:01:00.250000Z"})
    void readsEachSpellingAsTheSameKindOfText(String value, String expected) {
        assertThat(Timestamps.canonical(value)).isEqualTo(expected);
        assertThat(Timestamps.canonical(" " + value + "\n")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "2019-05-10 08:31:16,166|2019-05-10T08:31:16.166000Z",
        "2019-05-10T08:31:16,166Z|2019-05-10T08:31:16.166000Z",
        "2019-05-10T08:31:16,166+08:00|2019-05-10T00:31:16.166000Z",
        "Fri, 10 May 2019 08:31:16 GMT|2019-05-10T08:31:16.000000Z",
        "fri, 10 may 2019 08:31:16 +0800|2019-05-10T00:31:16.000000Z",
        "3 Jun 2008 11:05:30 UTC|2008-06-03T11:05:30.000000Z",
        "Tue, 3 Jun 2008 11:05 GMT|2008-06-03T11:05:00.000000Z"})
    void readsCommasAndTheNamesOfDaysAndMonths(String value, String expected) {
        assertThat(Timestamps.canonical(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2019-05-10 08:31:16 CST", "2019-05-10 08:31:16 Asia/Shanghai", "2019-05-10 08:31:16 EST",
        "2019-05-10T08:31:16Z[UTC]", "Fri, 10 May 2019 08:31:16 PST", "Thu, 10 May 2019 08:31:16 GMT",
        "Fri, 10 Mai 2019 08:31:16 GMT", "2019/05-10 08:31:16", "2019-05-10T08:31:16+800", "2019-05-10T08:31:16Z+8",
        "2019-05-10T24:00:01Z", "2019-05-10T24:00:00.001Z", "2019-05-10T24:01:00Z", "2019-05-10T08:31:61Z",
        "9999-12-31T24:00:00Z", "2019-02-29T24:00:00Z", "201905100831"})
    void guessesNoZoneAndNoPartOfATime(String value) {
        assertThat(Timestamps.canonical(value)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "abc", "2019-02-29T00:00:00.000Z", "1900-02-29T00:00:00.000Z",
        "2019-02-30T00:00:00Z", "2019-04-31T00:00:00.000Z", "2019-13-01T00:00:00.000Z", "2019-00-01T00:00:00.000Z",
        "2019-01-00T00:00:00.000Z", "2019-01-01T00:60:00.000Z",
        "0000-01-01T00:00:00.000Z", "0000-12-31T23:59:59Z",
        "+10000-01-01T00:00:00Z", "-0001-01-01T00:00:00Z", "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00",
        "20190230000000", "00000101000000", "2019-01-01T00:00:00ZZ",
        "2019-01-01T00:00:00+19:00", "2019-01-01T00:00:00.1234567890Z", "2019-01-01",
        "08:31:16", "155747707616", "-1557477076", "99999999999999999999", "2019-01-01T00:00:00 CET",
        "\u0662\u0660\u0661\u0669-01-01T00:00:00.000Z", "0", "\u0000"})
    void refusesWhatIsNoTime(String value) {
        assertThat(Timestamps.canonical(value)).isNull();
    }

    @Property(seed = "1")
    void anyInstantComesBackFromAnySpellingCutToMicroseconds(@ForAll("instants") Instant instant,
            @ForAll @IntRange(max = 9) int fraction, @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int offset,
            @ForAll("separators") String separator, @ForAll("zones") String zone) {
        ZoneOffset shift = zone.strip().startsWith("x")
                ? ZoneOffset.ofTotalSeconds(wholeHours(zone, offset) * 60) : ZoneOffset.UTC;
        LocalDateTime local = LocalDateTime.ofInstant(instant, shift);
        if (local.getYear() < 1 || local.getYear() > 9999) {
            return;
        }
        String digits = "%09d".formatted(local.getNano()).substring(0, fraction);
        String written = local.format(form("uuuu-MM-dd'" + separator + "'HH:mm:ss"))
                + (fraction == 0 ? "" : "." + digits) + zoneText(zone, shift);

        String expected = local.withNano(Integer.parseInt((digits + "000000000").substring(0, 6)) * 1000)
                .atOffset(shift).withOffsetSameInstant(ZoneOffset.UTC).format(form("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'"));
        assertThat(Timestamps.canonical(written)).as(written).isEqualTo(expected);
    }

    @Property(seed = "1")
    void anInstantIsItsOwnCanonicalTextAgain(@ForAll("instants") Instant instant) {
        String text = Timestamps.canonical(instant);

        assertThat(text).hasSize(27);
        assertThat(Instant.parse(text)).isEqualTo(instant.truncatedTo(ChronoUnit.MICROS));
        assertThat(Timestamps.canonical(text)).isEqualTo(text);
    }

    @Property(seed = "1")
    void filterDigitsComeBackInWholeSeconds(@ForAll("instants") Instant instant) {
        String digits = Timestamps.filterDigits(instant);

        assertThat(digits).hasSize(14).containsOnlyDigits();
        assertThat(Timestamps.canonical(digits))
                .isEqualTo(Timestamps.canonical(instant.truncatedTo(ChronoUnit.SECONDS)));
    }

    @Property(seed = "1")
    void epochsComeBack(@ForAll @LongRange(min = 1_000_000_000L, max = 9_999_999_999L) long seconds,
            @ForAll @IntRange(max = 999) int millis) {
        assertThat(Timestamps.canonical(Long.toString(seconds)))
                .isEqualTo(Timestamps.canonical(Instant.ofEpochSecond(seconds)));
        assertThat(Timestamps.canonical(Long.toString(seconds * 1000 + millis)))
                .isEqualTo(Timestamps.canonical(Instant.ofEpochMilli(seconds * 1000 + millis)));
    }

    /** One more digit of the fraction takes a text off the fast path without changing what it means. */
    @Property(seed = "1", tries = 5_000)
    void theFastPathAgreesWithTheSlowOne(@ForAll("shaped") String value) {
        String slow = Timestamps.canonical(value.substring(0, 23) + "0Z");
        assertThat(Timestamps.canonical(value)).as(value).isEqualTo(slow);
    }

    @Example
    void theFastPathAgreesWithTheSlowOneOnEveryDayOfFourCenturies() {
        for (int year = 1897; year <= 2301; year += year == 2001 ? 296 : 1) {
            for (int month = 0; month <= 13; month++) {
                for (int day = 0; day <= 32; day++) {
                    theFastPathAgreesWithTheSlowOne("%04d-%02d-%02dT23:59:59.999Z".formatted(year, month, day));
                }
            }
        }
    }

    @Provide
    Arbitrary<Instant> instants() {
        return Combinators.combine(Arbitraries.longs().between(FIRST, LAST),
                Arbitraries.integers().between(0, 999_999_999)).as(Instant::ofEpochSecond);
    }

    @Provide
    Arbitrary<String> separators() {
        return Arbitraries.of("T", "t", " ");
    }

    @Provide
    Arbitrary<String> zones() {
        return Arbitraries.of("", "Z", "z", " UTC", " GMT", " Z", "xxx", "xx", "x", " xxx");
    }

    /** Any numbers, possible or not, and now and then a letter where a digit is due. */
    @Provide
    Arbitrary<String> shaped() {
        Arbitrary<String> numbers = Combinators.combine(Arbitraries.integers().between(0, 9999),
                Arbitraries.integers().between(0, 13), Arbitraries.integers().between(0, 32),
                Arbitraries.integers().between(0, 25), Arbitraries.integers().between(0, 61),
                Arbitraries.integers().between(0, 61), Arbitraries.integers().between(0, 999))
                .as((year, month, day, hour, minute, second, milli) -> String.format(Locale.ROOT,
                        "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", year, month, day, hour, minute, second, milli));
        Arbitrary<String> broken = Combinators.combine(numbers, Arbitraries.integers().between(0, 22),
                Arbitraries.of('a', '-', '+', ' ', '/', ':', '\u0660', '\u0000'))
                .as((text, at, letter) -> text.substring(0, at) + letter + text.substring(at + 1))
                // A blank may stand before the zone, and a digit behind it would be none of the fraction.
                .filter(text -> text.charAt(22) != ' ');
        return Arbitraries.frequencyOf(Tuple.of(4, numbers), Tuple.of(1, broken));
    }

    private static int wholeHours(String zone, int offset) {
        return zone.equals("x") ? offset / 60 * 60 : offset;
    }

    private static String zoneText(String zone, ZoneOffset shift) {
        String pattern = zone.strip();
        return pattern.startsWith("x")
                ? (zone.startsWith(" ") ? " " : "") + form(pattern).format(LocalDateTime.MIN.atOffset(shift)) : zone;
    }

    private static DateTimeFormatter form(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    }
}
