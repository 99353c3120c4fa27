package io.github.dcssync.paging;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;

/** A list on a server that gives it in pages: records appear at its head and go anywhere between two requests. */
final class PagedList {

    /** What the server counts in {@code total_num}. */
    enum Counts { TOTAL, PAGE, ZERO, NOTHING }

    static final int NO_CAP = Integer.MAX_VALUE;

    private final int cap;
    private final Counts counts;
    private final boolean countsEmptyAnswers;
    private final List<String> records = new ArrayList<>();
    private final Set<String> brought = new LinkedHashSet<>();
    private int made;
    private int longest;
    private int moves;
    private boolean ignoresPosition;
    private UnaryOperator<List<String>> sent = page -> page;

    /** @param countsEmptyAnswers whether an empty answer has a count; one without stands for 204, too */
    PagedList(int size, int cap, Counts counts, boolean countsEmptyAnswers) {
        this.cap = cap;
        this.counts = counts;
        this.countsEmptyAnswers = countsEmptyAnswers;
        for (int i = 0; i < size; i++) {
            add();
        }
        moves = 0;
    }

    PagedList(int size, int cap, Counts counts) {
        this(size, cap, counts, true);
    }

    PagedList ignoringPositions() {
        ignoresPosition = true;
        return this;
    }

    /** @param repeats what is sent for a page: some of its records again, which take no positions */
    PagedList repeating(UnaryOperator<List<String>> repeats) {
        sent = repeats;
        return this;
    }

    void add() {
        records.add(0, "5e8b0c1d-0000-4000-8000-" + (100_000_000_000L + made++));
        longest = Math.max(longest, records.size());
        moves++;
    }

    void remove(int index) {
        records.remove(index);
        moves++;
    }

    int size() {
        return records.size();
    }

    boolean hasMoved() {
        return moves > 0;
    }

    /** @return the most records that it has had */
    int longest() {
        return longest;
    }

    Paginator read(int limit, TotalCountMeaning known) {
        return read(limit, known, request -> {});
    }

    /** @param before what happens before each request but the first; is told how many there have been */
    Paginator read(int limit, TotalCountMeaning known, IntConsumer before) {
        Paginator paging = new Paginator(limit, known);
        read(paging, before);
        return paging;
    }

    void read(Paginator paging, IntConsumer before) {
        while (paging.more()) {
            if (paging.pages() > 0) {
                before.accept(paging.pages());
            }
            answer(paging);
        }
    }

    private void answer(Paginator paging) {
        int from = (int) Math.min(ignoresPosition ? 0 : paging.position(), records.size());
        int to = (int) Math.min((long) from + Math.min(paging.limit(), cap), records.size());
        List<String> page = from == to ? List.of() : sent.apply(List.copyOf(records.subList(from, to)));
        boolean[] fresh = paging.accept(page, count(page.size()));
        for (int i = 0; i < fresh.length; i++) {
            if (fresh[i] && !brought.add(page.get(i))) {
                throw new AssertionError(page.get(i) + " came twice");
            }
        }
    }

    private Long count(int received) {
        if (received == 0 && !countsEmptyAnswers) {
            return null;
        }
        return switch (counts) {
            case TOTAL -> (long) records.size();
            case PAGE -> (long) received;
            case ZERO -> 0L;
            case NOTHING -> null;
        };
    }

    /** @return the records that came as fresh */
    Set<String> brought() {
        return Collections.unmodifiableSet(brought);
    }

    /** @return the records that are listed: after reading, those of the moment of the last request */
    Set<String> listed() {
        return Set.copyOf(records);
    }
}
