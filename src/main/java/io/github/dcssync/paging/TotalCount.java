package io.github.dcssync.paging;

import org.jspecify.annotations.Nullable;

/**
 * Watches the count beside a list over its answers: what it means, whether it stays the same, and what it proves.
 *
 * <p>A count that differs from the number of records in its answer, is the same in all answers and stands where an
 * empty answer shows the end is the length of the list. A count that is its answer's own number although the list is
 * longer says nothing about the list.
 */
final class TotalCount {

    private TotalCountMeaning meaning;
    private boolean begun;
    private @Nullable Long first;
    private @Nullable Long last;
    /** Whether every answer had the same count and none was empty before it. */
    private boolean stable = true;
    /** Whether a count was neither that of the list so far nor its answer's own number: then none of them proves. */
    private boolean disagrees;
    /** Whether a count differed from its answer's own number. */
    private boolean spans;
    /** Whether a short look at the list counted only what it showed. */
    private boolean countsTheLook;
    private long emptyAt = Long.MAX_VALUE;

    TotalCount(TotalCountMeaning known) {
        this.meaning = known;
    }

    /**
     * Takes in one answer.
     *
     * @param position where it begins, from 0
     * @param received how many records it has
     * @param count    its {@code total_num}, or null
     */
    void see(long position, int received, @Nullable Long count) {
        disagrees |= count != null && count > 0 && count != received && last != null && !count.equals(last);
        if (received == 0) {
            seeEmpty(position, count);
        } else {
            learn(position, received, count);
            remember(count);
        }
        if (meaning == TotalCountMeaning.UNKNOWN && spans && stable && last != null && last == emptyAt) {
            meaning = TotalCountMeaning.TOTAL;
        }
    }

    private void seeEmpty(long position, @Nullable Long count) {
        emptyAt = position;
        if (position == 0) {
            remember(count);
        } else if (count != null && count > 0) {
            spans();
            remember(count);
        }
        stable &= last == null || last <= position;
    }

    private void learn(long position, int received, @Nullable Long count) {
        if (count == null || count <= 0) {
            meaning = TotalCountMeaning.UNUSABLE;
        } else if (count == received && position > 0) {
            meaning = TotalCountMeaning.PAGE;
        } else if (count < position + received) {
            meaning = TotalCountMeaning.UNKNOWN;
        } else if (count > received) {
            spans();
        } else {
            countsTheLook |= first != null && count < first;
            meaning = meaning == TotalCountMeaning.UNUSABLE ? TotalCountMeaning.UNKNOWN : meaning;
        }
    }

    private void spans() {
        spans = true;
        meaning = meaning == TotalCountMeaning.TOTAL ? meaning : TotalCountMeaning.UNKNOWN;
    }

    private void remember(@Nullable Long count) {
        if (!begun) {
            begun = true;
            first = count;
            last = count;
        }
        stable &= count != null && count.equals(last);
        last = count;
    }

    /** @return whether the list ends here by a count that is known to be its length */
    boolean isReachedAt(long position) {
        return meaning == TotalCountMeaning.TOTAL && last != null && last == position;
    }

    /** @return whether the count says that records follow */
    boolean saysMoreThan(long position) {
        return last != null && last > position;
    }

    /** @return whether asking for one record of the list would show what the count means */
    boolean isTaughtByALook() {
        return meaning == TotalCountMeaning.UNKNOWN && !spans && last != null && last > 1;
    }

    /** @return the count in the last answer that had one to give, or null */
    @Nullable
    Long last() {
        return last;
    }

    TotalCountMeaning meaning() {
        return meaning;
    }

    /**
     * Called when all is read; the last answer began at the head of the list.
     *
     * @param distinct    distinct keys that the listing brought
     * @param inOneAnswer whether the last answer was the whole list
     */
    Proof conclude(long distinct, boolean inOneAnswer) {
        boolean equal = first != null && first.equals(last) && first == distinct;
        if (meaning == TotalCountMeaning.TOTAL && last != null && emptyAt < last) {
            meaning = TotalCountMeaning.UNKNOWN;
        } else if (meaning == TotalCountMeaning.UNKNOWN && equal && countsTheLook) {
            meaning = TotalCountMeaning.PAGE;
        }
        boolean byTotal = meaning == TotalCountMeaning.TOTAL && stable;
        boolean byOneAnswer = inOneAnswer && meaning != TotalCountMeaning.UNUSABLE && !disagrees;
        return equal && (byTotal || byOneAnswer) ? Proof.PROVED : Proof.WEAK;
    }
}
