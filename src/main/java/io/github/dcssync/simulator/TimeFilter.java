package io.github.dcssync.simulator;

import java.time.ZoneOffset;

/**
 * What the server makes of the begin and end time of a list request. No document names the field or, save for v2
 * backups, the zone. Both bounds are inclusive, to the second.
 *
 * @param field which time of a record is compared
 * @param zone the zone in which the fourteen digits are read
 */
public record TimeFilter(Field field, ZoneOffset zone) {

    /** The filtered field. */
    public enum Field {
        CREATED_AT,
        UPDATED_AT,
        /** The server takes no notice of the filter, not even of a malformed one. */
        IGNORED
    }

    /** The likely reading: created_at, in UTC. */
    public static final TimeFilter CREATED_AT_UTC = new TimeFilter(Field.CREATED_AT, ZoneOffset.UTC);
}
