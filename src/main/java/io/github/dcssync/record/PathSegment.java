package io.github.dcssync.record;

import java.util.regex.Pattern;

/**
 * Text that may become a part of an address: it means itself there, and nothing to whatever reads the address on the
 * way. The ids of instances become one; they come from the service, from settings and from the command line.
 */
public final class PathSegment {

    /** What such a text is, for messages. */
    public static final String WANTED = "of 0-9, A-Z, a-z, '.', '_' and '-' alone, and not '.' or '..'";

    private static final Pattern PLAIN = Pattern.compile("[0-9A-Za-z._-]{1,255}");

    private PathSegment() {
    }

    /** @return whether the text may become a part of an address */
    public static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches() && !text.equals(".") && !text.equals("..");
    }

    /**
     * @return the text
     * @throws IllegalArgumentException when it must not become a part of an address
     */
    public static String require(String text) {
        if (!isPlain(text)) {
            throw new IllegalArgumentException("A part of an address has to be " + WANTED);
        }
        return text;
    }
}
