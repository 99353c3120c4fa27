package io.github.dcssync.record;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One answer of a list.
 *
 * @param kind     what it lists
 * @param elements its records, and what cannot become one, in the order of the answer
 * @param total    {@code total_num} or {@code instance_num} as answered, or null when it is absent or no number
 * @param isBlank  whether the answer said nothing: not even that there is nothing
 * @param checksum of the whole answer as received; 0 where it is no answer
 */
public record Page(ListKind kind, List<Element> elements, @Nullable Long total, boolean isBlank, long checksum) {

    /** An answer without content (204) lists nothing and counts nothing. */
    public static Page empty(ListKind kind) {
        return new Page(kind, List.of(), null, true, 0);
    }

    /** @return one page, as no answer was, with all records of several of one list, in order */
    public static Page joined(List<Page> pages) {
        Page last = pages.get(pages.size() - 1);
        return new Page(last.kind, pages.stream().flatMap(page -> page.elements.stream()).toList(), last.total, false,
                0);
    }

    /** @return the same, and of which bytes it was made */
    Page readFrom(byte[] answer) {
        return new Page(kind, elements, total, isBlank, AnswerChecksum.of(answer));
    }

    /**
     * Called for the head of the list of instances.
     *
     * @throws NoListException when it counts some and has none: no list is empty at its head that has any
     */
    public void requireWhatItCounts() throws NoListException {
        if (elements.isEmpty() && total != null && total > 0) {
            throw new NoListException("the answer is no list: it counts " + total + " instances and lists none", null);
        }
    }

    /** @return the elements' keys in order */
    public List<String> keys() {
        return elements.stream().map(Element::key).toList();
    }

    /** @return the records that can be stored */
    public List<Row> rows() {
        return of(Row.class);
    }

    /** @return the elements that cannot */
    public List<Rejected> rejected() {
        return of(Rejected.class);
    }

    /** @return the page with only those elements whose place is marked */
    public Page only(boolean[] marked) {
        List<Element> kept = new ArrayList<>();
        for (int i = 0; i < marked.length; i++) {
            if (marked[i]) {
                kept.add(elements.get(i));
            }
        }
        return new Page(kind, kept, total, isBlank, checksum);
    }

    /** @return the page with only those records, and all that is none */
    public Page only(Predicate<Row> wanted) {
        return new Page(kind, elements.stream().filter(element -> !(element instanceof Row row) || wanted.test(row))
                .toList(), total, isBlank, checksum);
    }

    private <T extends Element> List<T> of(Class<T> type) {
        return elements.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
