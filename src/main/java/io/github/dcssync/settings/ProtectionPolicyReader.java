package io.github.dcssync.settings;

import java.util.List;

/** Reads the protection policies: the named ones in their order, then the default. */
final class ProtectionPolicyReader {

    static final String DEFAULT = "default";

    private final Values values;
    private final Violations faults;

    ProtectionPolicyReader(Values values, Violations faults) {
        this.values = values;
        this.faults = faults;
    }

    List<ProtectionPolicy> read() {
        return names().stream().map(this::read).toList();
    }

    List<String> names() {
        List<String> names = new NamesInOrder(values).of(SettingTable.POLICIES, Setting.Reach.POLICY);
        names.remove(DEFAULT);
        names.add(DEFAULT);
        return names;
    }

    private ProtectionPolicy read(String name) {
        if (values.find(SettingTable.POLICY_MATCH, name) == null) {
            String key = SettingTable.POLICY_MATCH.keyOf(name);
            faults.missing(key, "give the names of the instances under policy " + name + ", such as " + name + "-*");
        }
        return new ProtectionPolicy(name, values.read(SettingTable.POLICY_MATCH, name),
                aspect(SettingTable.POLICY_RPO, name),
                aspect(SettingTable.POLICY_RTO, name), aspect(SettingTable.POLICY_DRILL, name));
    }

    private <T> T aspect(Setting<T> setting, String name) {
        return values.read(setting, values.isGiven(setting, name) ? name : DEFAULT);
    }
}
