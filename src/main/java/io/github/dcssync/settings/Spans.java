package io.github.dcssync.settings;

import java.util.Map;
import java.util.TreeMap;

/** Parts of a text, which may overlap: of two secrets that share letters no rest may stay. */
final class Spans {

    private final TreeMap<Integer, Integer> endByStart = new TreeMap<>();

    void add(int start, int end) {
        endByStart.merge(start, end, Math::max);
    }

    boolean isEmpty() {
        return endByStart.isEmpty();
    }

    /** The text with each run of overlapping parts replaced once. */
    String replaceIn(String text, String replacement) {
        StringBuilder replaced = new StringBuilder(text.length());
        int done = 0;
        for (Map.Entry<Integer, Integer> span : endByStart.entrySet()) {
            if (span.getKey() >= done) {
                replaced.append(text, done, span.getKey()).append(replacement);
            }
            done = Math.max(done, span.getValue());
        }
        return replaced.append(text, done, text.length()).toString();
    }
}
