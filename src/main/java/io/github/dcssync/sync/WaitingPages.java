package io.github.dcssync.sync;

import io.github.dcssync.record.Element;
import io.github.dcssync.record.Page;
import io.github.dcssync.record.Rejected;
import io.github.dcssync.record.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The pages of one list that have been read and are not stored: as many as one transaction takes, since it costs more
 * than a page. Used by one thread.
 */
final class WaitingPages {

    /** As many as the largest page has. */
    private static final int ENOUGH_RECORDS = 1_000;
    /** Of texts, which bounds what lies in memory. */
    private static final int ENOUGH_CHARACTERS = 1_000_000;
    /** At most so much is to be read again after a crash, however slowly the service answers. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(1);

    private final Clock clock;
    private final List<Page> pages = new ArrayList<>();
    private int records;
    private long characters;
    private Instant storedAt;
    private boolean isOneByOne;

    WaitingPages(Clock clock) {
        this.clock = clock;
        this.storedAt = clock.instant();
    }

    void add(Page page) {
        pages.add(page);
        for (Element element : page.elements()) {
            records++;
            characters += element instanceof Row row ? row.characters() : ((Rejected) element).payload().length();
        }
    }

    boolean isEmpty() {
        return pages.isEmpty();
    }

    /** @return whether they are worth a transaction */
    boolean areEnough() {
        return records >= ENOUGH_RECORDS || characters >= ENOUGH_CHARACTERS
                || Duration.between(storedAt, clock.instant()).abs().compareTo(LONG_ENOUGH) >= 0;
    }

    /** @return whether a transaction takes more than one of them */
    boolean areTogether() {
        return pages.size() > 1 && !isOneByOne;
    }

    /** @return whether the next transaction leaves none */
    boolean areLast() {
        return pages.size() <= 1 || !isOneByOne;
    }

    /** @return those of the next transaction as one page; there is at least one */
    Page next() {
        return areTogether() ? Page.joined(pages) : pages.get(0);
    }

    /** Hears that the next ones are stored. */
    void stored() {
        if (areLast()) {
            pages.clear();
        } else {
            pages.remove(0);
        }
        storedAt = clock.instant();
        records = 0;
        characters = 0;
    }

    /** Has each stored in a transaction of its own from now on: what one of them cannot have is no fault of the others. */
    void divide() {
        isOneByOne = true;
    }

    boolean isDivided() {
        return isOneByOne;
    }
}
