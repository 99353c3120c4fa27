package io.github.dcssync.command;

import java.io.PrintWriter;
import java.io.StringWriter;

/** The text of a stack trace. */
final class StackTraces {

    private StackTraces() {
    }

    static String of(Throwable exception) {
        StringWriter text = new StringWriter();
        exception.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
