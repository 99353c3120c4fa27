package io.github.dcssync.api;

import java.io.IOException;

/**
 * The source has refused its credentials. No further request is sent: more than five failures lock a key pair for five
 * minutes.
 */
public final class SourceRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    SourceRefusedException(String message) {
        super(message);
    }
}
