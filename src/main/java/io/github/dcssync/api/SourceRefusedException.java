package io.github.dcssync.api;

import java.io.IOException;

/**
 * The source has refused its credentials. No further request is sent: more than five failures lock a key pair for five
 * minutes.
 */
public final class SourceRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient ApiError answer;

    /** @param message what is not sent, and why */
    public SourceRefusedException(String message) {
        this(message, null);
    }

    /**
     * @param message who was refused what
     * @param answer  what IAM said, or null when it was the service, an earlier time
     */
    public SourceRefusedException(String message, ApiError answer) {
        super(message);
        this.answer = answer;
    }

    /** @return what IAM said, or null */
    public ApiError answer() {
        return answer;
    }
}
