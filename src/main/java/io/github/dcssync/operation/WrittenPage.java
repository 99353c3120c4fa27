package io.github.dcssync.operation;

import io.github.dcssync.operation.FailedRecords.Batch;
import io.github.dcssync.store.PageOrigin;
import io.github.dcssync.store.WriteResult;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * A page that has been written and not yet committed; the routes and their SQL read its properties by name.
 *
 * @param origin   where it comes from
 * @param counts   how many of its records were what
 * @param failures those of them that failed and are news, by category
 * @param now      when they were seen, in the microseconds that every database keeps
 */
public record WrittenPage(PageOrigin origin, WriteResult counts, List<Batch> failures, OffsetDateTime now) {

    /** @return whether backups or restorations were written, which may have failed or made others good */
    public boolean isOfOperations() {
        return !origin.instanceId().isEmpty() && !counts.written().isEmpty();
    }
}
