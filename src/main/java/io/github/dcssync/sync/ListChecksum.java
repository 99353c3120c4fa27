package io.github.dcssync.sync;

import io.github.dcssync.record.AnswerChecksum;
import io.github.dcssync.record.Page;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a list says, as a checksum of its answers, beside that of what it said when it was last read to its end. */
final class ListChecksum {

    private final @Nullable Long before;
    private long now;
    private boolean isKept = true;

    /**
     * @param before what is known from the last read to the end, if anything
     * @param reader what makes the same answer another row: who reads it, and how
     */
    ListChecksum(@Nullable Long before, String reader) {
        this.before = before;
        this.now = AnswerChecksum.of(reader.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes in an answer; one that brought no record says nothing of the list. */
    void add(Page answer) {
        now = AnswerChecksum.joined(now, answer.checksum());
    }

    /** Has the list be compared the next time, whatever it answers. */
    void drop() {
        isKept = false;
    }

    /** @return what to keep for the next time; null for nothing */
    @Nullable
    Long toKeep() {
        return isKept ? (Long) now : null;
    }

    /** @return whether anything was kept the last time */
    boolean wasKept() {
        return before != null;
    }

    /** @return whether it may turn out to be the one that was kept the last time */
    boolean mayBeAsBefore() {
        return isKept && before != null;
    }

    /** @return whether the list has said what it said the last time */
    boolean isAsBefore() {
        return isKept && before != null && before == now;
    }
}
