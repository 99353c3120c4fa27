package io.github.dcssync.settings;

import io.github.dcssync.record.ListApi;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.settings.Setting.Reach;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the sources; what a source leaves out it has from the plain keys. */
final class SourceReader {

    private static final String ONLY = "default";

    private final Values values;
    private final Violations faults;
    private final CredentialChain credentials;
    private final AddressReader addresses;
    private final ProjectReader projects;

    SourceReader(Values values, Violations faults, KnownRegions regions, CredentialChain credentials) {
        this.values = values;
        this.faults = faults;
        this.credentials = credentials;
        this.addresses = new AddressReader(values, faults, regions);
        this.projects = new ProjectReader(values, faults, addresses);
    }

    /** All sources in order; where none is named, one that has the plain keys. */
    List<Source> read() {
        List<String> names = names();
        if (names.isEmpty()) {
            return List.of(read(ONLY, null));
        }
        List<Source> sources = new ArrayList<>(names.stream().map(name -> read(name, name)).toList());
        // What is said for all, and no source takes up, is meant beside them.
        if (values.isGiven(SettingTable.PROJECTS, null) && !names.contains(ONLY)
                && names.stream().allMatch(projects::isOwn)) {
            sources.add(read(ONLY, null));
        }
        return List.copyOf(sources);
    }

    /** For each region of a service and its credentials one source, of all projects that these see. */
    List<Source> accounts() {
        Map<List<Object>, Source> accounts = new LinkedHashMap<>();
        List<String> names = names();
        for (String name : names.isEmpty() ? List.of(ONLY) : names) {
            String keyName = names.isEmpty() ? null : name;
            CredentialChain.Chosen chosen = credentials.choose(keyName, new IamAddress(addresses, keyName));
            URI endpoint = addresses.dcs(keyName);
            ProjectSearch search = projects.all(keyName);
            if (endpoint != null && chosen.credentials() != null) {
                accounts.putIfAbsent(List.of(endpoint, chosen.credentials(), String.valueOf(search.region())),
                        new Source(name, endpoint, null, chosen.credentials(), List.of(), List.of(), List.of(), 1,
                                ownKeys(keyName), Map.of(), chosen.choice(), name, search));
            }
        }
        return List.copyOf(accounts.values());
    }

    List<String> names() {
        return new NamesInOrder(values).of(SettingTable.SOURCES, Reach.SHARED_BY_SOURCES, Reach.SOURCE);
    }

    private Source read(String name, String keyName) {
        CredentialChain.Chosen chosen = credentials.choose(keyName, new IamAddress(addresses, keyName));
        URI endpoint = addresses.dcs(keyName);
        String projectId = projects.id(keyName, chosen.projectId());
        ProjectSearch search = projects.search(keyName);
        Integer shards = values.read(SettingTable.SHARDS, name);
        List<String> instances = list(SettingTable.INSTANCES, keyName);
        if (search != null && search.isOfMany() && !instances.isEmpty()) {
            String owner = values.owner(SettingTable.INSTANCES, keyName);
            faults.wrong(SettingTable.INSTANCES, SettingTable.INSTANCES.keyOf(owner),
                    values.find(SettingTable.INSTANCES, owner), "dcs.projects has many projects, and an id is in one of"
                            + " them: give dcs.instances.include and .exclude, or a source of its own for that project");
        }
        return new Source(name, endpoint, projectId, chosen.credentials(), instances,
                list(SettingTable.INCLUDE, keyName), list(SettingTable.EXCLUDE, keyName),
                Objects.requireNonNullElse(shards, 1), ownKeys(keyName), apis(keyName), chosen.choice(), name, search);
    }

    private Set<String> ownKeys(String name) {
        return name == null ? Set.of() : SettingTable.ALL.stream()
                .filter(setting -> setting.reach() == Reach.SHARED_BY_SOURCES && values.isGiven(setting, name))
                .map(Setting::suffix).collect(Collectors.toUnmodifiableSet());
    }

    private Map<ListKind, ListApi> apis(String name) {
        Map<ListKind, ListApi> chosen = new EnumMap<>(ListKind.class);
        SettingTable.APIS.forEach((list, setting) -> {
            ListApi api = values.read(setting, values.owner(setting, name));
            if (api != null && !api.equals(list.apis().get(0))) {
                chosen.put(list, api);
            }
        });
        return Map.copyOf(chosen);
    }

    private <T> List<T> list(Setting<List<T>> setting, String name) {
        return Objects.requireNonNullElse(values.read(setting, values.owner(setting, name)), List.of());
    }
}
