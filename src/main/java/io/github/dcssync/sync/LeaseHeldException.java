package io.github.dcssync.sync;

/** Another sync of the source is running. */
public final class LeaseHeldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LeaseHeldException(String message) {
        super(message);
    }
}
