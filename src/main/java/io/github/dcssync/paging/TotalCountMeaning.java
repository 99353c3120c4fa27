package io.github.dcssync.paging;

/**
 * What a source means by the count beside a list. The documents contradict each other ("total number", "number of
 * returned records"), so it is learned from the answers, per source and endpoint.
 */
public enum TotalCountMeaning {
    /** Not seen yet. */
    UNKNOWN,
    /** The length of the whole list: a list is complete when it is reached. */
    TOTAL,
    /** The number of records in the answer: says nothing about the list. */
    PAGE,
    /** Absent, zero beside records, or contradicted by the records. */
    UNUSABLE;

    /** @return the word in the database */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
