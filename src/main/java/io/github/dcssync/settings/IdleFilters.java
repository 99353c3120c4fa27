package io.github.dcssync.settings;

import java.util.ArrayList;
import java.util.List;

/** Which of a source's name patterns do nothing: most likely they are misspelt. */
public final class IdleFilters {

    private IdleFilters() {
    }

    /**
     * @param names of all instances that the source lists; null for one without a name
     * @return a line for each pattern that fits none of them, and one where none is left to be read; nothing when
     *         there are no names, or the settings give ids
     */
    public static List<String> of(Source source, List<String> names) {
        List<String> lines = new ArrayList<>();
        if (!source.discoversInstances() || names.isEmpty()) {
            return lines;
        }
        String listed = " fits none of the listed instances (" + names.size() + ")";
        source.include().stream().filter(pattern -> names.stream().noneMatch(pattern::matches))
                .forEach(pattern -> lines.add("the pattern '" + pattern + "' of dcs.instances.include" + listed));
        source.exclude().stream().filter(pattern -> names.stream().noneMatch(pattern::matches))
                .forEach(pattern -> lines.add("the pattern '" + pattern + "' of dcs.instances.exclude" + listed));
        if (names.stream().noneMatch(source::covers)) {
            lines.add("dcs.instances.include and dcs.instances.exclude leave none of the listed instances ("
                    + names.size() + "): nothing is read");
        }
        return lines;
    }
}
