package io.github.dcssync.lease;

/** Another process has taken the source over; nothing more may be written for it here. */
public final class LeaseLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LeaseLostException(String source) {
        super("Another process has taken source " + source + " over; this sync was left");
    }
}
