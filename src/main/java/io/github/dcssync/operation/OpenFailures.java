package io.github.dcssync.operation;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the open failures of one instance and type, and of the newest success, while their list is read: as long
 * as the lease is held nobody else writes them, so that the database is asked once a list at most, and of a list of which
 * nothing was stored not at all. Used by one thread.
 */
public final class OpenFailures {

    private final Map<String, OpenFailure> open = new HashMap<>();
    private boolean isKnown;
    private @Nullable OffsetDateTime success;
    private boolean isSuccessKnown;
    /** Whether it is not sure that what was noted last has been committed. */
    private boolean isUnsure;

    private OpenFailures(boolean isKnown) {
        this.isKnown = isKnown;
        this.isSuccessKnown = isKnown;
    }

    /**
     * A failure that nothing has resolved.
     *
     * @param failedAt when the operation began, or the failure was seen
     * @param isTold   whether there may be an alert about it
     */
    record OpenFailure(OffsetDateTime failedAt, boolean isTold) {
    }

    /** @return what is known where no record is stored: there are none, and no success */
    public static OpenFailures none() {
        return new OpenFailures(true);
    }

    /** @return what is known of any other list */
    public static OpenFailures unknown() {
        return new OpenFailures(false);
    }

    /** Hears that what was noted so far has been committed. */
    public void committed() {
        isUnsure = false;
    }

    /** Begins to take in a page; where it is not known what became of the one before, the database is asked again. */
    void begin() {
        if (isUnsure) {
            forget();
        }
        isUnsure = true;
    }

    /** Has the database asked again: what was noted is not what is stored. */
    public void forget() {
        isKnown = false;
        open.clear();
        forgetSuccess();
    }

    /** The same for the newest success alone. */
    void forgetSuccess() {
        isSuccessKnown = false;
        success = null;
    }

    /** Hears of an operation that has succeeded, and that was not stored before. */
    void succeeded(OffsetDateTime at) {
        if (isSuccessKnown && (success == null || at.isAfter(success))) {
            success = at;
        }
    }

    /** @return when the newest operation that succeeded began, or null; asked for when it is not known */
    @Nullable
    OffsetDateTime success(Supplier<Optional<OffsetDateTime>> stored) {
        if (!isSuccessKnown) {
            success = stored.get().orElse(null);
            isSuccessKnown = true;
        }
        return success;
    }

    /** @return whether there is any; they are asked for when they are not known */
    boolean isAny(Supplier<Map<String, OffsetDateTime>> stored) {
        if (!isKnown) {
            stored.get().forEach((record, failedAt) -> open.put(record, new OpenFailure(failedAt, true)));
            isKnown = true;
        }
        return !open.isEmpty();
    }

    /** Notes one more. */
    void add(String record, OpenFailure failure) {
        if (isKnown) {
            open.put(record, failure);
        }
    }

    /**
     * Strikes off those that began before an operation that succeeded.
     *
     * @return them by the ids of their records, in the order of these: no two transactions wait for each other
     */
    SortedMap<String, OpenFailure> takeBefore(OffsetDateTime succeededAt) {
        SortedMap<String, OpenFailure> over = new TreeMap<>(open);
        over.values().removeIf(failure -> !failure.failedAt().isBefore(succeededAt));
        open.keySet().removeAll(over.keySet());
        return over;
    }
}
