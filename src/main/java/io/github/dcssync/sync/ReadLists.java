package io.github.dcssync.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists that were read to their end and brought nothing new: how they were read is noted for many in one transaction.
 * Killed before, the next sync reads them as this one has. Thread-safe; the routes read its properties by name.
 */
public final class ReadLists {

    /** So many are worth a transaction; the others wait for the next one. */
    private static final int PILE = 100;
    /** Their keys, which lie in memory until then. */
    private static final long KEYS = 20_000;
    private static final long LONG_ENOUGH = Duration.ofSeconds(1).toNanos();

    private List<Listing> waiting = new ArrayList<>();
    private long keys;
    private long since;

    synchronized void add(Listing list) {
        if (waiting.isEmpty()) {
            since = System.nanoTime();
        }
        waiting.add(list);
        keys += list.storable();
    }

    /** @return whether many are waiting, or one has for long */
    public synchronized boolean isPiledUp() {
        return waiting.size() >= PILE || keys >= KEYS
                || !waiting.isEmpty() && System.nanoTime() - since >= LONG_ENOUGH;
    }

    /** @return those that are waiting; the caller has to note them */
    public synchronized NoteBatches<Listing> take() {
        List<Listing> taken = waiting;
        waiting = new ArrayList<>();
        keys = 0;
        return new NoteBatches<>(taken);
    }
}
