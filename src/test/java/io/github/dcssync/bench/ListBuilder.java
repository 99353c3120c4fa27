package io.github.dcssync.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** Puts records together to a {@link ServedList}. */
final class ListBuilder {

    private static final int RECORD_SIZE = 512;

    private final String field;
    private final String count;
    private final int[] begins;
    private final long[] createdAt;
    private byte[] bytes;
    private int length;
    private int records;

    ListBuilder(String field, String count, int records) {
        this.field = field;
        this.count = count;
        this.begins = new int[records + 1];
        this.createdAt = new long[records];
        this.bytes = new byte[records * RECORD_SIZE + 1];
    }

    /** Adds the next older record. */
    void add(String json, Instant created) {
        byte[] record = json.getBytes(StandardCharsets.US_ASCII);
        if (length + record.length + 1 > bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length + bytes.length / 4 + record.length);
        }
        createdAt[records++] = created.toEpochMilli();
        System.arraycopy(record, 0, bytes, length, record.length);
        length += record.length;
        bytes[length++] = ',';
        begins[records] = length;
    }

    ServedList build() {
        return new ServedList(field, count, Arrays.copyOf(bytes, length), begins, createdAt);
    }
}
