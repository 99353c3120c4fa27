package io.github.dcssync.sync;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** One list of a source's instances for all shards that one command goes through: the first that comes reads it. */
public final class CommonListing {

    private final AtomicReference<SyncRun> reader = new AtomicReference<>();
    private final CompletableFuture<ListedInstances> listed = new CompletableFuture<>();

    /** @return whether it falls to this sync to read the list */
    boolean isReadBy(SyncRun run) {
        return reader.compareAndSet(null, run) || reader.get() == run;
    }

    /**
     * @return the list, if it is read already
     * @throws UnlistedException it could not be read
     */
    Optional<ListedInstances> find() {
        if (!listed.isDone()) {
            return Optional.empty();
        }
        ListedInstances all = listed.join();
        if (all == null) {
            throw new UnlistedException("see the sync of " + reader.get().getShard().name());
        }
        return Optional.of(new ListedInstances(all.instances(), all.refused(), false));
    }

    void read(ListedInstances all) {
        listed.complete(all);
    }

    /** Hears that its reader has ended without it. */
    void unread(SyncRun run) {
        if (run.isInterrupted()) {
            reader.compareAndSet(run, null);
        } else {
            listed.complete(null);
        }
    }
}
