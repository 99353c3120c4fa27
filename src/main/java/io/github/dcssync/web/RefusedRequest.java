package io.github.dcssync.web;

/** A request that cannot be answered; the message says in one line what would be right. */
final class RefusedRequest extends RuntimeException {

    static final int BAD_REQUEST = 400;
    static final int NOT_FOUND = 404;
    static final int TRY_LATER = 503;

    private static final long serialVersionUID = 1L;

    private final int status;

    RefusedRequest(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
