package io.github.dcssync.sync;

import java.time.OffsetDateTime;

/**
 * How a list was read to its end: columns of the table {@code instance_sync}, which SQL reads by name.
 *
 * @param attemptedAt when its first page was asked for
 * @param completedAt when its last page was stored, or came where it brought nothing new
 * @param proof       how sure it is that nothing was missed
 * @param records     distinct records listed
 * @param totalNum    what the service counts, or null
 * @param pages       answers
 * @param shifts      how often the list moved while it was read
 * @param rereads     how many records came again
 * @param lowWaterAt  from when it may still change, or null
 * @param checksum    of the answers, or null when the list has to be compared next time
 */
public record Reading(OffsetDateTime attemptedAt, OffsetDateTime completedAt, String proof, long records, Long totalNum,
        long pages, long shifts, long rereads, OffsetDateTime lowWaterAt, Long checksum) {
}
