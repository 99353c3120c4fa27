package io.github.dcssync.account;

import io.github.dcssync.settings.Settings;
import java.util.List;
import java.util.Map;

/**
 * What came of looking for projects.
 *
 * @param settings whose sources have their projects, but for those of which nothing is known
 * @param remarks  what people should hear, a line each
 * @param unfound  why a source has no project, by the name of each that has none
 * @param news     what is to be remembered
 */
public record FoundProjects(Settings settings, List<String> remarks, Map<String, String> unfound,
        List<KnownProject> news) {

    /** Remembers what is new, as {@link KnownProjects#note} does. */
    public void keep(KnownProjects memory) {
        memory.note(news);
    }
}
