package io.github.dcssync.client;

import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An answer was not complete in time. Its connection is dropped; the same request may be sent again. */
public final class AnswerTimeoutException extends SocketTimeoutException {

    private static final long serialVersionUID = 1L;

    AnswerTimeoutException(Duration limit, @Nullable Exception cause) {
        super("no complete answer within " + text(limit));
        initCause(cause);
    }

    static String text(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
