package io.github.dcssync.simulator;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How records write their times. */
final class Times {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** Names carry the local time of the region, not UTC. */
    private static final DateTimeFormatter IN_NAMES =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneId.of("Europe/Berlin"));

    private Times() {
    }

    /** ISO 8601 in UTC with milliseconds. */
    static String stamp(Instant time) {
        return STAMP.format(time);
    }

    /** A record's name, such as {@code backup_20190510163116}. */
    static String name(String prefix, Instant time) {
        return prefix + "_" + IN_NAMES.format(time);
    }
}
