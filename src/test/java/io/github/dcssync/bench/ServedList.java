package io.github.dcssync.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** A list of the service as it is sent: each page is a piece of bytes made long ago. */
final class ServedList {

    private final String field;
    private final String count;
    private final byte[] records;
    private final int[] begins;
    private final long[] createdAt;

    /**
     * A list, newest first.
     *
     * @param field     the array's name in an answer
     * @param count     the name of the number beside it
     * @param records   the records with a comma between them
     * @param begins    where each begins, and where one more would
     * @param createdAt when each was made, epoch milliseconds
     */
    ServedList(String field, String count, byte[] records, int[] begins, long[] createdAt) {
        this.field = field;
        this.count = count;
        this.records = records;
        this.begins = begins;
        this.createdAt = createdAt;
    }

    /**
     * A page.
     *
     * @param position of the first record, from 0
     * @param since    records made before it are left out
     * @return the bytes of the body, in pieces
     */
    List<ByteBuffer> page(int position, int limit, Instant since) {
        int size = madeSince(since.toEpochMilli());
        int from = Math.min(position, size);
        int to = (int) Math.min((long) from + limit, size);
        ByteBuffer page = from == to ? ByteBuffer.allocate(0)
                : ByteBuffer.wrap(records, begins[from], begins[to] - 1 - begins[from]);
        return List.of(ascii("{\"" + field + "\":["), page, ascii("],\"" + count + "\":" + size + "}"));
    }

    private int madeSince(long since) {
        int low = 0;
        int high = createdAt.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (createdAt[middle] >= since) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static ByteBuffer ascii(String text) {
        return StandardCharsets.US_ASCII.encode(text);
    }
}
