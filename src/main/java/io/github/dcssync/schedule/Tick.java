package io.github.dcssync.schedule;

import java.time.Instant;

/**
 * One time that Quartz has begun a sync.
 *
 * @param source the name of the source or shard
 * @param kind   {@code sync} or {@code full-sync}
 * @param at     when it was to begin; where it is made up, when that was asked for
 * @param madeUp whether another one before did not take place, or not to its end
 * @param ticks  which keeps account of it
 */
public record Tick(String source, String kind, Instant at, boolean madeUp, DueTicks ticks) {

    /**
     * To be called when its turn has come. It says that it is made up: while it waited another process may have done the
     * work.
     *
     * @return whether it is still to take place
     */
    public boolean takeUp() {
        return !madeUp || ticks.takeUp(this);
    }

    /** @return the time that it stands for, which is the same for all shards: where it is made up, when it was due */
    public Instant standsFor() {
        return madeUp ? ticks.dueAt(this) : at;
    }

    /** Hears that it took place. Where that cannot be noted it is made up once more. */
    public void served() {
        ticks.served(this);
    }

    /** Hears that it found its source busy and is left out. What was due before it stays so: the other may be dead. */
    public void skipped() {
        if (ticks.isFirst(this)) {
            ticks.served(this);
        }
    }
}
