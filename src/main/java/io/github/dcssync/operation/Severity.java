package io.github.dcssync.operation;

import java.util.Locale;

/** How bad a failed operation is. */
public enum Severity {
    /** Somebody has to act now. */
    CRITICAL,
    /** Somebody has to look. */
    WARNING,
    /** Worth a note. */
    INFO;

    /** @return the word that stands in config/error-codes.yaml and in the columns {@code severity} */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
