package io.github.dcssync.sync;

/** What a sync was to make up has been done by another while it waited. */
public final class MadeUpException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MadeUpException(String source) {
        super("What source " + source + " had missed has been made up meanwhile");
    }
}
