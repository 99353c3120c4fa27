package io.github.dcssync.command;

import io.github.dcssync.settings.LogFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A line that can be said when there is no memory for making one: it is made before, for people and for machines. */
final class LastLine {

    private final byte[] text;
    private final String fields;
    private final byte[] withoutTime;

    /** @param said ASCII, and nothing that JSON would escape */
    LastLine(String said) {
        text = bytes("dcs-sync: " + said + "\n");
        fields = "\"level\":\"ERROR\",\"logger\":\"" + LastResort.class.getName() + "\",\"message\":\"" + said
                + "\"}\n";
        withoutTime = bytes("{" + fields);
    }

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    /** @return the line; in JSON with the time, where there is room left to tell it */
    byte[] in(LogFormat format) {
        if (format == LogFormat.TEXT) {
            return text;
        }
        try {
            return bytes("{\"timestamp\":\"" + Instant.ofEpochMilli(System.currentTimeMillis()) + "\"," + fields);
        } catch (OutOfMemoryError e) {
            return withoutTime;
        }
    }
}
