package io.github.dcssync.record;

import org.jspecify.annotations.Nullable;

/**
 * One record, ready to be stored.
 *
 * @param key    the record's id
 * @param values canonical texts or null, in the order of {@link ListKind#columns()}; the first two, source and
 *               project, are filled in by whoever knows them
 */
public record Row(String key, @Nullable String[] values) implements Element {

    /** @return the text in the column, or null */
    public @Nullable String value(ListKind kind, String column) {
        return values[kind.columnPosition(column)];
    }
}
