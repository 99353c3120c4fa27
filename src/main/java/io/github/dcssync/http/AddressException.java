package io.github.dcssync.http;

/** An address of the settings cannot be listened on; the message is for the operator. */
public final class AddressException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AddressException(String message, Throwable cause) {
        super(message, cause);
    }
}
