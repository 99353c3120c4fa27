package io.github.dcssync.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer of which the keys were read and nothing else so far. Used by one thread. */
final class UnreadAnswer {

    private final byte[] answer;
    private final RecordKeyReader.Whole whole;
    private int elements;
    private @Nullable List<Element> read;

    /** @param whole reads all of it, when that is asked for */
    UnreadAnswer(byte[] answer, RecordKeyReader.Whole whole) {
        this.answer = answer;
        this.whole = whole;
    }

    /** @return the next of its records */
    Row next(String key) {
        return new Row(key, this, elements++);
    }

    /** @return what a record says */
    @Nullable
    String[] valuesOf(int place) {
        if (read == null) {
            try {
                read = whole.read(answer).elements();
            } catch (IOException e) {
                throw new UncheckedIOException("An answer cannot be read whose keys could", e);
            }
        }
        return ((Row) read.get(place)).values();
    }

    /** @return its length for each of its records */
    long charactersOfElement() {
        return answer.length / Math.max(1, elements);
    }
}
