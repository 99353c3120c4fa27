package io.github.dcssync.settings;

import java.util.Optional;

/**
 * One place that alerts go to, and which of them go there.
 *
 * @param name    among the others; {@link #ONLY} for the one of {@code dcs.alert.uri}
 * @param key     that has its address
 * @param address of the place
 * @param filter  which alerts it is told of
 * @param secret  that messages are signed with, if they are
 */
public record SinkSettings(String name, String key, AlertAddress address, SinkFilter filter, Optional<String> secret) {

    /** What the sink is called that has no name: as its deliveries always were. */
    public static final String ONLY = "default";

    /** @return the one sink of {@code dcs.alert.uri}, which is told of everything */
    public static SinkSettings only(AlertAddress address) {
        return new SinkSettings(ONLY, SettingTable.ALERT_URI.key(), address, SinkFilter.ALL, Optional.empty());
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return name + "=" + address + (filter.equals(SinkFilter.ALL) ? "" : " " + filter);
    }

    /** @return whether the operator has given it its name */
    public boolean isNamed() {
        return !key.equals(SettingTable.ALERT_URI.key());
    }
}
