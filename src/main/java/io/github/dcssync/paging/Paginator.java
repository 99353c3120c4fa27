package io.github.dcssync.paging;

import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides where a list is read next and when it is complete, under every reading of the documents: a server that gives
 * fewer records than asked, a count that is the list's length, the answer's own, zero or absent, and records that
 * appear at the head and go anywhere while pages are read.
 *
 * <p><b>Forward.</b> Neighbouring answers overlap by a record: the next one is asked for at the last record known and
 * has to begin with a known one. When it does not, positions have moved to the left, and reading goes back to where
 * known records show again ({@link KnownStretch} says why nothing is missed then).
 *
 * <p><b>The end</b> is a count known as the list's length ({@link TotalCount}), or an empty answer after one that was
 * shorter than others. A full page is never the end by its count alone: a changed meaning would cost records.
 *
 * <p><b>The head</b> is looked at last, because what is added there while a record goes elsewhere moves no position.
 *
 * <p><b>One answer</b> with the whole list is not known to be short, since no longer one was seen. It is asked for
 * again after the empty one: when all of its <i>n</i> records are still there, they were there when position <i>n</i>
 * was empty, and were all the list.
 *
 * <p>A record that an answer has twice may have one position, or two. Two are believed until the next answer does not
 * join.
 *
 * <p>A server that gives one record at a time leaves nothing to overlap: a record that goes may then hide another. The
 * counts show it, so that such a list is not proved.
 *
 * <p>Every request either reads on or counts as a reread ({@link PagingLimits}), so that reading ends.
 */
public final class Paginator {

    private enum Step {
        /** Reads on, from the head or from the last record known. */
        FORWARD,
        /** Looks for known records where positions have moved to the left. */
        BACK,
        /** Asks behind the last record known, to see the end. */
        PROBE,
        /** Asks for a list that came in one answer again, to see that it was all. */
        AGAIN,
        /** Asks for the head when all is read, to see whether records have been added. */
        LOOK,
        DONE
    }

    private final int limit;
    private final TotalCount total;
    private final KnownStretch knownStretch = new KnownStretch();
    private final ReadPosition readPosition;
    private final PagingLimits limits = new PagingLimits();

    private Step step = Step.FORWARD;
    private long asked;
    private int shifts;
    private Proof proof = Proof.NONE;

    /**
     * @param limit how many records to ask for; two at least are, because answers overlap by one
     * @param known what is known of the source's count for this list
     */
    public Paginator(int limit, TotalCountMeaning known) {
        this.limit = Math.max(2, limit);
        this.total = new TotalCount(known);
        this.readPosition = new ReadPosition(this.limit);
    }

    /** @return whether another request is needed */
    public boolean more() {
        return step != Step.DONE;
    }

    /** @return the position to ask for, from 0 */
    public long position() {
        return asked;
    }

    /** @return how many records to ask for */
    public int limit() {
        return step == Step.LOOK ? 1 : limit;
    }

    /**
     * Takes in the answer to the request.
     *
     * @param keys  its records' keys in order
     * @param count its {@code total_num}, or null
     * @return which of the records this listing brings for the first time, in order; an answer that does not join what
     *         is known brings none, its records come again
     * @throws ListingException when the list does not move on or moves too fast
     */
    public boolean[] accept(List<String> keys, Long count) {
        total.see(asked, keys.size(), count);
        limits.page(asked, keys);
        boolean[] fresh = new boolean[keys.size()];
        if (keys.isEmpty()) {
            nothingHere();
        } else if (step == Step.LOOK) {
            look(keys.get(0));
        } else {
            read(keys, fresh);
        }
        return fresh;
    }

    private void nothingHere() {
        if (asked == 0) {
            finish(true);
        } else if (step != Step.PROBE) {
            goBack();
        } else if (isEndKnown()) {
            reachEnd(false);
        } else {
            request(total.isTaughtByALook() ? Step.LOOK : Step.AGAIN, 0);
        }
    }

    /** @return whether an empty answer, or the count, is enough to know that no record follows */
    private boolean isEndKnown() {
        return readPosition.onePage().isEmpty() || total.isReachedAt(readPosition.end());
    }

    private void look(String head) {
        if (!knownStretch.seen().contains(head)) {
            repair();
            request(Step.FORWARD, 0);
        } else if (isEndKnown()) {
            finish(false);
        } else {
            request(Step.AGAIN, 0);
        }
    }

    private void read(List<String> keys, boolean[] fresh) {
        boolean joins = knownStretch.joins(asked, keys);
        boolean follows = step == Step.PROBE && readPosition.isOneRecord();
        if (joins || follows || asked == 0) {
            take(keys, fresh, joins);
        } else {
            goBack();
        }
    }

    private void take(List<String> keys, boolean[] fresh, boolean joins) {
        // A server that gives single records leaves nothing to join: its records are taken as if nothing had moved.
        boolean gap = asked > 0 && !joins && Math.max(readPosition.largest(), keys.size()) > 1;
        boolean again = step == Step.AGAIN && new HashSet<>(keys).containsAll(readPosition.onePage());
        boolean allKnown = again || !gap && knownStretch.meetsEnd(keys);
        if (gap || asked == 0 && !joins) {
            knownStretch.beginStretch();
        }
        noticeMoves(keys, knownStretch.take(keys, fresh), again);
        readPosition.advance(asked, keys);
        if (allKnown) {
            reachEnd(again);
        } else {
            readOn();
        }
    }

    private void noticeMoves(List<String> keys, boolean lengthened, boolean again) {
        boolean overlaps = step == Step.FORWARD && readPosition.isLast(keys.get(0));
        if (step == Step.AGAIN && !again) {
            repair();
        } else if (step == Step.FORWARD && asked > 0 && !overlaps) {
            shifts++;
        }
        if (asked > 0 && !lengthened && step != Step.BACK && !(overlaps && keys.size() == 1)) {
            limits.reread();
        }
    }

    private void readOn() {
        long end = readPosition.end();
        if (!readPosition.isFull() && total.isReachedAt(end)) {
            reachEnd(false);
        } else if (readPosition.isOneRecord() || readPosition.isShort() && !total.saysMoreThan(end)) {
            request(Step.PROBE, end);
        } else {
            request(Step.FORWARD, end - 1);
        }
    }

    private void reachEnd(boolean inOneAnswer) {
        knownStretch.reachEnd();
        if (asked == 0) {
            finish(inOneAnswer);
        } else {
            request(Step.LOOK, 0);
        }
    }

    private void goBack() {
        long end = readPosition.end();
        if (step == Step.PROBE) {
            // The list goes on behind a short answer: its records are taken where they overlap.
            request(Step.FORWARD, end - 1);
        } else if (step == Step.FORWARD && readPosition.leaveOutRepeats()) {
            limits.reread();
            request(Step.FORWARD, readPosition.end() - 1);
        } else {
            shifts += step == Step.FORWARD ? 1 : 0;
            limits.reread();
            request(Step.BACK, Math.max(0, end - Math.max(readPosition.largest(), 2 * (end - asked))));
        }
    }

    private void repair() {
        shifts++;
        limits.reread();
    }

    private void request(Step next, long position) {
        step = next;
        asked = position;
    }

    private void finish(boolean inOneAnswer) {
        step = Step.DONE;
        proof = total.conclude(knownStretch.seen().size(), inOneAnswer);
    }

    public Proof proof() {
        return proof;
    }

    /** @return what the source's count has turned out to mean */
    public TotalCountMeaning meaning() {
        return total.meaning();
    }

    /** @return the count in the last answer that had one to give, or null */
    public @Nullable Long total() {
        return total.last();
    }

    /** @return the keys of the records that were listed */
    public KeySet seen() {
        return knownStretch.seen();
    }

    public int pages() {
        return limits.pages();
    }

    /** @return how often positions had moved */
    public int shifts() {
        return shifts;
    }

    /** @return requests that were needed only because positions had moved */
    public int rereads() {
        return limits.rereads();
    }
}
