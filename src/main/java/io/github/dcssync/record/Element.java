package io.github.dcssync.record;

/** One element of a list: a record that can be stored, or one that cannot. */
public sealed interface Element permits Row, Rejected {

    /** @return what tells it from the other elements of its list */
    String key();
}
