package io.github.dcssync.settings;

import java.util.List;

/** The kinds of alerts that there are. */
public final class AlertKinds {

    /** In the order in which the documentation has them. */
    public static final List<String> ALL = List.of("operation_failure", "history_gap", "rpo_breach", "sync_overdue",
            "fleet_empty", "instance_quarantined", "source_failed", "renewal_failed");

    static final SettingType<List<String>> TYPE = new SettingType<>("kinds of alerts, separated by commas, of "
            + String.join(", ", ALL), AlertKinds::read);

    private AlertKinds() {
    }

    /** A kind that nobody raises would be a sink that nobody hears of. */
    private static List<String> read(String text) {
        List<String> kinds = Names.elements(text).stream().distinct().toList();
        SettingType.require(ALL.containsAll(kinds));
        return kinds;
    }
}
