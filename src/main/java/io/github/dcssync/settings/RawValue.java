package io.github.dcssync.settings;

import java.util.List;

/**
 * A text that somebody gave for a key.
 *
 * @param text never empty, placeholders filled in, trimmed unless it is secret; empty when it could not be had
 * @param origin where it was given, as {@code check} shows it
 * @param written the text as far as it may be shown: what came out of files stands there as its placeholder
 * @param fromFiles what came out of files
 */
record RawValue(String text, String origin, String written, List<String> fromFiles) {

    RawValue(String text, String origin) {
        this(text, origin, text, List.of());
    }

    /** Something was given and is at fault: the key is not missing. */
    static RawValue broken(String origin) {
        return new RawValue("", origin);
    }
}
