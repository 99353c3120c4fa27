package io.github.dcssync.sync;

import java.util.List;

/**
 * Decides where a list is read next and when it is complete, under every reading of the documents: a server that gives
 * fewer records than asked, a count that is the list's length, the answer's own, zero or absent, and records that
 * come and go while pages are read.
 *
 * <p>Neighbouring answers overlap by a record. When the overlap is not the record it should be, positions have moved:
 * reading steps back to where known records show again. A list that took more than one answer ends with a look at its
 * head, because what is added there while a record goes elsewhere moves no position.
 */
final class Paging {

    /** The most requests that repair one listing; a list that moves faster is not readable now. */
    static final int MOST_REREADS = 50;
    static final int MOST_PAGES = 100_000;
    private static final int MOST_WITHOUT_PROGRESS = 3;

    private enum Step {
        /** The next answer should begin with the last record known. */
        FORWARD,
        /** The next answer should be empty. */
        PROBE,
        /** Positions have moved to the left: looking for a known record. */
        BACK,
        /** The list is at its end: has anything been added at its head? */
        HEAD,
        /** Something has: forward until known records show again. */
        HEAD_FORWARD,
        DONE
    }

    private final int limit;
    private final TotalWatch total;
    private final KeySet seen = new KeySet();

    private Step step = Step.FORWARD;
    private long asked;
    private long end;
    private String head;
    private String last;
    private int largest;
    private long stride;
    private boolean headMoved;
    private boolean onePage;
    private boolean emptyAfter;
    private boolean unguarded;
    private int withoutProgress;

    private int pages;
    private int shifts;
    private int rereads;
    private Proof proof = Proof.NONE;

    /**
     * @param limit how many records to ask for
     * @param known what is known of the source's count for this list
     */
    Paging(int limit, TotalMeaning known) {
        this.limit = limit;
        this.total = new TotalWatch(known);
    }

    /** @return whether another request is needed */
    boolean more() {
        return step != Step.DONE;
    }

    /** @return the position to ask for, from 0 */
    long position() {
        return asked;
    }

    /** @return how many records to ask for */
    int limit() {
        return step == Step.HEAD && !headMoved && !onePage ? 1 : limit;
    }

    /**
     * Takes in the answer to the request.
     *
     * @param keys  its records' keys in order
     * @param count its {@code total_num}, or null
     * @return which of the records were not seen before in this listing, in order
     * @throws ListingException when the list does not move on or moves too fast
     */
    boolean[] accept(List<String> keys, Long count) {
        bound();
        total.see(asked, keys.size(), count);
        Answer answer = new Answer(keys, !keys.isEmpty() && seen.contains(keys.get(0)),
                !keys.isEmpty() && seen.contains(keys.get(keys.size() - 1)));
        // An answer that does not join what is known is not taken in: a gap may lie before it.
        boolean joins = asked == 0 || step == Step.PROBE || answer.beginsKnown();
        boolean[] fresh = joins ? takeIn(keys) : new boolean[keys.size()];
        switch (step) {
            case FORWARD, HEAD_FORWARD -> forward(answer);
            case PROBE -> probe(answer);
            case BACK -> back(answer);
            case HEAD -> head(answer);
            case DONE -> throw new IllegalStateException("The list has been read");
        }
        return fresh;
    }

    private boolean[] takeIn(List<String> keys) {
        boolean[] fresh = new boolean[keys.size()];
        boolean progress = false;
        for (int i = 0; i < fresh.length; i++) {
            fresh[i] = seen.add(keys.get(i));
            progress |= fresh[i];
        }
        withoutProgress = progress || keys.isEmpty() ? 0 : withoutProgress + 1;
        return fresh;
    }

    private void forward(Answer answer) {
        if (pages == 1) {
            firstPage(answer);
        } else if (asked > 0 && !answer.beginsKnown()) {
            shifts++;
            stride = Math.max(1, largest - 1);
            stepBack();
        } else if (answer.size() == 1 && answer.beginsWith(last) && asked == end - 1) {
            step(Step.PROBE, end);
        } else {
            if (asked > 0 && !answer.beginsWith(last)) {
                // Known, but further right than it was: something was added before it.
                shifts++;
                headMoved = true;
            }
            if (withoutProgress > MOST_WITHOUT_PROGRESS) {
                throw repeats();
            }
            moveTo(answer);
            next(step == Step.HEAD_FORWARD && answer.endsKnown());
        }
    }

    private void firstPage(Answer answer) {
        onePage = true;
        moveTo(answer);
        boolean learning = total.meaning() == TotalMeaning.UNKNOWN && answer.size() > 1;
        boolean longer = total.last() != null && total.last() > answer.size();
        if (answer.size() == 0) {
            finish(true);
        } else if (total.isReachedAt(end)) {
            finish(false);
        } else if (answer.size() > 1 && (learning || longer || answer.size() >= limit)) {
            forwardFrom(end);
        } else {
            step(Step.PROBE, end);
        }
    }

    private void probe(Answer answer) {
        if (answer.size() == 0) {
            emptyAfter = true;
            lookAtHead();
        } else if (withoutProgress > 0) {
            throw repeats();
        } else {
            // Nothing ties this answer to the one before: a gap between them would not show.
            unguarded = true;
            moveTo(answer);
            next(false);
        }
    }

    private void back(Answer answer) {
        reread();
        if (asked > 0 && !answer.beginsKnown()) {
            stepBack();
            return;
        }
        onePage = asked == 0;
        moveTo(answer);
        if (answer.size() == 0) {
            finish(true);
        } else {
            step = Step.FORWARD;
            next(false);
        }
    }

    private void head(Answer answer) {
        if (answer.size() == 0 || answer.beginsWith(head) && answer.endsKnown()) {
            finish(emptyAfter);
        } else if (limit() == 1) {
            shifts++;
            headMoved = true;
            lookAtHead();
        } else {
            reread();
            headMoved = false;
            moveTo(answer);
            if (answer.endsKnown()) {
                finish(emptyAfter);
            } else {
                emptyAfter = false;
                step = Step.HEAD_FORWARD;
                next(false);
            }
        }
    }

    private void moveTo(Answer answer) {
        largest = Math.max(largest, answer.size());
        end = asked + answer.size();
        onePage &= asked == 0;
        if (answer.size() > 0) {
            last = answer.keys().get(answer.size() - 1);
            head = asked == 0 ? answer.keys().get(0) : head;
        }
    }

    /** @param joined whether all that follows is known already */
    private void next(boolean joined) {
        if (joined || total.isReachedAt(end)) {
            lookAtHead();
        } else if (largest == 1) {
            step(Step.PROBE, end);
        } else {
            forwardFrom(end);
        }
    }

    private void forwardFrom(long position) {
        step(step == Step.HEAD_FORWARD ? step : Step.FORWARD, position - 1);
    }

    private void stepBack() {
        step(Step.BACK, Math.max(0, asked - stride));
        stride *= 2;
    }

    private void lookAtHead() {
        step(Step.HEAD, 0);
    }

    private void step(Step next, long position) {
        step = next;
        asked = position;
    }

    private void finish(boolean empty) {
        step = Step.DONE;
        emptyAfter = empty;
        Proof concluded = total.conclude(end, seen.size(), onePage, emptyAfter);
        proof = unguarded && total.meaning() != TotalMeaning.TOTAL ? Proof.WEAK : concluded;
    }

    private void bound() {
        if (++pages > MOST_PAGES || pages - rereads > total.mostPages()) {
            throw new ListingException("The list does not end: page " + pages + " at position " + asked
                    + (total.last() == null ? "" : ", of " + total.last() + " records"));
        }
    }

    private void reread() {
        if (++rereads > MOST_REREADS) {
            throw new ListingException("The list moves faster than it can be read: " + MOST_REREADS + " rereads");
        }
    }

    private ListingException repeats() {
        return new ListingException("The list repeats itself: position " + asked + " brought nothing new");
    }

    /** @return how surely the list was read whole; {@link Proof#NONE} while it is being read */
    Proof proof() {
        return proof;
    }

    /** @return what the source's count has turned out to mean */
    TotalMeaning meaning() {
        return total.meaning();
    }

    /** @return the count in the last answer, or null */
    Long total() {
        return total.last();
    }

    /** @return the keys of the records that were listed */
    KeySet seen() {
        return seen;
    }

    int pages() {
        return pages;
    }

    int shifts() {
        return shifts;
    }

    int rereads() {
        return rereads;
    }

    private record Answer(List<String> keys, boolean beginsKnown, boolean endsKnown) {

        int size() {
            return keys.size();
        }

        boolean beginsWith(String key) {
            return !keys.isEmpty() && keys.get(0).equals(key);
        }
    }
}
