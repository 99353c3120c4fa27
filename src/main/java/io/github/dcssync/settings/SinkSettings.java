package io.github.dcssync.settings;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One place that alerts go to, and which of them go there.
 *
 * @param name    among the others; {@link #ONLY} for the one of {@code dcs.alert.uri}
 * @param key     that has its address
 * @param address of the place
 * @param filter  which alerts it is told of
 * @param secret  that messages are signed with, if they are
 * @param reread  the same with its address and secret as their files have them now; null when none stands in a file
 */
public record SinkSettings(String name, String key, AlertAddress address, SinkFilter filter, Optional<String> secret,
        @Nullable Supplier<SinkSettings> reread) {

    /** What the sink is called that has no name: as its deliveries always were. */
    public static final String ONLY = "default";

    /** @return the one sink of {@code dcs.alert.uri}, which is told of everything */
    public static SinkSettings only(AlertAddress address) {
        return new SinkSettings(ONLY, SettingTable.ALERT_URI.key(), address, SinkFilter.ALL, Optional.empty(), null);
    }

    /** @return the same as its files have it now */
    public SinkSettings current() {
        return reread == null ? this : reread.get();
    }

    /** @return whether messages go to the same place in the same way */
    public boolean isSamePlace(SinkSettings other) {
        return address.equals(other.address) && secret.equals(other.secret);
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
