package io.github.dcssync.sync;

/** Hears how syncs go on; called by many threads. */
public interface SyncObserver {

    /** The sync knows its tasks. */
    default void planned(SyncRun run) {
    }

    /** One more task has ended, well or not. */
    default void taskEnded(SyncRun run) {
    }

    /** The sync has ended and is noted in the database. */
    default void finished(SyncRun run) {
    }
}
