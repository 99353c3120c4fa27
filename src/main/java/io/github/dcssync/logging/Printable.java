package io.github.dcssync.logging;

/**
 * Makes text from outside fit for a terminal and a log: it can neither begin a line of its own, nor steer the terminal,
 * nor show itself in another order than it is in.
 */
public final class Printable {

    private Printable() {
    }

    /** @return the text on one line, with escapes such as {@code \n} and {@code \u202e} for what is no plain mark */
    public static String line(String text) {
        if (text.codePoints().allMatch(Printable::isPlain)) {
            return text;
        }
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(c -> line.append(isPlain(c) ? Character.toString(c) : escaped(c)));
        return line.toString();
    }

    /** @return JSON with the same meaning, of JSON in which such characters stand in texts alone */
    public static String json(String json) {
        StringBuilder safe = new StringBuilder(json.length());
        json.codePoints().forEach(c -> safe.append(isPlain(c) || c == '\n' || c == '\r' ? Character.toString(c)
                : units(c)));
        return safe.toString();
    }

    /** Whether a character is shown as itself, where it stands; a tab is. */
    public static boolean isPlain(int c) {
        return c == '\t' || switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> false;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String escaped(int c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            default -> units(c);
        };
    }

    private static String units(int c) {
        StringBuilder units = new StringBuilder();
        for (char unit : Character.toChars(c)) {
            units.append(String.format("\\u%04x", (int) unit));
        }
        return units.toString();
    }
}
