package io.github.dcssync.settings;

import io.github.dcssync.record.ListApi;
import io.github.dcssync.record.ListKind;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A project in a region, with what reads it.
 *
 * @param name lower case; {@code default} where no source is named
 * @param endpoint scheme, host and port where DCS answers, without a slash at its end
 * @param projectId 32 hexadecimal digits; null until it is found
 * @param credentials what it is asked with
 * @param instanceIds the instances to read; empty to discover them
 * @param include only instances with such names; empty for all
 * @param exclude no instances with such names
 * @param shards parts the source is split into, at least 1
 * @param ownKeys what was given for this source alone, as {@code instances.include}; the rest is for all sources
 * @param apis which version of the API is asked for a list; where nothing is said the usual one
 * @param choice how it came to its credentials
 * @param account the name under which it stands in the settings: that of several sources where projects were found. They
 *                share one login, one parallelism and one rate
 * @param search which projects are still to be found for it; null for one that has its project
 */
public record Source(String name, URI endpoint, String projectId, Credentials credentials, List<String> instanceIds,
        List<NamePattern> include, List<NamePattern> exclude, int shards, Set<String> ownKeys,
        Map<ListKind, ListApi> apis, CredentialChoice choice, String account, @Nullable ProjectSearch search) {

    /** A source that is given its credentials and its project, and stands in the settings by itself. */
    public Source(String name, URI endpoint, String projectId, Credentials credentials, List<String> instanceIds,
            List<NamePattern> include, List<NamePattern> exclude, int shards, Set<String> ownKeys,
            Map<ListKind, ListApi> apis) {
        this(name, endpoint, projectId, credentials, instanceIds, include, exclude, shards, ownKeys, apis,
                CredentialChoice.GIVEN, name, null);
    }

    /** A source that has all it has from the plain keys, and is asked by the usual versions of the API. */
    public Source(String name, URI endpoint, String projectId, Credentials credentials, List<String> instanceIds,
            List<NamePattern> include, List<NamePattern> exclude, int shards) {
        this(name, endpoint, projectId, credentials, instanceIds, include, exclude, shards, Set.of(), Map.of());
    }

    /**
     * @param plain a key that sources share, such as {@code dcs.instances}
     * @return the key behind what this source has: its own where one was given, else the plain one
     */
    public String keyOf(String plain) {
        String suffix = plain.substring(Setting.PREFIX.length());
        return ownKeys.contains(suffix) ? "dcs.source." + account + "." + suffix : plain;
    }

    /**
     * @param ownName its name, for people and in the database
     * @param id      of its project
     * @return the same with a project that was found
     */
    public Source found(String ownName, String id) {
        return new Source(ownName, endpoint, id, credentials, instanceIds, include, exclude, shards, ownKeys, apis,
                choice, account, null);
    }

    /** @return whether both have the same project of the same service */
    public boolean hasProjectOf(Source other) {
        return SharedProjects.isSame(this, other);
    }

    /** @return how it is asked for a list */
    public ListApi api(ListKind list) {
        return apis.getOrDefault(list, list.apis().get(0));
    }

    /** Whether the instances are asked of the service rather than given by id. */
    public boolean discoversInstances() {
        return instanceIds.isEmpty();
    }

    /** Whether the instance counts for the reports, and is read by every sync that is not asked for others. */
    public boolean selects(String instanceId, String instanceName) {
        return discoversInstances() ? covers(instanceName) : instanceIds.contains(instanceId);
    }

    /** Whether an instance of this name is to be read: an exclusion beats an inclusion. */
    public boolean covers(String instanceName) {
        return (include.isEmpty() || include.stream().anyMatch(pattern -> pattern.matches(instanceName)))
                && exclude.stream().noneMatch(pattern -> pattern.matches(instanceName));
    }
}
