package io.github.dcssync.store;

import io.github.dcssync.record.Row;
import java.util.List;

/**
 * How many records of a page were what, and how many its list no longer has.
 *
 * @param written those that were inserted, then those that were changed
 */
public record WriteResult(int inserted, int changed, int unchanged, int rejected, int vanished, List<Row> written) {

    /** @return the records that were not there before */
    public List<Row> insertedRows() {
        return written.subList(0, inserted);
    }

    /** @return the records that were */
    public List<Row> changedRows() {
        return written.subList(inserted, written.size());
    }

    /** @return the same with so many that have vanished */
    public WriteResult withVanished(int count) {
        return new WriteResult(inserted, changed, unchanged, rejected, count, written);
    }
}
