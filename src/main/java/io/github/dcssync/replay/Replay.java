package io.github.dcssync.replay;

import io.github.dcssync.record.Page;
import io.github.dcssync.store.RejectedRecords.Kept;
import io.github.dcssync.store.WriteResult;
import io.github.dcssync.sync.SyncRun;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The replay of one source while it goes on. Used by one thread; the routes read its properties by name. */
public final class Replay {

    private final SyncRun run;
    private final int size;
    private final Iterator<Long> waiting;
    private @Nullable Kept kept;
    private @Nullable Page page;
    private int replayed;
    private WriteResult sum = new WriteResult(0, 0, 0, 0, 0, List.of());

    Replay(SyncRun run, List<Long> waiting) {
        this.run = run;
        this.size = waiting.size();
        this.waiting = waiting.iterator();
    }

    /** @return whether there is another row to put through, and the program is not being stopped */
    public boolean isMore() {
        return run.isActive() && waiting.hasNext();
    }

    long next() {
        return waiting.next();
    }

    /** @param read nothing where it cannot be read */
    void take(Kept next, Optional<Page> read) {
        kept = next;
        page = read.orElse(null);
    }

    /** The current row. */
    Kept kept() {
        return Objects.requireNonNull(kept);
    }

    /** What was read of it. */
    Page page() {
        return Objects.requireNonNull(page);
    }

    SyncRun run() {
        return run;
    }

    /** Hears that the current row is stored: its transaction has committed. */
    void add(WriteResult stored, int known) {
        replayed++;
        sum = new WriteResult(sum.inserted() + stored.inserted(), sum.changed() + stored.changed(),
                sum.unchanged() + stored.unchanged() + known, 0, 0, List.of());
    }

    /** @return what it came to so far */
    public ReplayResult getResult() {
        return new ReplayResult(size, replayed, sum.inserted(), sum.changed(), sum.unchanged());
    }
}
