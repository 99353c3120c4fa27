package io.github.dcssync.simulator;

/** How a page without backups or restorations is answered. Both readings are documented for v2. */
public enum EmptyAs {
    /** 200 with an empty array. */
    EMPTY_ARRAY,
    /** 204 without a body. */
    NO_CONTENT
}
