package io.github.dcssync.paging;

/** How surely a list was read whole. */
public enum Proof {
    /** Read to its confirmed end, and the distinct keys equal the total that the service states. */
    PROVED,
    /** Read until nothing more came, without a total to compare with. */
    WEAK,
    /** Not read whole. */
    NONE;

    /** @return the word in the database */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
