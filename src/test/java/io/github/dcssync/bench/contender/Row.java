package io.github.dcssync.bench.contender;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A record of a page, in the bytes that came: where the value of each column begins and ends. */
final class Row {

    private final int[] from;
    private final int[] to;
    private final boolean[] isEscaped;
    private byte[] bytes = {};

    Row(int columns) {
        from = new int[columns];
        to = new int[columns];
        isEscaped = new boolean[columns];
    }

    /** Begins a record in which no field has been found. */
    void clear(byte[] page) {
        bytes = page;
        Arrays.fill(to, 0);
    }

    void set(int column, int begin, int end, boolean escaped) {
        from[column] = begin;
        to[column] = end;
        isEscaped[column] = escaped;
    }

    int columns() {
        return to.length;
    }

    /** Whether the field is missing, null or empty. */
    boolean isNull(int column) {
        return to[column] == from[column] || to[column] == 0;
    }

    /** @return the end of the text, which a tab, a line's end and a backslash are escaped in as databases load it */
    int copy(int column, byte[] target, int position) throws IOException {
        if (isEscaped[column]) {
            byte[] text = escaped(text(column)).getBytes(StandardCharsets.UTF_8);
            System.arraycopy(text, 0, target, position, text.length);
            return position + text.length;
        }
        System.arraycopy(bytes, from[column], target, position, to[column] - from[column]);
        return position + to[column] - from[column];
    }

    /** The bytes that {@link #copy} may need at most. */
    int longest() {
        int sum = 0;
        for (int column = 0; column < to.length; column++) {
            sum += to[column] == 0 ? 2 : 2 * (to[column] - from[column]) + 2;
        }
        return sum;
    }

    /** The value, or null. */
    @Nullable
    String text(int column) throws IOException {
        if (isNull(column)) {
            return null;
        }
        String raw = new String(bytes, from[column], to[column] - from[column], StandardCharsets.UTF_8);
        return isEscaped[column] ? JsonEscapes.resolve(raw) : raw;
    }

    private static String escaped(@Nullable String text) {
        return String.valueOf(text).replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
