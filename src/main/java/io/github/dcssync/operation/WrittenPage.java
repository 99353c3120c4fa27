package io.github.dcssync.operation;

import io.github.dcssync.operation.FailedRecords.Batch;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.store.PageOrigin;
import io.github.dcssync.store.WriteResult;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * A page that has been written and not yet committed; the routes and their SQL read its properties by name.
 *
 * @param origin   where it comes from
 * @param counts   how many of its records were what
 * @param failures those of them that failed and are news, by category
 * @param noted    those of them that are to be written: what the routes of their categories have let through
 * @param open     what is known of the failures of its list
 * @param now      when they were seen, in the microseconds that every database keeps
 */
public record WrittenPage(PageOrigin origin, WriteResult counts, List<Batch> failures, List<Batch> noted,
        OpenFailures open, OffsetDateTime now) {

    WrittenPage(PageOrigin origin, WriteResult counts, OpenFailures open, OffsetDateTime now) {
        this(origin, counts, List.of(), new ArrayList<>(), open, now);
    }

    /** @return of which list it is */
    ListKind kind() {
        return ListKind.ofEndpoint(origin.endpoint());
    }

    WrittenPage with(List<Batch> found) {
        return new WrittenPage(origin, counts, found, noted, open, now);
    }

    /** @return whether backups or restorations were written, which may have failed or made others good */
    public boolean isOfOperations() {
        return !origin.instanceId().isEmpty() && !counts.written().isEmpty();
    }
}
