package io.github.dcssync.simulator;

/** What {@code total_num} (on the instance lists {@code instance_num}) means; the documents allow each reading. */
public enum TotalNum {
    /** All records that match the query. */
    TOTAL,
    /** The records on this page. */
    PAGE_COUNT,
    /** Always zero. */
    ZERO,
    /** The field is not there. */
    ABSENT
}
