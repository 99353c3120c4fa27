package io.github.dcssync.settings;

import java.time.Duration;

/**
 * A protection policy: the first whose pattern covers an instance's name is the instance's.
 *
 * @param name lower case; the last policy is always {@code default}
 * @param match names of the instances under the policy
 * @param rpo recovery point objective, whole minutes: oldest the newest good backup may be
 * @param rto recovery time objective, whole minutes: longest a restoration may take
 * @param drill whole days: longest time between restorations
 */
public record ProtectionPolicy(String name, NamePattern match, Duration rpo, Duration rto, Duration drill) {
}
