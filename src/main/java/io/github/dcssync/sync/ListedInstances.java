package io.github.dcssync.sync;

import io.github.dcssync.record.Rejected;
import java.util.List;

/**
 * Which instances the service lists for a source.
 *
 * @param instances  those that can be asked for; where another sync has listed them, those of this one's shard
 * @param refused    what was listed and is no instance to ask for
 * @param isFirstHand whether this sync has listed them itself, for all shards: it speaks of what is odd about them
 */
public record ListedInstances(List<Instance> instances, List<Rejected> refused, boolean isFirstHand) {
}
