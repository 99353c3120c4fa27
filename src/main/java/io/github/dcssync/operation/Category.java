package io.github.dcssync.operation;

import java.util.Locale;

/** What kind of failure a record's error code stands for. */
public enum Category {
    /** The program that backs up or restores did not run. */
    TOOL,
    /** It took too long. */
    TIMEOUT,
    /** The bucket with the backups. */
    STORAGE,
    /** The service's own access to that bucket. */
    CREDENTIALS,
    /** Copying the data into the instance. */
    REPLICATION,
    /** The instance had something else to do. */
    BUSY,
    /** Failed, without a code. */
    UNCLASSIFIED,
    /** Failed with a code that is not in the table. */
    UNKNOWN;

    /** @return the word that stands in config/error-codes.yaml and in the columns {@code category} */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
