package io.github.dcssync.http;

/** A request that cannot be answered; the message says in one line what would be right. */
public final class RefusedRequest extends RuntimeException {

    public static final int BAD_REQUEST = 400;
    public static final int NOT_FOUND = 404;
    public static final int TRY_LATER = 503;

    private static final long serialVersionUID = 1L;

    private final int status;

    public RefusedRequest(int status, String message) {
        super(message);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
