package io.github.dcssync.lease;

/** The source is cut into another number of parts, by another process: under the cut of this one nothing is synced. */
public final class OtherCutException extends LeaseHeldException {

    private static final long serialVersionUID = 1L;

    OtherCutException(String message) {
        super(message);
    }
}
