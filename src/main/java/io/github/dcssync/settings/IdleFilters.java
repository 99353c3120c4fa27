package io.github.dcssync.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Which of a source's name patterns and ids do nothing: most likely they are misspelt. */
public final class IdleFilters {

    private IdleFilters() {
    }

    /**
     * @param ids   of all instances that the source lists
     * @param names of them; null for one without a name
     * @return a line that names each given id which is not among them, or a line for each pattern that fits none of them,
     *         and one where none is left to be read; patterns are not judged by an empty list
     */
    public static List<String> of(Source source, Collection<String> ids, List<String> names) {
        return source.discoversInstances() ? idlePatterns(source, names) : unlisted(source, ids);
    }

    private static List<String> unlisted(Source source, Collection<String> ids) {
        List<String> unlisted = source.instanceIds().stream().filter(id -> !ids.contains(id)).toList();
        return unlisted.isEmpty() ? List.of() : List.of("the service does not list " + String.join(", ", unlisted)
                + " of " + source.keyOf("dcs.instances") + ": correct "
                + (unlisted.size() == 1 ? "that id" : "those ids") + ", or take "
                + (unlisted.size() == 1 ? "it" : "them") + " out");
    }

    private static List<String> idlePatterns(Source source, List<String> names) {
        List<String> lines = new ArrayList<>();
        if (names.isEmpty()) {
            return lines;
        }
        String include = source.keyOf("dcs.instances.include");
        String exclude = source.keyOf("dcs.instances.exclude");
        idle(source.include(), include, names, lines);
        idle(source.exclude(), exclude, names, lines);
        if (names.stream().noneMatch(source::covers)) {
            lines.add(include + " and " + exclude + " leave none of the listed instances (" + names.size()
                    + "): nothing is read");
        }
        return lines;
    }

    private static void idle(List<NamePattern> patterns, String key, List<String> names, List<String> lines) {
        patterns.stream().filter(pattern -> names.stream().noneMatch(pattern::matches))
                .forEach(pattern -> lines.add("the pattern '" + pattern + "' of " + key
                        + " fits none of the listed instances (" + names.size() + ")"));
    }
}
