package io.github.dcssync.alert;

import java.io.IOException;

/** A sink has not taken a message, or cannot be used at all; the message is for the operator and has no secret. */
public final class SinkException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean isRefusal;

    SinkException(String message) {
        this(message, false);
    }

    /** @param isRefusal whether another message might be taken */
    SinkException(String message, boolean isRefusal) {
        super(message);
        this.isRefusal = isRefusal;
    }

    /** @return whether the sink works and does not take this message, as one that is too long for it */
    boolean isRefusal() {
        return isRefusal;
    }
}
