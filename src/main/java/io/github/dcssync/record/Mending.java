package io.github.dcssync.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * An answer that is no JSON in places. Bytes that are no UTF-8 are replaced; a record that is no JSON then is rejected
 * and blanked out, so that it costs itself and not the list. What stands between the records, and an answer that was
 * cut off, is not mended.
 */
final class Mending {

    /** Each record that is blanked out costs another reading of the answer. */
    private static final long MOST_BYTES_REREAD = 64L << 20;
    private static final String REASON = "the list element is no JSON";

    private final Map<Long, Rejected> spoilt = new HashMap<>();
    private byte[] answer;
    private boolean begunMending;
    private boolean repaired;
    private long begun = -1;
    private long reread;

    Mending(byte[] answer) {
        this.answer = answer;
    }

    /** @return the answer as far as it is mended */
    byte[] answer() {
        return answer;
    }

    /** @return whether bytes were replaced: U+FFFD may stand for several then */
    boolean isRepaired() {
        return repaired;
    }

    /**
     * Hears that a record is to be read.
     *
     * @param start its first byte
     * @return what was made of it before, or null
     */
    Rejected begin(long start) {
        begun = start;
        return spoilt.get(start);
    }

    /** Hears that it was read. */
    void end() {
        begun = -1;
    }

    /** Hears that the answer could not be read on, and says whether to read it again. */
    boolean isWorthAnotherReading() {
        reread += answer.length;
        if (!begunMending && repair()) {
            return true;
        }
        int end = begun < 0 || reread > MOST_BYTES_REREAD ? -1 : end((int) begun);
        if (end < 0) {
            return false;
        }
        blank((int) begun, end);
        return true;
    }

    /** First of all, because records may begin elsewhere then; in a copy, which is ours to change. */
    private boolean repair() {
        begunMending = true;
        byte[] text = new String(answer, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        repaired = !Arrays.equals(text, answer);
        answer = text;
        return repaired;
    }

    private void blank(int start, int end) {
        spoilt.put((long) start, new Rejected(REASON, received(answer, start, end)));
        Arrays.fill(answer, start, end, (byte) ' ');
        answer[start] = '0';
        begun = -1;
    }

    /** @return a part of an answer as text that every database can hold */
    static String received(byte[] answer, int start, int end) {
        return new String(answer, start, end - start, StandardCharsets.UTF_8).replace('\0', '\uFFFD');
    }

    /** @return where the object ends that begins there, or -1 when its braces do not match or are not closed */
    private int end(int start) {
        StringBuilder open = new StringBuilder();
        boolean quoted = false;
        for (int i = start; i < answer.length; i++) {
            char c = (char) answer[i];
            if (quoted) {
                quoted = c != '"';
                i += c == '\\' ? 1 : 0;
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                open.append(c == '{' ? '}' : ']');
            } else if (c == '}' || c == ']') {
                if (open.isEmpty() || open.charAt(open.length() - 1) != c) {
                    return -1;
                }
                open.setLength(open.length() - 1);
            }
            if (open.isEmpty()) {
                return c == '}' || c == ']' ? i + 1 : -1;
            }
        }
        return -1;
    }
}
