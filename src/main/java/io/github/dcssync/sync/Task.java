package io.github.dcssync.sync;

import io.github.dcssync.record.ListKind;

/**
 * One list of one instance.
 *
 * @param instance whose records
 * @param kind     which of them
 */
public record Task(Instance instance, ListKind kind) {

    /** @return {@code backups} or {@code restores} */
    public String endpoint() {
        return kind.endpoint();
    }
}
