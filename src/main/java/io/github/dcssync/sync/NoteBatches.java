package io.github.dcssync.sync;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What is noted in one transaction for all: how lists were read, or faults. A batch that is refused is divided until what
 * is refused is one of them. Used by one thread; the routes read its properties by name.
 *
 * @param <T> what a row is made of
 */
public final class NoteBatches<T> {

    private final Deque<List<T>> waiting = new ArrayDeque<>();

    NoteBatches(List<T> all) {
        if (!all.isEmpty()) {
            waiting.add(all);
        }
    }

    /** @return whether there are some that were neither noted nor given up */
    public boolean isMore() {
        return !waiting.isEmpty();
    }

    /** @return those that are noted next, at least one */
    public List<T> getNext() {
        return waiting.element();
    }

    /** @return what is noted next where it is by itself */
    public T getOnly() {
        return getNext().get(0);
    }

    /** Hears that those that were next are noted, or given up. */
    public void done() {
        waiting.remove();
    }

    /** Has those that are next noted in two halves; the others are left for later. */
    public void divide() {
        List<T> refused = waiting.remove();
        int middle = refused.size() / 2;
        waiting.addFirst(refused.subList(middle, refused.size()));
        waiting.addFirst(refused.subList(0, middle));
    }

    /** Leaves all of them. */
    public void giveUp() {
        waiting.clear();
    }
}
