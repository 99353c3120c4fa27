package io.github.dcssync.paging;

import java.util.List;

/** Ends a listing that would not end by itself, and counts what it costs. */
final class PagingLimits {

    /** The most requests that repair one listing; a list that moves faster is not readable now. */
    static final int MOST_REREADS = 50;
    static final int MOST_PAGES = 100_000;
    /** As often may positions move by exactly an answer's length before the service is said to ignore them. */
    static final int MOST_REPEATS = 5;

    private int pages;
    private int rereads;
    private int repeats;
    private List<String> keys = List.of();

    /**
     * Counts an answer.
     *
     * @throws ListingException when there are too many answers, or the same one comes wherever it is asked for
     */
    void page(long asked, List<String> answer) {
        repeats = !answer.isEmpty() && answer.equals(keys) ? repeats + 1 : 0;
        keys = answer;
        if (repeats >= MOST_REPEATS) {
            throw new ListingException("The list repeats itself: the " + answer.size() + " records at position " + asked
                    + " came at the positions before it, too; does the service ignore the position?");
        }
        if (++pages > MOST_PAGES) {
            throw new ListingException("The list does not end: request " + pages + ", at position " + asked
                    + "; a larger page size needs fewer");
        }
    }

    /**
     * Counts an answer that is wanted only because the list has moved.
     *
     * @throws ListingException when there are too many
     */
    void reread() {
        if (++rereads > MOST_REREADS) {
            throw new ListingException("The list moves faster than it can be read: after " + MOST_REREADS
                    + " rereads it is left to the next sync");
        }
    }

    int pages() {
        return pages;
    }

    int rereads() {
        return rereads;
    }
}
