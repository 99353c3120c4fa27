package io.github.dcssync.sync;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Lists whose readings are noted in one transaction for all. A batch that is refused is divided until what is refused
 * is one list. Used by one thread; the routes read its properties by name.
 */
public final class NoteBatches {

    private final Deque<List<Listing>> waiting = new ArrayDeque<>();

    NoteBatches(List<Listing> lists) {
        if (!lists.isEmpty()) {
            waiting.add(lists);
        }
    }

    /** @return whether there are lists that were neither noted nor given up */
    public boolean isMore() {
        return !waiting.isEmpty();
    }

    /** @return those that are noted next, at least one */
    public List<Listing> getNext() {
        return waiting.element();
    }

    /** @return the list that is noted next where it is by itself */
    public Listing getOnly() {
        return getNext().get(0);
    }

    /** Hears that those that were next are noted, or given up. */
    public void done() {
        waiting.remove();
    }

    /** Has those that are next noted in two halves; the others are left for later. */
    public void divide() {
        List<Listing> refused = waiting.remove();
        int middle = refused.size() / 2;
        waiting.addFirst(refused.subList(middle, refused.size()));
        waiting.addFirst(refused.subList(0, middle));
    }

    /** Leaves all of them. */
    public void giveUp() {
        waiting.clear();
    }
}
