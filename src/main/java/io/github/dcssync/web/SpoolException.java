package io.github.dcssync.web;

import java.io.IOException;

/** A long answer cannot be put into the temporary folder. The message is for the log; it names the folder. */
final class SpoolException extends IOException {

    private static final long serialVersionUID = 1L;

    SpoolException(IOException cause) {
        super("an answer above 1 MiB needs room in the temporary folder " + System.getProperty("java.io.tmpdir")
                + ", which cannot be written to (" + cause + "): mend that, or name another with"
                + " JAVA_OPTS=-Djava.io.tmpdir=FOLDER", cause);
    }
}
