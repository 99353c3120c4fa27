package io.github.dcssync.report;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * UTC days one after the other.
 *
 * @param first the first of them
 * @param last  the last of them
 */
public record DayRange(LocalDate first, LocalDate last) {

    /** The whole of what databases can compare with. */
    private static final LocalDate BEGINNING = LocalDate.of(1, 1, 2);
    private static final LocalDate END = LocalDate.of(9999, 12, 30);

    /**
     * @param from the first day, {@code 2026-10-01}, or null for no bound
     * @param to   the last day, or null for no bound
     * @throws ReportException when one is no day, or the last comes before the first
     */
    public static DayRange of(String from, String to) {
        DayRange range = new DayRange(from == null ? BEGINNING : day("from", from), to == null ? END : day("to", to));
        if (range.last.isBefore(range.first)) {
            throw new ReportException("The days from " + from + " to " + to + " are none: turn them round");
        }
        return range;
    }

    private static LocalDate day(String name, String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.isAfter(BEGINNING) && day.isBefore(END)) {
                return day;
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        throw new ReportException("'" + text + "' is no value of " + name + ": write a day such as 2026-11-01");
    }

    /** @return its first moment, as a column of that type is compared with it */
    Object begin(ViewColumnType type) {
        return of(first, type);
    }

    /** @return the first moment after it, as a column of that type is compared with it */
    Object end(ViewColumnType type) {
        return of(last.plusDays(1), type);
    }

    private static Object of(LocalDate day, ViewColumnType type) {
        return type == ViewColumnType.DAY ? day : day.atStartOfDay().atOffset(ZoneOffset.UTC);
    }
}
