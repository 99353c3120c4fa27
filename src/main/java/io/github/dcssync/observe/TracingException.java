package io.github.dcssync.observe;

/** Tracing cannot be set up as the environment asks; the message is for the operator. */
public final class TracingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TracingException(String message, Throwable cause) {
        super(message, cause);
    }
}
