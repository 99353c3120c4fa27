package io.github.dcssync.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * To which source an instance belongs where several read one project: to the first in order that selects it, else to
 * the first. No record is ever copied by two of them in turn.
 */
public final class Ownership {

    private final Map<String, List<Source>> sharing = new HashMap<>();

    /** @param sources all of the settings, in their order, whichever of them are synced */
    public Ownership(List<Source> sources) {
        for (Source source : sources) {
            sharing.put(source.name(), sources.stream().filter(other -> SharedProjects.isSame(source, other)).toList());
        }
    }

    /** @return the names of all sources of the settings */
    Set<String> sources() {
        return sharing.keySet();
    }

    /** @return whether both read one project */
    public boolean isShared(Source source, String other) {
        return sharing.getOrDefault(source.name(), List.of()).stream().anyMatch(same -> same.name().equals(other));
    }

    /**
     * @param source whose project has the instance
     * @param name of the instance, or null when it is not known
     * @return whether the instance is this source's
     */
    public boolean isOf(Source source, String id, String name) {
        List<Source> same = sharing.getOrDefault(source.name(), List.of());
        return same.size() < 2 || same.stream().filter(other -> other.selects(id, name)).findFirst()
                .orElse(same.get(0)).name().equals(source.name());
    }
}
