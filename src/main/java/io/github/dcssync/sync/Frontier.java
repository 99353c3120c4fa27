package io.github.dcssync.sync;

import java.util.List;

/** Where reading stands: behind the answer that was taken last. */
final class Frontier {

    private final int limit;
    private long end;
    private int received;
    private String lastKey;
    private List<String> onePage = List.of();
    private int largest;

    /** @param limit how many records are asked for */
    Frontier(int limit) {
        this.limit = limit;
    }

    /** @param keys what came at the position; not empty */
    void advance(long position, List<String> keys) {
        received = keys.size();
        largest = Math.max(largest, received);
        end = position + received;
        lastKey = keys.get(received - 1);
        if (position == 0) {
            onePage = List.copyOf(keys);
        } else if (end != onePage.size()) {
            onePage = List.of();
        }
    }

    /** @return the position behind the last record */
    long end() {
        return end;
    }

    /** @return whether the record is the one taken last */
    boolean isLast(String key) {
        return key.equals(lastKey);
    }

    /** @return the answer at the head when nothing has come from behind it, else an empty list */
    List<String> onePage() {
        return onePage;
    }

    /** @return the most records that an answer had */
    int largest() {
        return largest;
    }

    boolean isOneRecord() {
        return received == 1;
    }

    /** @return whether the server may have held back records that did not fit into the answer asked for */
    boolean isLimited() {
        return received >= limit;
    }

    /** @return whether the answer is shorter than others were, or than it was asked to be where there are no others */
    boolean isShort() {
        return received < (onePage.isEmpty() ? largest : limit);
    }
}
