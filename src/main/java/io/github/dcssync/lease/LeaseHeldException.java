package io.github.dcssync.lease;

/** Another sync of the source is running. */
public final class LeaseHeldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LeaseHeldException(String message) {
        super(message);
    }
}
