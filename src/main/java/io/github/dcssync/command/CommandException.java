package io.github.dcssync.command;

/** A command cannot go on; the message is for the user. */
final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandException(String message) {
        super(message);
    }
}
