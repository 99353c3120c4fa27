package io.github.dcssync.sync;

import java.time.Instant;
import java.util.List;

/**
 * What a sync is asked to do.
 *
 * @param source      the source's name
 * @param trigger     why: {@code schedule}, {@code once}, {@code demo} or {@code backfill}
 * @param instanceIds only these instances; empty for all that the settings name
 * @param full        whether restorations are read from their beginning
 * @param from        only records since then, or null; together with {@code to} a backfill
 * @param to          only records until then, or null
 */
public record SyncRequest(String source, String trigger, List<String> instanceIds, boolean full, Instant from,
        Instant to) {

    /** A sync of all that the settings name, restorations incrementally. */
    public SyncRequest(String source, String trigger, List<String> instanceIds) {
        this(source, trigger, instanceIds, false, null, null);
    }

    /** @return whether only a part of each list is asked for */
    public boolean isBackfill() {
        return from != null || to != null;
    }
}
