package io.github.dcssync.check;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** How far this machine's clock is off the service's, which accepts signatures that are up to 15 minutes old. */
final class ClockSkew {

    private static final String SUBJECT = "clock";
    private static final Duration SUSPECT = Duration.ofMinutes(5);
    private static final Duration REFUSED = Duration.ofMinutes(15);

    private ClockSkew() {
    }

    /**
     * @param date the Date header of an answer (RFC 9110, whole seconds), or null
     * @param now  when the answer arrived by our clock
     * @return empty when the header says nothing
     */
    static Optional<Finding> of(String date, Instant now) {
        try {
            return date == null ? Optional.empty() : Optional.of(of(Duration.between(
                    ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant(), now)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Finding of(Duration ahead) {
        Duration off = ahead.abs();
        if (off.compareTo(Duration.ofSeconds(2)) <= 0) {
            return Finding.ok(SUBJECT, "agrees with the service's");
        }
        String text = String.format(Locale.ROOT, "this machine is %d min %d s %s the service", off.toMinutes(),
                off.toSecondsPart(), ahead.isNegative() ? "behind" : "ahead of");
        if (off.compareTo(SUSPECT) <= 0) {
            return Finding.ok(SUBJECT, text);
        }
        String remedy = text + "; set its clock (NTP): signatures are refused from 15 minutes on";
        return off.compareTo(REFUSED) <= 0 ? Finding.warning(SUBJECT, remedy) : Finding.problem(SUBJECT, remedy);
    }
}
