package io.github.dcssync.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts a sink is told of: those that pass all that is set here.
 *
 * @param least   those as bad as this, or worse
 * @param kinds   those of these kinds; empty for all
 * @param owners  those whose error code has one of these owners, in lower case; empty for all
 * @param sources those about sources with such names; empty for all
 */
public record SinkFilter(AlertSeverity least, Set<String> kinds, Set<String> owners, List<NamePattern> sources) {

    /** Everything. */
    public static final SinkFilter ALL = new SinkFilter(AlertSeverity.INFO, Set.of(), Set.of(), List.of());

    /**
     * @param severity a word; one that nobody knows counts as the worst
     * @param owner    of the error code that the alert is about, if there is one
     * @return whether the sink is told of such an alert
     */
    public boolean takes(String kind, @Nullable String severity, @Nullable String source, @Nullable String owner) {
        AlertSeverity found = AlertSeverity.of(String.valueOf(severity)).orElse(AlertSeverity.CRITICAL);
        return found.compareTo(least) <= 0 && (kinds.isEmpty() || kinds.contains(kind))
                && (owners.isEmpty() || owner != null && owners.contains(owner.toLowerCase(Locale.ROOT)))
                && (sources.isEmpty() || source != null && sources.stream().anyMatch(name -> name.matches(source)));
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        if (least != AlertSeverity.INFO) {
            parts.add("min-severity=" + least.word());
        }
        if (!kinds.isEmpty()) {
            parts.add("kinds=" + String.join(",", kinds.stream().sorted().toList()));
        }
        if (!owners.isEmpty()) {
            parts.add("owners=" + String.join(",", owners.stream().sorted().toList()));
        }
        if (!sources.isEmpty()) {
            parts.add("sources=" + String.join(",", sources.stream().map(NamePattern::glob).toList()));
        }
        return String.join(" ", parts);
    }
}
