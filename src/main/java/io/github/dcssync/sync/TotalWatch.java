package io.github.dcssync.sync;

/**
 * Watches the count beside a list over its pages: what it means, whether it stays the same, and what it proves. A
 * count that differs from the number of records in its answer and is reached at the list's confirmed end is the length
 * of the list; one that always equals the answer's own number is a page count.
 */
final class TotalWatch {

    private TotalMeaning meaning;
    private Long first;
    private Long last;
    private boolean stable = true;
    private boolean spans;

    TotalWatch(TotalMeaning known) {
        this.meaning = known;
    }

    /**
     * Takes in one answer.
     *
     * @param position where it begins, from 0
     * @param received how many records it has
     * @param total    its count, or null
     */
    void see(long position, int received, Long total) {
        if (received > 0) {
            learn(position, received, total);
            first = position == 0 && first == null ? total : first;
            stable &= total != null && (last == null || last.equals(total));
            last = total;
        } else if (position == 0 && first == null) {
            first = total;
            last = total;
        }
    }

    private void learn(long position, int received, Long total) {
        if (total == null || total == 0) {
            meaning = TotalMeaning.UNUSABLE;
        } else if (total < received || meaning == TotalMeaning.TOTAL && total < position + received) {
            contradict();
        } else if (total != received) {
            spans = true;
            if (meaning != TotalMeaning.TOTAL) {
                meaning = TotalMeaning.UNKNOWN;
            }
        } else if (position > 0) {
            // The list is longer than its count says.
            meaning = TotalMeaning.PAGE;
        } else if (meaning == TotalMeaning.UNUSABLE) {
            meaning = TotalMeaning.UNKNOWN;
        }
    }

    private void contradict() {
        meaning = TotalMeaning.UNKNOWN;
        stable = false;
    }

    /** @return whether the list ends here by a count that is known to be its length */
    boolean isReachedAt(long position) {
        return meaning == TotalMeaning.TOTAL && last != null && last == position;
    }

    /** @return the most pages that a count known as the list's length allows, every page bringing a record */
    long mostPages() {
        return meaning == TotalMeaning.TOTAL && last != null ? last + 3 : Long.MAX_VALUE;
    }

    /** @return what the list's length is said to be, or null */
    Long last() {
        return last;
    }

    TotalMeaning meaning() {
        return meaning;
    }

    /**
     * Called at the confirmed end.
     *
     * @param length     positions read
     * @param distinct   distinct keys among them
     * @param onePage    whether all of them came in one answer
     * @param emptyAfter whether the end was seen as an answer without records
     */
    Proof conclude(long length, long distinct, boolean onePage, boolean emptyAfter) {
        boolean equal = first != null && first.equals(last) && first == distinct;
        boolean everywhere = stable && equal;
        if (meaning == TotalMeaning.UNKNOWN && spans && everywhere && length == distinct) {
            meaning = TotalMeaning.TOTAL;
        } else if (meaning == TotalMeaning.TOTAL && !everywhere && emptyAfter && last != null && last != length) {
            meaning = TotalMeaning.UNKNOWN;
        }
        boolean asTotal = meaning == TotalMeaning.TOTAL && everywhere;
        boolean asOnePage = onePage && emptyAfter && first != null && first == distinct
                && meaning != TotalMeaning.UNUSABLE;
        return asTotal || asOnePage ? Proof.PROVED : Proof.WEAK;
    }
}
