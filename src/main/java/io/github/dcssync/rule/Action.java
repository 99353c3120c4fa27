package io.github.dcssync.rule;

import java.util.Locale;

/** What is done about a fault. */
public enum Action {
    /** The same request is sent again, a bounded number of times. */
    RETRY,
    /** A new token is fetched and the request is sent once more. */
    REAUTHENTICATE,
    /** This list of this instance fails; the others go on. */
    SKIP_INSTANCE,
    /** The sync of the whole source ends. */
    FAIL_SOURCE,
    /** The list counts as read, without records. */
    TREAT_AS_EMPTY;

    /** @return the word that stands in config/api-errors.yaml and in the column {@code sync_error.action} */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean triesAgain() {
        return this == RETRY || this == REAUTHENTICATE;
    }

    /** The list of instances has no instance to skip, and taken for empty it would say that all instances are gone. */
    boolean needsInstance() {
        return this == SKIP_INSTANCE || this == TREAT_AS_EMPTY;
    }
}
