package io.github.dcssync.api;

import java.io.IOException;

/** IAM has answered with an error that may pass. */
public final class IamException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient ApiError answer;

    /**
     * @param message who was refused what
     * @param answer  what it said
     */
    public IamException(String message, ApiError answer) {
        super(message);
        this.answer = answer;
    }

    /** @return what it said */
    public ApiError answer() {
        return answer;
    }
}
