package io.github.dcssync.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an hour of abuse came to. */
final class AbuseFigures {

    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<String, Duration> bounds = new TreeMap<>();
    private final Map<String, Duration> longest = new TreeMap<>();
    private final List<String> violations = new ArrayList<>();

    /** Waits of this name may take so long, and no longer. */
    synchronized void bound(String what, Duration bound) {
        bounds.put(what, bound);
    }

    synchronized void count(String what) {
        count(what, 1);
    }

    synchronized void count(String what, long times) {
        counts.merge(what, times, Long::sum);
    }

    synchronized void waited(String what, Duration time) {
        longest.merge(what, time, (one, other) -> one.compareTo(other) > 0 ? one : other);
        count("waits: " + what);
        if (time.compareTo(bounds.get(what)) > 0) {
            violation(what + " took " + time + " instead of at most " + bounds.get(what));
        }
    }

    synchronized void violation(String line) {
        violations.add(line);
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    @Override
    public synchronized String toString() {
        StringBuilder text = new StringBuilder();
        counts.forEach((what, times) -> text.append("%-40s %d%n".formatted(what, times)));
        longest.forEach((what, time) -> text.append("%-40s %.1f s of %.1f s%n".formatted("longest: " + what,
                time.toMillis() / 1000.0, bounds.get(what).toMillis() / 1000.0)));
        text.append("violations: ").append(violations.size()).append(System.lineSeparator());
        violations.forEach(line -> text.append("  ").append(line).append(System.lineSeparator()));
        return text.toString();
    }
}
