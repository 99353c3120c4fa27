package io.github.dcssync.sync;

/** A list was left before its end because the sync is over: the program is being stopped, or the source has failed. */
public final class SyncStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SyncStoppedException(String message) {
        super(message);
    }
}
