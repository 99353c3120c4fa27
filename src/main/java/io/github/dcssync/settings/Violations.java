package io.github.dcssync.settings;

import io.github.dcssync.secret.Secrets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong, each thing once and on one line: an operator mends it all in one go. */
final class Violations {

    private static final int LONGEST_SHOWN = 200;

    private final Set<String> lines = new LinkedHashSet<>();

    /** A value that is wrong. */
    void wrong(String key, String shownValue, String origin, String remedy) {
        lines.add(key + "=" + shownValue + " (" + origin + "): " + remedy);
    }

    void wrong(Setting<?> setting, String key, RawValue given, String remedy) {
        wrong(key, setting.show(given.written()), given.origin(), remedy);
    }

    /** A key that has to be set. */
    void missing(String key, String remedy) {
        lines.add(key + " is not set: " + remedy);
    }

    /** Something that is not about one key. */
    void add(String line) {
        lines.add(line);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** A value as it may be shown: no secret, no second line, no end of paper. */
    static String show(boolean secret, String text) {
        if (secret) {
            return Secrets.MASK;
        }
        String oneLine = Secrets.maskPatterns(text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", "?"));
        return oneLine.length() <= LONGEST_SHOWN ? oneLine : oneLine.substring(0, LONGEST_SHOWN) + "...";
    }
}
