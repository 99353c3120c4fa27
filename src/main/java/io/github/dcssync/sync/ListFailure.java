package io.github.dcssync.sync;

import io.github.dcssync.record.BackupRefusal;
import io.github.dcssync.store.PageOrigin;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Why a list could not be read, as {@code instance_sync} keeps it; the routes and their SQL read it by name.
 *
 * @param origin           the list
 * @param error            what is said of it, without secrets
 * @param empty            whether the list counts as read, without records
 * @param failures         how many syncs in a row could not read it, this one included
 * @param quarantinedUntil until when it is left alone, or null
 * @param payload          the answer when it came whole and could not be read, or null
 */
public record ListFailure(PageOrigin origin, SyncError error, boolean empty, int failures, Instant quarantinedUntil,
        String payload) {

    /** @return when it was read, taken for empty, or null */
    public OffsetDateTime getCompletedAt() {
        return empty ? error.at() : null;
    }

    /** @return when the service said that the instance cannot have backups, or null */
    public OffsetDateTime getNotApplicableAt() {
        return BackupRefusal.isOf(error.code()) ? error.at() : null;
    }

    /** @return the end of its quarantine, or null */
    public OffsetDateTime getPausedUntil() {
        return quarantinedUntil == null ? null : quarantinedUntil.atOffset(ZoneOffset.UTC);
    }

    /** @return whether it is left alone from now on */
    public boolean isQuarantined() {
        return quarantinedUntil != null;
    }
}
