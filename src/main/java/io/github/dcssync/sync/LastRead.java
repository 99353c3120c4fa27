package io.github.dcssync.sync;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * What is known of a list from the syncs before: a row of {@code last-reads.sql}.
 *
 * @param lowWaterAt       from where it may have changed, or null when everywhere
 * @param failures         how many syncs in a row could not read it
 * @param quarantinedUntil until when it is left alone, or null
 * @param attemptedAt      when it was last asked for, or null
 * @param checksum         of what its last complete read brought, or null when what is stored need not be that
 * @param present          how many of its records are stored and not gone
 */
record LastRead(Instant lowWaterAt, int failures, Instant quarantinedUntil, Instant attemptedAt, Long checksum,
        long present) {

    /** A list that was never read. */
    static final LastRead NEVER = new LastRead(null, 0, null, null, null, 0);

    /** So many failures in a row are no passing trouble. */
    private static final int FAILURES_BORNE = 5;
    private static final Duration FIRST_PAUSE = Duration.ofHours(1);
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
    /** Clocks of several machines are never quite the same. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** @param row of {@code last-reads.sql} */
    static LastRead of(ResultSet row) throws SQLException {
        return new LastRead(instant(row, "low_water_at"), row.getInt("consecutive_failures"),
                instant(row, "quarantined_until"), instant(row, "attempted_at"), row.getObject("checksum", Long.class),
                row.getLong("present"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** @return {@link #lowWaterAt}, or null when it lies in the future: what came since may lie before it */
    Instant lowWaterAt(Instant now) {
        return lowWaterAt == null || lowWaterAt.isAfter(now.plus(TOLERANCE)) ? null : lowWaterAt;
    }

    /** A quarantine from the future is one of a clock that was set back since: nobody knows when it ends. */
    boolean isQuarantined(Instant now) {
        return quarantinedUntil != null && now.isBefore(quarantinedUntil)
                && (attemptedAt == null || attemptedAt.isBefore(now.plus(TOLERANCE)));
    }

    /** A fault that is not of the list ends its pause, and the failures before it still stand. */
    boolean wasQuarantined() {
        return quarantinedUntil != null || failures >= FAILURES_BORNE;
    }

    /** @return until when the list is left alone after one more failure, or null while it need not be */
    Instant pausedUntil(Instant now) {
        int beyond = failures + 1 - FAILURES_BORNE;
        if (beyond < 0) {
            return null;
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(beyond, 10));
        return now.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    }
}
