package io.github.dcssync.app;

/** Camel cannot use the route files or a camel.* key; the message is for the operator. */
public final class BundleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BundleException(String message, Throwable cause) {
        super(message, cause);
    }
}
