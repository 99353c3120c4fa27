package io.github.dcssync.store;

import io.github.dcssync.record.Page;
import io.github.dcssync.record.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What is to be written of a page.
 *
 * @param page      distinct records not stored before in this sync
 * @param added     those that are new
 * @param changed   those that differ from what is stored
 * @param completed those that have not changed, and say what was not known of them
 * @param before    what is stored of those that differ, by key
 * @param isDue     whether it is worth a transaction, whatever there is to write of its records
 */
public record PageDiff(Page page, List<Row> added, List<Row> changed, List<Row> completed,
        Map<String, StoredRow> before,
        boolean isDue) {

    /** @return that a page has nothing that is not stored */
    public static PageDiff none(Page page) {
        return new PageDiff(page, List.of(), List.of(), List.of(), Map.of(), false);
    }

    /** @return the same, and whether more is to be written than its records: the end of a list, for example */
    public PageDiff due(boolean due) {
        return new PageDiff(page, added, changed, completed, before, due);
    }

    /** @return whether the page is worth a transaction: one that brought nothing new costs nothing */
    public boolean isWorthStoring() {
        return isDue || hasNews();
    }

    /** @return whether records are to be written, or rejected ones */
    public boolean hasNews() {
        return !added.isEmpty() || !changed.isEmpty() || !completed.isEmpty() || !page.rejected().isEmpty();
    }

    /** @return the keys of the records that another source had until now and that were not absent there, by its name */
    public Map<String, List<String>> takenOver() {
        Map<String, List<String>> taken = new TreeMap<>();
        for (Row row : changed) {
            StoredRow stored = before(row);
            if (stored.absentSince() == null && !stored.values()[0].equals(row.values()[0])) {
                taken.computeIfAbsent(stored.values()[0], source -> new ArrayList<>()).add(row.key());
            }
        }
        return taken;
    }

    /** @return what is stored of one of the records that differ */
    StoredRow before(Row row) {
        return Objects.requireNonNull(before.get(row.key()), row.key());
    }

    /** @return the counts; they hold once what is to be written has been committed */
    public WriteResult counts() {
        int rejected = page.rejected().size();
        int unchanged = page.elements().size() - rejected - added.size() - changed.size();
        List<Row> written = new ArrayList<>(added);
        written.addAll(changed);
        return new WriteResult(added.size(), changed.size(), unchanged, rejected, 0, written);
    }
}
