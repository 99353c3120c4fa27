package io.github.dcssync.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.util.SensitiveUtils;

/** Every setting as {@code check} shows it: all plain keys, and the keys of sources, policies and sinks that are in use. */
final class EntryList {

    private final Values values;
    private final List<String> sources;
    private final List<String> policies;
    private final List<String> sinks;
    private final Map<String, RawValue> camel;
    private final List<SettingEntry> entries = new ArrayList<>();

    EntryList(Values values, List<String> sources, List<String> policies, List<String> sinks,
            Map<String, RawValue> camel) {
        this.values = values;
        this.sources = sources;
        this.policies = policies;
        this.sinks = sinks;
        this.camel = camel;
    }

    List<SettingEntry> all() {
        for (Setting<?> setting : SettingTable.ALL) {
            if (setting.isPlain()) {
                add(setting, null);
            }
            if (setting == SettingTable.SOURCES) {
                sources.forEach(this::addSource);
            }
            if (setting == SettingTable.POLICIES) {
                policies.forEach(name -> addNamed(Setting.Reach.POLICY, name));
            }
            if (setting == SettingTable.ALERT_SINKS) {
                sinks.forEach(name -> addNamed(Setting.Reach.SINK, name));
            }
        }
        camel.forEach((key, given) -> entries.add(new SettingEntry(key,
                Violations.show(SensitiveUtils.containsSensitive(key), given.text()), given.origin())));
        return List.copyOf(entries);
    }

    private void addSource(String name) {
        SettingTable.ALL.stream().filter(Setting::isOfSource)
                .filter(setting -> setting == SettingTable.SHARDS || values.isGiven(setting, name))
                .forEach(setting -> add(setting, name));
    }

    private void addNamed(Setting.Reach reach, String name) {
        SettingTable.ALL.stream().filter(setting -> setting.reach() == reach)
                .filter(setting -> values.find(setting, name) != null).forEach(setting -> add(setting, name));
    }

    private void add(Setting<?> setting, String name) {
        RawValue found = values.find(setting, name);
        entries.add(found == null ? new SettingEntry(setting.keyOf(name), "-", SettingEntry.DEFAULT)
                : new SettingEntry(setting.keyOf(name), setting.show(found.written()), found.origin()));
    }
}
