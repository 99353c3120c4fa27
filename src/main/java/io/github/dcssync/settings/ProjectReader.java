package io.github.dcssync.settings;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads which project a source has: by its id, by its name, or all whose names patterns cover. What a source says itself
 * counts, whichever way, before what is said for all.
 */
final class ProjectReader {

    private static final List<Setting<?>> WAYS =
            List.of(SettingTable.PROJECT_ID, SettingTable.PROJECT, SettingTable.PROJECTS);

    private final Values values;
    private final Violations faults;
    private final AddressReader addresses;

    ProjectReader(Values values, Violations faults, AddressReader addresses) {
        this.values = values;
        this.faults = faults;
        this.addresses = addresses;
    }

    /** Whether a source says itself which project it has. */
    boolean isOwn(String source) {
        return source != null && WAYS.stream().anyMatch(way -> values.isGiven(way, source));
    }

    /**
     * The id that is given for a source; null where there is none.
     *
     * @param besideCredentials of the project that is named with the credentials, for when the settings name none; or null
     */
    @Nullable
    String id(String source, @Nullable String besideCredentials) {
        String owner = owner(source);
        List<Setting<?>> given = given(owner);
        if (given.isEmpty() && besideCredentials != null) {
            return besideCredentials;
        }
        if (given.isEmpty()) {
            String key = SettingTable.PROJECT_ID.keyOf(source);
            faults.missing(key, "set it or " + Setting.variableOf(key)
                    + (source == null ? "" : " (or " + SettingTable.PROJECT_ID.key() + " for all sources)")
                    + ", the 32 hexadecimal digits that IAM shows for the project; or dcs.project, its name; or"
                    + " dcs.projects=* for all projects that the credentials may see");
        } else if (given.size() > 1) {
            faults.add(String.join(" and ", given.stream().map(way -> way.keyOf(owner)).toList())
                    + " are set: say in one way which project is meant, and unset the others");
        }
        return given.contains(SettingTable.PROJECT_ID) ? values.read(SettingTable.PROJECT_ID, owner) : null;
    }

    /** What IAM is to be asked for a source; null where the id is given. */
    @Nullable
    ProjectSearch search(String source) {
        String owner = owner(source);
        List<Setting<?>> given = given(owner);
        String excluding = values.owner(SettingTable.PROJECTS_EXCLUDE, source);
        boolean excludes = values.find(SettingTable.PROJECTS_EXCLUDE, excluding) != null;
        if (excludes && values.isGiven(SettingTable.PROJECTS_EXCLUDE, excluding) && Objects.equals(owner, excluding)
                && !given.contains(SettingTable.PROJECTS)) {
            faults.missing(SettingTable.PROJECTS.keyOf(owner),
                    SettingTable.PROJECTS_EXCLUDE.keyOf(owner) + " goes with it; set it, or unset that");
        }
        if (given.size() != 1 || given.contains(SettingTable.PROJECT_ID)) {
            return null;
        }
        URI iam = addresses.iam(source, given.get(0).keyOf(owner) + " is asked of IAM");
        boolean isOfMany = given.contains(SettingTable.PROJECTS);
        return new ProjectSearch(iam, addresses.iamKey(source), addresses.regionName(source),
                isOfMany ? null : values.read(SettingTable.PROJECT, owner),
                isOfMany ? list(SettingTable.PROJECTS, owner) : List.of(),
                isOfMany && excludes ? list(SettingTable.PROJECTS_EXCLUDE, excluding) : List.of());
    }

    /** What IAM is to be asked for all projects that the credentials of a source see. */
    ProjectSearch all(String source) {
        return new ProjectSearch(addresses.iam(source, "IAM lists the projects"), addresses.iamKey(source),
                addresses.regionName(source), null, List.of(new NamePattern("*")), List.of());
    }

    private <T> List<T> list(Setting<List<T>> setting, String owner) {
        return Objects.requireNonNullElse(values.read(setting, owner), List.of());
    }

    private String owner(String source) {
        return isOwn(source) ? source : null;
    }

    private List<Setting<?>> given(String owner) {
        List<Setting<?>> given = new ArrayList<>(WAYS);
        given.removeIf(way -> values.find(way, owner) == null);
        return given;
    }
}
