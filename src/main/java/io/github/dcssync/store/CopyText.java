package io.github.dcssync.store;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rows in the text format of PostgreSQL's COPY, in UTF-8. */
final class CopyText {

    private byte[] bytes = new byte[8192];
    private int length;

    /** What ends a value or a row is written with a backslash, and so is a backslash. */
    CopyText value(@Nullable String value) {
        if (value == null) {
            return append('\\', 'N');
        }
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        reserve(2 * text.length);
        byte[] to = bytes;
        int at = length;
        for (byte one : text) {
            byte letter = one > '\r' && one != '\\' ? 0 : letter(one);
            if (letter != 0) {
                to[at++] = '\\';
            }
            to[at++] = letter == 0 ? one : letter;
        }
        length = at;
        return this;
    }

    /** @return what stands behind the backslash, or 0 where there is none */
    private static byte letter(byte one) {
        return switch (one) {
            case '\\' -> '\\';
            case '\t' -> 't';
            case '\n' -> 'n';
            case '\r' -> 'r';
            default -> 0;
        };
    }

    CopyText separator() {
        return append('\t');
    }

    CopyText endOfRow() {
        return append('\n');
    }

    CopyText append(CopyText other) {
        reserve(other.length);
        System.arraycopy(other.bytes, 0, bytes, length, other.length);
        length += other.length;
        return this;
    }

    private CopyText append(char... ascii) {
        reserve(ascii.length);
        for (char one : ascii) {
            bytes[length++] = (byte) one;
        }
        return this;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }

    InputStream stream() {
        return new ByteArrayInputStream(bytes, 0, length);
    }
}
