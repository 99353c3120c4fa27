package io.github.dcssync.sync;

import java.util.ArrayList;
import java.util.List;

/** The faults of a sync, and those of them that are not in the database yet. Thread-safe; the routes read its properties by name. */
public final class SyncErrors {

    /** So many are worth a transaction of their own; the others wait for the next one. */
    private static final int PILE = 100;

    private long noted;
    private List<SyncError> waiting = new ArrayList<>();

    synchronized void add(SyncError error) {
        waiting.add(error);
        if (error.rule() != null) {
            noted++;
        }
    }

    /** @return how many there were so far that followed a request */
    synchronized long noted() {
        return noted;
    }

    /** @return whether many are waiting */
    public synchronized boolean isPiledUp() {
        return waiting.size() >= PILE;
    }

    /** @return those that are waiting; the caller has to store them */
    public synchronized NoteBatches<SyncError> take() {
        List<SyncError> taken = waiting;
        waiting = new ArrayList<>();
        return new NoteBatches<>(taken);
    }
}
