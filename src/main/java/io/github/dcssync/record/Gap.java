package io.github.dcssync.record;

/** What stands between two records that are whole, or before the first or behind the last: blanks and commas, or more. */
final class Gap {

    private final byte[] answer;
    private final AfterRecord after;
    private final String quotedKey;
    private final int behind;
    private final int start;
    private final int end;

    /** @param to where the next record begins, or the list ends */
    Gap(byte[] answer, int from, int to, ListKind kind) {
        this.answer = answer;
        this.after = new AfterRecord(answer, kind, to);
        this.quotedKey = '"' + kind.key() + '"';
        this.behind = from;
        this.start = pastCommas(from, to);
        this.end = beforeCommas(start, to);
    }

    /** @return the first byte that is no blank and no comma */
    int start() {
        return start;
    }

    /** @return the byte behind the last that is no blank and no comma */
    int end() {
        return end;
    }

    /** @return whether there are at most blanks and commas */
    boolean isEmpty() {
        return start == end;
    }

    /** @return whether a comma is the first in it */
    boolean beginsWithComma() {
        return after.isComma(behind);
    }

    /**
     * Whether this is no rest of the record before: that would have a quote that ends a text or begins a name, and a
     * brace at its end, and would not begin as records do or have their key.
     */
    boolean isOfItsOwn() {
        return !has('"') || !has('}') || after.isRecord(start) || namesKey(endOfFirst());
    }

    /** @return whether the key's name stands anywhere in it, as a name */
    boolean namesKey() {
        return namesKey(end);
    }

    private boolean namesKey(int to) {
        for (int i = start; i + quotedKey.length() <= to; i++) {
            if (answer[i] == '"' && isKey(i) && after.isColon(i + quotedKey.length())) {
                return true;
            }
        }
        return false;
    }

    private boolean isKey(int place) {
        for (int i = 0; i < quotedKey.length(); i++) {
            if (answer[place + i] != quotedKey.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int endOfFirst() {
        int i = start;
        while (i < end && (answer[i] != '}' || !after.isLikely(i + 1))) {
            i++;
        }
        return i;
    }

    private boolean has(char c) {
        int i = start;
        while (i < end && answer[i] != c) {
            i++;
        }
        return i < end;
    }

    /** @return the end of what may be the rest of the record before */
    int endOfRest() {
        return Math.min(end, endOfFirst() + 1);
    }

    /** @return the end of the broken record that begins there; of all that is left when that cannot be told */
    int endOfRecord(int from) {
        int found = new SpoiltRecord(answer, after, end).end(from);
        return found < 0 ? end : found;
    }

    /** @return where the next one begins */
    int pastCommas(int from) {
        return pastCommas(from, end);
    }

    private int pastCommas(int from, int to) {
        int i = from;
        while (i < to && isCommaOrBlank(i)) {
            i++;
        }
        return i;
    }

    private int beforeCommas(int from, int to) {
        int i = to;
        while (i > from && isCommaOrBlank(i - 1)) {
            i--;
        }
        return i;
    }

    private boolean isCommaOrBlank(int place) {
        return answer[place] == ',' || answer[place] >= 0 && answer[place] <= ' ';
    }
}
