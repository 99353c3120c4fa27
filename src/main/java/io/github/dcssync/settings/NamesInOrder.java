package io.github.dcssync.settings;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Names of sources or policies: those listed, in that order, then those seen only in keys, alphabetically. */
final class NamesInOrder {

    private final Values values;

    NamesInOrder(Values values) {
        this.values = values;
    }

    List<String> of(Setting<List<String>> list, Setting.Reach... reaches) {
        List<String> listed = values.read(list);
        Set<String> names = new LinkedHashSet<>(listed == null ? List.of() : listed);
        Set<Setting.Reach> wanted = Set.of(reaches);
        values.names().stream().filter(key -> key.name() != null && wanted.contains(key.setting().reach()))
                .map(KeyName::name).sorted().forEach(names::add);
        return new ArrayList<>(names);
    }
}
