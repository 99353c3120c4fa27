package io.github.dcssync.record;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One record, ready to be stored. Used by one thread. */
public final class Row implements Element {

    private final String key;
    private final @Nullable UnreadAnswer answer;
    private final int place;
    private @Nullable String @Nullable [] values;

    /**
     * @param key    the record's id
     * @param values as {@link #values} has them
     */
    public Row(String key, @Nullable String[] values) {
        this.key = key;
        this.values = values;
        this.answer = null;
        this.place = 0;
    }

    /**
     * One whose values are read when they are asked for.
     *
     * @param key    the record's id
     * @param answer that it stands in
     * @param place  its place among the answer's elements
     */
    Row(String key, UnreadAnswer answer, int place) {
        this.key = key;
        this.answer = answer;
        this.place = place;
    }

    @Override
    public String key() {
        return key;
    }

    /**
     * @return canonical texts or null, in the order of {@link ListKind#columns()}; the first two, source and project, are
     *         filled in by whoever knows them
     */
    public @Nullable String[] values() {
        if (values == null) {
            values = Objects.requireNonNull(answer).valuesOf(place);
        }
        return values;
    }

    /** @return the text in the column, or null */
    public @Nullable String value(ListKind kind, String column) {
        return values()[kind.columnPosition(column)];
    }

    /** @return how many characters lie in memory for its values, about */
    public long characters() {
        if (values == null) {
            return Objects.requireNonNull(answer).charactersOfElement();
        }
        long characters = 0;
        for (String value : values) {
            characters += value == null ? 0 : value.length();
        }
        return characters;
    }

    @Override
    public String toString() {
        return key;
    }
}
