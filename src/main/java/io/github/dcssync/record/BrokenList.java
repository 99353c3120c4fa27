package io.github.dcssync.record;

import com.fasterxml.jackson.core.JsonFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a list that is no JSON into its records. A record is kept only where it is whole and what follows it shows that
 * it was not cut off: the list's end, the next whole record, or a comma and something that is an element of its own.
 * A record that is whole before anything else, and the text up to where another can begin, may be one: they are one part.
 * Commas that are missing or too many cost nothing.
 */
final class BrokenList {

    /** Ten times what the largest page has. */
    private static final int MOST_PARTS = 10_000;

    /** How much may be read to tell broken records from each other, which takes reading over and over. */
    private static final long MOST_BYTES = 256L << 20;

    private final List<Part> parts = new ArrayList<>();
    private final byte[] answer;
    private final ListKind kind;
    private final JsonPieces json;
    private final int start;
    private final int end;
    private long bytesLeft = MOST_BYTES;

    /** Bytes of the answer, from the first to the one behind the last: elements to be read, or a text to be rejected. */
    record Part(int start, int end, boolean isJson) {
    }

    /** @param start the first byte behind the list's bracket */
    BrokenList(byte[] answer, int start, ListKind kind, JsonFactory factory) {
        this.answer = answer;
        this.start = start;
        this.kind = kind;
        this.json = new JsonPieces(answer, kind, factory);
        this.end = json.endOfList(start);
    }

    /** @return where the list's closing bracket stands, or -1 when the answer does not go on behind it to its end */
    int end() {
        return end;
    }

    /** @return the parts in their order; none when the list has no end, names no key or is too costly to cut */
    List<Part> parts() {
        if (end >= 0 && new Gap(answer, start, end, kind).namesKey()) {
            cut(wholes());
        }
        return json.isExhausted() || parts.size() > MOST_PARTS ? List.of() : parts;
    }

    /** No record that is whole may stand in the text of another: it begins behind a comma, or behind stray bytes. */
    private List<Part> wholes() {
        List<Part> wholes = new ArrayList<>();
        int quotes = 0;
        boolean comma = true;
        for (int i = start; i < end; i++) {
            int behind = answer[i] == '{' && (comma || quotes < 2) ? json.endOfRecord(i, end) : -1;
            if (behind > 0) {
                wholes.add(new Part(i, behind, true));
                quotes = 0;
                i = behind - 1;
            }
            quotes += answer[i] == '"' ? 1 : 0;
            comma = answer[i] == ',' || comma && answer[i] >= 0 && answer[i] <= ' ';
        }
        return wholes;
    }

    private void cut(List<Part> wholes) {
        addBroken(new Gap(answer, start, wholes.isEmpty() ? end : wholes.get(0).start(), kind));
        for (int i = 0; i < wholes.size(); i++) {
            Part whole = wholes.get(i);
            int next = i + 1 < wholes.size() ? wholes.get(i + 1).start() : end;
            Gap gap = new Gap(answer, whole.end(), next, kind);
            if (gap.isEmpty() || gap.beginsWithComma() && (gap.isOfItsOwn() || isJson(gap))) {
                parts.add(whole);
                addBroken(gap);
            } else {
                parts.add(new Part(whole.start(), gap.endOfRest(), false));
                addBroken(new Gap(answer, gap.endOfRest(), next, kind));
            }
        }
    }

    private boolean isJson(Gap gap) {
        return json.areElements(gap.start(), gap.end());
    }

    private void addBroken(Gap gap) {
        if (gap.isEmpty()) {
            return;
        }
        if (isJson(gap)) {
            parts.add(new Part(gap.start(), gap.end(), true));
            return;
        }
        int from = gap.start();
        while (from < gap.end() && parts.size() <= MOST_PARTS) {
            int to = bytesLeft > 0 ? gap.endOfRecord(from) : gap.end();
            bytesLeft -= gap.end() - from;
            parts.add(new Part(from, to, false));
            from = gap.pastCommas(to);
        }
    }
}
