package io.github.dcssync.simulator;

/** The wanted port is taken by another program. */
public final class PortInUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PortInUseException(int port, Throwable cause) {
        super("Port " + port + " on 127.0.0.1 is in use: choose another one, or 0 for a free one", cause);
    }
}
