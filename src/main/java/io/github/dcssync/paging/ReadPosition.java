package io.github.dcssync.paging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where reading stands: behind the answer that was taken last. */
final class ReadPosition {

    private final int limit;
    private long begin;
    private List<String> answer = List.of();
    private boolean leavesOutRepeats;
    private long end;
    private int received;
    private @Nullable String lastKey;
    private List<String> onePage = List.of();
    private int largest;

    /** @param limit how many records are asked for */
    ReadPosition(int limit) {
        this.limit = limit;
    }

    /** @param answered the keys of what came at the position; not empty */
    void advance(long position, List<String> answered) {
        begin = position;
        answer = answered;
        List<String> keys = leavesOutRepeats ? distinct() : answered;
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

    /**
     * Called when the answer behind the one taken last does not join it. Where that one had a record twice, this may
     * have taken one position: from now on it does.
     *
     * @return whether that makes a difference to where reading stands
     */
    boolean leaveOutRepeats() {
        if (leavesOutRepeats || distinct().size() == answer.size()) {
            return false;
        }
        leavesOutRepeats = true;
        largest = 0;
        advance(begin, answer);
        return true;
    }

    private List<String> distinct() {
        return answer.stream().distinct().toList();
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

    /** @return whether the answer taken last had a single record */
    boolean isOneRecord() {
        return received == 1;
    }

    /** @return whether it had as many records as it was asked to have, so that others may not have fitted in */
    boolean isFull() {
        return received >= limit;
    }

    /** @return whether it is shorter than others were, or than it was asked to be while there are no others */
    boolean isShort() {
        return received < (onePage.isEmpty() ? largest : limit);
    }
}
