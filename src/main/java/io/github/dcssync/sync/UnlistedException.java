package io.github.dcssync.sync;

/** The sync of another shard could not list the instances of the source, and has told why. */
public final class UnlistedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnlistedException(String reason) {
        super("The instances were not listed: " + reason);
    }
}
