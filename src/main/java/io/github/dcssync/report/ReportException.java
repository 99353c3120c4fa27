package io.github.dcssync.report;

/** A view, column or value that does not exist; the message says in one line what would be right. */
public final class ReportException extends RuntimeException {

    ReportException(String message) {
        super(message);
    }
}
