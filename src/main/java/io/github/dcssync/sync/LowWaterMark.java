package io.github.dcssync.sync;

import io.github.dcssync.record.ListKind;
import io.github.dcssync.record.Outcome;
import io.github.dcssync.record.Row;
import io.github.dcssync.record.Timestamps;
import java.time.Instant;
import java.util.Set;

/**
 * Follows a list of records that change until they end, and says from where it must be read next time: from the oldest
 * that has not ended, else from the newest of all. Times of the future, and the year 1 and 1970, which stand where the
 * service has no time, are none.
 */
final class LowWaterMark {

    /** After these a record does not change; any other, unknown ones too, may still become one. */
    private static final Set<Outcome> ENDED = Set.of(Outcome.SUCCEEDED, Outcome.FAILED);
    private static final String ZERO_TIME = Timestamps.canonical(Instant.EPOCH);

    private final ListKind kind;
    private final int status;
    private final int createdAt;
    private final String soon;
    private String oldestOpen;
    private String newest;
    private boolean unknown;

    /**
     * @param before the mark of the last read, or null; what lies before it has ended
     * @param now    what is created noticeably later lies in the future
     */
    LowWaterMark(ListKind kind, Instant before, Instant now) {
        this.kind = kind;
        this.status = kind.columnPosition("status");
        this.createdAt = kind.columnPosition("created_at");
        this.soon = Timestamps.canonical(now.plus(LastRead.TOLERANCE));
        this.newest = before == null ? null : Timestamps.canonical(before);
    }

    void see(Row row) {
        String created = row.values()[createdAt];
        boolean open = !ENDED.contains(Outcome.of(kind, row.values()[status]));
        // Canonical times sort as texts.
        if (created == null || created.compareTo(ZERO_TIME) <= 0) {
            unknown |= open;
            return;
        }
        if (created.compareTo(soon) > 0) {
            // Wherever the next read begins, this one is behind it.
            return;
        }
        newest = newest == null || created.compareTo(newest) > 0 ? created : newest;
        if (open && (oldestOpen == null || created.compareTo(oldestOpen) < 0)) {
            oldestOpen = created;
        }
    }

    /** @return the mark, or null when the next read must begin at the beginning */
    Instant mark() {
        if (unknown) {
            return null;
        }
        String mark = oldestOpen == null ? newest : oldestOpen;
        return mark == null ? null : Instant.parse(mark);
    }
}
