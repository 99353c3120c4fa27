package io.github.dcssync.settings;

import io.github.dcssync.record.ListApi;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.settings.Setting.Reach;
import java.net.URI;
import java.util.EnumMap;
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

    SourceReader(Values values, Violations faults, CredentialChain credentials) {
        this.values = values;
        this.faults = faults;
        this.credentials = credentials;
    }

    /** All sources in order; where none is named, one that has the plain keys. */
    List<Source> read() {
        List<String> names = names();
        return names.isEmpty() ? List.of(read(ONLY, null)) : names.stream().map(name -> read(name, name)).toList();
    }

    List<String> names() {
        return new NamesInOrder(values).of(SettingTable.SOURCES, Reach.SHARED_BY_SOURCES, Reach.SOURCE);
    }

    private Source read(String name, String keyName) {
        URI endpoint = required(SettingTable.ENDPOINT, keyName, "for example https://dcs.eu-de.otc.t-systems.com");
        CredentialChain.Chosen chosen = credentials.choose(keyName);
        String projectId = projectId(keyName, chosen.projectId());
        Integer shards = values.read(SettingTable.SHARDS, name);
        return new Source(name, endpoint, projectId, chosen.credentials(),
                list(SettingTable.INSTANCES, keyName), list(SettingTable.INCLUDE, keyName),
                list(SettingTable.EXCLUDE, keyName), Objects.requireNonNullElse(shards, 1), ownKeys(keyName),
                apis(keyName), chosen.choice());
    }

    /** The project that the settings say, else the one beside the credentials. */
    private String projectId(String name, String besideCredentials) {
        boolean isSet = values.find(SettingTable.PROJECT_ID, owner(SettingTable.PROJECT_ID, name)) != null;
        return !isSet && besideCredentials != null ? besideCredentials
                : required(SettingTable.PROJECT_ID, name, "the 32 hexadecimal digits that IAM shows for the project");
    }

    private Set<String> ownKeys(String name) {
        return name == null ? Set.of() : SettingTable.ALL.stream()
                .filter(setting -> setting.reach() == Reach.SHARED_BY_SOURCES && values.isGiven(setting, name))
                .map(Setting::suffix).collect(Collectors.toUnmodifiableSet());
    }

    private Map<ListKind, ListApi> apis(String name) {
        Map<ListKind, ListApi> chosen = new EnumMap<>(ListKind.class);
        SettingTable.APIS.forEach((list, setting) -> {
            ListApi api = values.read(setting, owner(setting, name));
            if (api != null && !api.equals(list.apis().get(0))) {
                chosen.put(list, api);
            }
        });
        return Map.copyOf(chosen);
    }

    private <T> T required(Setting<T> setting, String name, String example) {
        if (values.find(setting, owner(setting, name)) == null) {
            String key = setting.keyOf(name);
            faults.missing(key, "set it or " + Setting.variableOf(key)
                    + (name == null ? "" : " (or " + setting.key() + " for all sources)") + ", " + example);
        }
        return values.read(setting, owner(setting, name));
    }

    private <T> List<T> list(Setting<List<T>> setting, String name) {
        return Objects.requireNonNullElse(values.read(setting, owner(setting, name)), List.of());
    }

    /** Whose key counts: the source's own when it is given, else the plain one (null). */
    private String owner(Setting<?> setting, String name) {
        return name != null && values.isGiven(setting, name) ? name : null;
    }
}
