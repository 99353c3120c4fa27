package io.github.dcssync.schedule;

import java.time.Instant;

/** How often a process has ended over a sync of the schedule, without a word. */
public interface Deaths {

    /**
     * @param source the name of a source or shard, whose lease is held
     * @return how many of its syncs that began since then came to no end
     */
    int since(String source, Instant moment);
}
