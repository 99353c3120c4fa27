package io.github.dcssync.report;

import io.github.dcssync.logging.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jline.utils.WCWidth;
import org.jspecify.annotations.Nullable;

/** Values as a terminal shows them. */
final class Cells {

    private static final String PLAIN = "\u001b[0m";
    private static final String BOLD = "\u001b[1m";
    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final Map<String, String> COLOURS = Map.ofEntries(
            Map.entry("ok", GREEN), Map.entry("succeed", GREEN), Map.entry("complete", GREEN),
            Map.entry("breach", RED), Map.entry("never", RED), Map.entry("due", RED), Map.entry("failed", RED),
            Map.entry("critical", RED), Map.entry("unknown", YELLOW), Map.entry("warning", YELLOW),
            Map.entry("partial", YELLOW), Map.entry("new", YELLOW));
    private static final Pattern FRACTION = Pattern.compile("\\.\\d+Z$");
    /** Where a line may end: after it. */
    private static final String BREAKS = " _-,;:/.";

    private Cells() {
    }

    /** @return one line that neither moves the cursor nor turns round; {@code -} for a missing value */
    static String text(@Nullable Object value) {
        if (value == null) {
            return "-";
        }
        String text = FRACTION.matcher(value.toString()).replaceFirst("Z");
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> shown.appendCodePoint(Printable.isPlain(c) && c != '\t' ? c : '?'));
        return shown.toString();
    }

    /** @return how many columns of a terminal a text takes; some letters take two */
    static int width(String text) {
        return text.codePoints().map(Cells::width).sum();
    }

    private static int width(int letter) {
        return Math.max(0, WCWidth.wcwidth(letter));
    }

    /** @return the width below which a text would be cut within a word */
    static int widthOfWords(String text) {
        int widest = 0;
        int word = 0;
        for (int letter : text.codePoints().toArray()) {
            word += width(letter);
            widest = Math.max(widest, word);
            word = BREAKS.indexOf(letter) >= 0 ? 0 : word;
        }
        return widest;
    }

    /** @return the text in lines, none wider than that; cut within words only where there is no other way */
    static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        int begin = 0;
        // Measured once: a text may be long, and its lines many.
        for (int left = width(text); left > width;) {
            int end = end(text, begin, width);
            lines.add(text.substring(begin, end).stripTrailing());
            int next = afterBlanks(text, end);
            left -= width(text.substring(begin, next));
            begin = next;
        }
        lines.add(text.substring(begin));
        return lines;
    }

    /** Where a line ends that begins there. */
    private static int end(String text, int begin, int width) {
        int end = begin;
        int afterWord = begin;
        for (int used = 0; end < text.length(); end += Character.charCount(text.codePointAt(end))) {
            used += width(text.codePointAt(end));
            if (used > width && end > begin) {
                break;
            }
            afterWord = BREAKS.indexOf(text.charAt(end)) >= 0 ? end + 1 : afterWord;
        }
        return afterWord > begin ? afterWord : end;
    }

    private static int afterBlanks(String text, int begin) {
        int end = begin;
        while (end < text.length() && Character.isWhitespace(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    /** @return a line of a cell in the colour of what the whole cell says */
    static String coloured(String line, String cell) {
        String colour = COLOURS.get(cell.strip().toLowerCase(Locale.ROOT));
        return colour == null ? line : colour + line + PLAIN;
    }

    static String bold(String line) {
        return BOLD + line + PLAIN;
    }
}
