package io.github.dcssync.thread;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Tells of work that is done again and again which fault is new, and is to be said, and which still stands. */
public final class StandingFaults {

    private final Map<String, List<Class<?>>> standing = new ConcurrentHashMap<>();

    /**
     * Hears that work went wrong.
     *
     * @param work which
     * @return whether it did not last time, or by another fault
     */
    public boolean wentWrong(String work, Throwable thrown) {
        // Its message may tell of a time or a number, and be another each time.
        List<Class<?>> kind = Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .<Class<?>>map(Throwable::getClass).toList();
        return !kind.equals(standing.put(work, kind));
    }

    /** Hears that work went well. */
    public void wentWell(String work) {
        standing.remove(work);
    }
}
