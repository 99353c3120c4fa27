package io.github.dcssync.alert;

import java.io.IOException;

/** A sink has not taken a message, or cannot be used at all; the message is for the operator and has no secret. */
public final class SinkException extends IOException {

    private static final long serialVersionUID = 1L;

    SinkException(String message) {
        super(message);
    }
}
