package io.github.dcssync.api;

import java.io.IOException;

/** An answer was larger than any page of a list can be. */
public final class AnswerTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    AnswerTooLargeException() {
        super("The answer is larger than " + BoundedAnswer.MOST_BYTES / (1024 * 1024) + " MiB and was not read on");
    }
}
