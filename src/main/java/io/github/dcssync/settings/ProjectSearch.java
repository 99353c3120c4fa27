package io.github.dcssync.settings;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which project, or projects, IAM is to be asked for.
 *
 * @param iam      where IAM answers, without {@code /v3}
 * @param iamKey   the setting behind that address, for remedies
 * @param region   whose projects are meant; null where nobody says, and then those of all regions are
 * @param name     of the one project; null for all that the patterns cover
 * @param include  patterns of names, where there is no one name
 * @param exclude  patterns of the names that are left out all the same
 */
public record ProjectSearch(URI iam, String iamKey, @Nullable String region, @Nullable String name,
        List<NamePattern> include, List<NamePattern> exclude) {

    /** The project of the object storage, which IAM lists among those of the regions. */
    private static final String OF_STORAGE = "MOS";

    /** @return whether each project that is found is a source of its own */
    public boolean isOfMany() {
        return name == null;
    }

    /** @return whether a project of this name can have instances: it is of the region */
    public boolean isOfRegion(String project) {
        return !project.equals(OF_STORAGE)
                && (region == null || project.equals(region) || project.startsWith(region + "_"));
    }

    /** @return whether a project of this name is a source */
    public boolean covers(String project) {
        return isOfRegion(project) && include.stream().anyMatch(pattern -> pattern.matches(project))
                && exclude.stream().noneMatch(pattern -> pattern.matches(project));
    }
}
