package io.github.dcssync.sync;

import java.util.List;

/**
 * What a sync is asked to do.
 *
 * @param source      the source's name
 * @param trigger     why: {@code schedule}, {@code once}, {@code demo} or {@code backfill}
 * @param instanceIds only these instances; empty for all that the settings name
 */
public record SyncRequest(String source, String trigger, List<String> instanceIds) {
}
