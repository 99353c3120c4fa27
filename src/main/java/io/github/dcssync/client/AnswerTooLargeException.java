package io.github.dcssync.client;

import java.io.IOException;

/** An answer was larger than any answer to its request can be. */
public final class AnswerTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    AnswerTooLargeException(int mostBytes) {
        super("The answer is larger than " + mostBytes / (1024 * 1024) + " MiB and was not read on");
    }
}
