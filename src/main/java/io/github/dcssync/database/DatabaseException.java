package io.github.dcssync.database;

/** The database cannot be used. The message is one line with the remedy; it ends the program with exit code 4. */
public final class DatabaseException extends RuntimeException {

    public DatabaseException(String message) {
        super(message);
    }

    public DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
