package io.github.dcssync.record;

import com.fasterxml.jackson.core.JsonFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * An answer that is no JSON in places. Bytes that are no UTF-8 are replaced; a record that is no JSON then is rejected
 * and blanked out, so that it costs itself and not the list. What stands behind a record is taken for a part of it; an
 * answer that was cut off is not mended.
 */
final class Mending {

    /** Each record that is blanked out costs another reading of the answer. */
    private static final long MOST_BYTES_REREAD = 64L << 20;
    private static final String REASON = "the list element is no JSON";

    private final Map<Integer, Spoilt> spoilt = new HashMap<>();
    private final RecordKind kind;
    private final JsonFactory json;
    private byte[] answer;
    private byte[] received;
    private SpoiltRecord records;
    private boolean repaired;
    private int begun = -1;
    private int last = -1;
    private int lastEnd;
    private long reread;

    /** What was made of a record, and where it ends. */
    private record Spoilt(Rejected rejected, int end) {
    }

    /** @param json reads records as the caller does */
    Mending(byte[] answer, RecordKind kind, JsonFactory json) {
        this.answer = answer;
        this.kind = kind;
        this.json = json;
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
        begun = (int) start;
        Spoilt known = spoilt.get(begun);
        return known == null ? null : known.rejected();
    }

    /** Hears that it was read, up to this byte. */
    void end(long end) {
        last = begun;
        lastEnd = spoilt.containsKey(last) ? spoilt.get(last).end() : (int) end;
        begun = -1;
    }

    /** Hears that the answer could not be read on, and says whether to read it again. */
    boolean isWorthAnotherReading() {
        reread += answer.length;
        if (received == null && repair()) {
            return true;
        }
        return reread <= MOST_BYTES_REREAD && (blankLast() || blankBegun());
    }

    /** First of all, because records may begin elsewhere then; in a copy, which is ours to change. */
    private boolean repair() {
        received = new String(answer, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        records = new SpoiltRecord(received, new AfterRecord(received, kind, json, MOST_BYTES_REREAD));
        repaired = !Arrays.equals(received, answer);
        answer = received.clone();
        last = repaired ? -1 : last;
        return repaired;
    }

    /** The record before may have looked whole and end behind what cannot be read: a text in it looks like an end. */
    private boolean blankLast() {
        if (last < 0) {
            return false;
        }
        int end = records.endByWhatFollows(last);
        if (end <= lastEnd && begun < 0) {
            end = records.endBeforeGood(lastEnd);
        }
        return end > Math.max(lastEnd, begun) && blank(last, end);
    }

    private boolean blankBegun() {
        int end = begun < 0 ? -1 : records.end(begun);
        return end > 0 && blank(begun, end);
    }

    private boolean blank(int start, int end) {
        spoilt.put(start, new Spoilt(new Rejected(REASON, received(received, start, end)), end));
        Arrays.fill(answer, start, end, (byte) ' ');
        answer[start] = '0';
        begun = -1;
        last = -1;
        return true;
    }

    /** @return a part of an answer as text that every database can hold */
    static String received(byte[] answer, int start, int end) {
        return new String(answer, start, end - start, StandardCharsets.UTF_8).replace('\0', '\uFFFD');
    }
}
