package io.github.dcssync.observe;

import io.github.dcssync.logging.Printable;

/** What a text from a table is as the value of a label. */
final class MetricLabel {

    /** Longer names and codes are nobody's; every scrape would carry them. */
    private static final int LONGEST = 200;

    private MetricLabel() {
    }

    /** @return the text on one line and in the order it is read, without blanks around it and of bounded length */
    static String of(String text) {
        if (text == null) {
            return "";
        }
        String line = Printable.line(text.strip());
        return line.codePointCount(0, line.length()) <= LONGEST ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
