package io.github.dcssync.sync;

import java.time.Instant;

/** A list has failed too often in a row and is left alone for a while. */
final class QuarantinedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    QuarantinedException(Instant until) {
        super("it has failed too often in a row and is left alone until " + until);
    }
}
