package io.github.dcssync.sync;

import io.github.dcssync.schedule.Tick;
import io.github.dcssync.settings.Source;
import java.time.Instant;
import java.util.List;

/**
 * What a sync is asked to do.
 *
 * @param source      the source's name; the shard's where the source is cut
 * @param trigger     why: {@code schedule}, {@code once}, {@code demo} or {@code backfill}
 * @param instanceIds only these instances; empty for all that the settings name
 * @param full        whether restorations are read from their beginning
 * @param from        only records since then, or null; together with {@code to} a backfill
 * @param to          only records until then, or null
 * @param tick        by which the schedule has begun it, or null
 * @param common      the list of instances for all shards of the source that are synced beside it, or null
 */
public record SyncRequest(String source, String trigger, List<String> instanceIds, boolean full, Instant from,
        Instant to, Tick tick, CommonListing common) {

    /** A sync that has its list of instances from the shards of the same tick, or for itself. */
    public SyncRequest(String source, String trigger, List<String> instanceIds, boolean full, Instant from,
            Instant to, Tick tick) {
        this(source, trigger, instanceIds, full, from, to, tick, null);
    }

    /** A sync that is begun by no tick of the schedule. */
    public SyncRequest(String source, String trigger, List<String> instanceIds, boolean full, Instant from,
            Instant to) {
        this(source, trigger, instanceIds, full, from, to, null);
    }

    /** A sync of all that the settings name, restorations incrementally. */
    public SyncRequest(String source, String trigger, List<String> instanceIds) {
        this(source, trigger, instanceIds, false, null, null);
    }

    /** @return what is asked of each shard of a source, so that its instances are listed once */
    public static List<SyncRequest> ofEachShard(Source source, String trigger, List<String> instanceIds, boolean full,
            Instant from, Instant to) {
        CommonListing common = new CommonListing();
        return Shard.of(source).stream()
                .map(shard -> new SyncRequest(shard.name(), trigger, instanceIds, full, from, to, null, common))
                .toList();
    }

    /** @return whether a process may have died over this sync: its lease is worth waiting for */
    public boolean isMadeUp() {
        return tick != null && tick.madeUp();
    }

    /** @return whether only a part of each list is asked for */
    public boolean isBackfill() {
        return from != null || to != null;
    }
}
