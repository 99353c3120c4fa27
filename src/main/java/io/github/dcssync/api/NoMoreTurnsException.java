package io.github.dcssync.api;

import java.io.IOException;

/** The program ends; what would have to wait for long before it may be sent is not sent any more. */
public final class NoMoreTurnsException extends IOException {

    private static final long serialVersionUID = 1L;

    NoMoreTurnsException() {
        super("The program ends; the request's turn was not waited for");
    }
}
