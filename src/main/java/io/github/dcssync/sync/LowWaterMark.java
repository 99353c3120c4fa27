package io.github.dcssync.sync;

import io.github.dcssync.record.Outcome;
import io.github.dcssync.record.RecordKind;
import io.github.dcssync.record.Row;
import io.github.dcssync.record.Timestamps;
import java.time.Instant;
import java.util.Set;

/**
 * Follows a list of records that change until they end, and says from where it must be read next time: from the oldest
 * that has not ended, else from the newest of all.
 */
final class LowWaterMark {

    /** After these a record does not change; any other, unknown ones too, may still become one. */
    private static final Set<Outcome> ENDED = Set.of(Outcome.SUCCEEDED, Outcome.FAILED);

    private final RecordKind kind;
    private final int status;
    private final int createdAt;
    private String oldestOpen;
    private String newest;
    private boolean unknown;

    /** @param before the mark of the last read, or null; what lies before it has ended */
    LowWaterMark(RecordKind kind, Instant before) {
        this.kind = kind;
        this.status = kind.columnPosition("status");
        this.createdAt = kind.columnPosition("created_at");
        this.newest = before == null ? null : Timestamps.canonical(before);
    }

    void see(Row row) {
        String created = row.values()[createdAt];
        boolean open = !ENDED.contains(Outcome.of(kind, row.values()[status]));
        if (created == null) {
            unknown |= open;
            return;
        }
        // Canonical times sort as texts.
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
