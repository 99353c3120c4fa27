package io.github.dcssync.bench.contender;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Rows as text, as PostgreSQL and MariaDB load them: a tab between values, \N for none, a line a row. */
final class TextRows {

    private static final int SIZE = 1 << 16;

    private byte[] bytes = new byte[SIZE];
    private int length;

    void add(String instance, Row row) throws IOException {
        int most = length + instance.length() + row.longest() + row.columns() + 1;
        if (most > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * most);
        }
        byte[] id = instance.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(id, 0, bytes, length, id.length);
        length += id.length;
        for (int column = 0; column < row.columns(); column++) {
            bytes[length++] = '\t';
            if (row.isNull(column)) {
                bytes[length++] = '\\';
                bytes[length++] = 'N';
            } else {
                length = row.copy(column, bytes, length);
            }
        }
        bytes[length++] = '\n';
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }
}
