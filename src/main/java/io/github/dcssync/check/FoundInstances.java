package io.github.dcssync.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The instances that a project was found to have.
 *
 * @param all     those that were listed
 * @param problem why not all were, or null
 */
public record FoundInstances(List<FoundInstance> all, @Nullable String problem) {

    /**
     * One instance.
     *
     * @param id   as settings name it
     * @param name for people; empty where it has none
     */
    public record FoundInstance(String id, String name) {
    }

    /** @return whether all were listed */
    public boolean isListed() {
        return problem == null;
    }

    /** @return how many, or what went wrong, in one line */
    public String summary() {
        return problem != null ? problem
                : all.isEmpty() ? "no instances" : all.size() + (all.size() == 1 ? " instance" : " instances");
    }
}
