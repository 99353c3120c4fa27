package io.github.dcssync.record;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is no JSON in places. Bytes that are no UTF-8 are replaced; what is no JSON in its list then is
 * rejected and a number put in its place, so that a record costs itself and not the list ({@link BrokenList}). An
 * answer that was cut off is not mended.
 */
final class Mending {

    private static final String REASON = "the list element is no JSON";

    private final Map<Integer, Rejected> rejected = new HashMap<>();
    private final ListKind kind;
    private final JsonFactory json;
    private byte[] answer;
    private boolean read;
    private boolean repaired;
    private boolean mended;
    private int list = -1;

    /** @param json reads records as the caller does */
    Mending(byte[] answer, ListKind kind, JsonFactory json) {
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
     * Hears that the list is to be read.
     *
     * @param start the first byte behind its bracket
     */
    void beginList(long start) {
        list = (int) start;
    }

    /**
     * Is asked before an element is read.
     *
     * @param start its first byte
     * @return what was made of it before, or null
     */
    @Nullable
    Rejected rejected(long start) {
        return rejected.get((int) start);
    }

    /** Hears that the answer could not be read on, and says whether to read it again. */
    boolean isWorthAnotherReading() {
        boolean first = !read;
        read = true;
        return first && repair() || !mended && list >= 0 && mend();
    }

    /** First of all, because the list may begin elsewhere then. */
    private boolean repair() {
        byte[] text = new String(answer, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        repaired = !Arrays.equals(text, answer);
        answer = text;
        list = repaired ? -1 : list;
        return repaired;
    }

    private boolean mend() {
        mended = true;
        BrokenList broken = new BrokenList(answer, list, kind, json);
        List<BrokenList.Part> parts = broken.parts();
        if (!parts.isEmpty()) {
            ByteArrayOutputStream whole = new ByteArrayOutputStream(answer.length);
            whole.write(answer, 0, list);
            parts.forEach(part -> write(part, whole));
            whole.write(answer, broken.end(), answer.length - broken.end());
            answer = whole.toByteArray();
        }
        return !parts.isEmpty();
    }

    private void write(BrokenList.Part part, ByteArrayOutputStream whole) {
        if (whole.size() > list) {
            whole.write(',');
        }
        if (part.isJson()) {
            whole.write(answer, part.start(), part.end() - part.start());
        } else {
            rejected.put(whole.size(), new Rejected(REASON, received(answer, part.start(), part.end())));
            whole.write('0');
        }
    }

    /** @return a part of an answer as text that every database can hold */
    static String received(byte[] answer, int start, int end) {
        return new String(answer, start, end - start, StandardCharsets.UTF_8).replace('\0', '\uFFFD');
    }
}
