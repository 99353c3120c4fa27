package io.github.dcssync.lease;

/** The lease of a source cannot be had: another sync of it is running, for the most part. */
public class LeaseHeldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LeaseHeldException(String message) {
        super(message);
    }
}
