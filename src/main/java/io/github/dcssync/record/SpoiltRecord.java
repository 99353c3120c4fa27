package io.github.dcssync.record;

/**
 * Finds where a record ends that is no JSON. Its quotes and braces may be what is wrong with it, so that what follows
 * decides: a quote ends a text only where something can come behind a text, and the record only where another can
 * begin, or the list ends. It ends at the latest where no record is broken any more.
 */
final class SpoiltRecord {

    private static final int NOWHERE = -1;

    private final byte[] answer;
    private final AfterRecord after;
    private final int limit;

    /** @param limit where what is broken ends */
    SpoiltRecord(byte[] answer, AfterRecord after, int limit) {
        this.answer = answer;
        this.after = after;
        this.limit = limit;
    }

    /** @return where the object ends that begins there, or -1 */
    int end(int start) {
        int paired = endByPairs(start);
        int careful = endByWhatFollows(start);
        if (paired > 0 && after.isLikely(paired)) {
            return careful > 0 ? Math.min(paired, careful) : paired;
        }
        return careful;
    }

    /** @return where the object ends that begins there if each of its quotes is one of a pair, or -1 */
    private int endByPairs(int start) {
        StringBuilder open = new StringBuilder();
        boolean quoted = false;
        for (int i = start; isOpening(start) && i < limit; i++) {
            char c = (char) answer[i];
            if (quoted) {
                quoted = c != '"';
                i += c == '\\' ? 1 : 0;
            } else if (c == '"') {
                quoted = true;
            } else if (!nest(c, open)) {
                return NOWHERE;
            }
            if (open.isEmpty()) {
                return i + 1;
            }
        }
        return NOWHERE;
    }

    /** @return where the object ends that begins there if quotes may stand in texts, or -1 */
    private int endByWhatFollows(int start) {
        StringBuilder open = new StringBuilder();
        boolean isName = false;
        for (int i = start; isOpening(start) && i < limit; i++) {
            char c = (char) answer[i];
            if (c == '"') {
                i = endOfText(i, open, isName);
                if (i < 0 || answer[i] == '}') {
                    return i < 0 ? NOWHERE : i + 1;
                }
            } else if (!nest(c, open)) {
                return NOWHERE;
            } else if (open.isEmpty()) {
                return after.isLikely(i + 1) ? i + 1 : NOWHERE;
            }
            isName = c == '{' || c == ',' && open.charAt(open.length() - 1) == '}' || c > 0 && c <= ' ' && isName;
        }
        return NOWHERE;
    }

    /** @return the quote at its end, or the brace before a whole record or the list's end, which no text contains */
    private int endOfText(int start, StringBuilder open, boolean isName) {
        for (int i = start + 1; i < limit; i++) {
            // A backslash before the last quote is a part of the text like any other.
            boolean escaped = answer[i] == '\\' && i + 1 < limit;
            i += escaped ? 1 : 0;
            if (answer[i] == '"' && (isName ? !escaped && after.isColon(i + 1) : after.isAfterText(i + 1, open))
                    || answer[i] == '}' && after.isGood(i + 1)) {
                return i;
            }
        }
        return NOWHERE;
    }

    private boolean isOpening(int place) {
        return answer[place] == '{' || answer[place] == '[';
    }

    /** Notes what opens and what closes, and says whether it fits. */
    private static boolean nest(char c, StringBuilder open) {
        if (c == '{' || c == '[') {
            open.append(c == '{' ? '}' : ']');
        } else if (c == '}' || c == ']') {
            if (open.isEmpty() || open.charAt(open.length() - 1) != c) {
                return false;
            }
            open.setLength(open.length() - 1);
        }
        return !open.isEmpty() || c == '}' || c == ']';
    }
}
