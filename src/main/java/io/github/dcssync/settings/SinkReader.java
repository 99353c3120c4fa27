package io.github.dcssync.settings;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads where alerts go: the named sinks in their order, or the one of {@code dcs.alert.uri}. */
final class SinkReader {

    private final Values values;
    private final Violations faults;

    SinkReader(Values values, Violations faults) {
        this.values = values;
        this.faults = faults;
    }

    /** @return at least one, unless its address is at fault */
    List<SinkSettings> read(List<String> warnings) {
        List<String> names = names();
        if (names.isEmpty()) {
            return only().stream().toList();
        }
        if (values.isGiven(SettingTable.ALERT_URI, null)) {
            warnings.add("dcs.alert.uri is not used: alerts go to the sinks " + String.join(", ", names)
                    + "; make it one of them, or take it out");
        }
        return names.stream().map(name -> named(name, warnings)).flatMap(Optional::stream).toList();
    }

    List<String> names() {
        return new NamesInOrder(values).of(SettingTable.ALERT_SINKS, Setting.Reach.SINK);
    }

    private Optional<SinkSettings> only() {
        AlertAddress address = values.read(SettingTable.ALERT_URI);
        if (address == null) {
            return Optional.empty();
        }
        checkEncrypted(SettingTable.ALERT_URI, null, address);
        if (address.isSigned()) {
            faults.wrong(SettingTable.ALERT_URI, SettingTable.ALERT_URI.key(), found(SettingTable.ALERT_URI, null),
                    "a sink whose messages are signed has a name: give dcs.alert.sinks a name, and"
                            + " dcs.alert.NAME.uri and dcs.alert.NAME.secret");
        }
        return Optional.of(SinkSettings.only(address));
    }

    private Optional<SinkSettings> named(String name, List<String> warnings) {
        Setting<AlertAddress> uri = SettingTable.SINK_URI;
        if (values.find(uri, name) == null) {
            faults.missing(uri.keyOf(name), "give the address of sink " + name);
            return Optional.empty();
        }
        AlertAddress address = values.read(uri, name);
        String secret = values.read(SettingTable.SINK_SECRET, name);
        SinkFilter filter = filter(name);
        if (address == null) {
            return Optional.empty();
        }
        checkEncrypted(uri, name, address);
        if (address.isSigned() && secret == null) {
            faults.missing(SettingTable.SINK_SECRET.keyOf(name),
                    "messages to an address with #hmac are signed with it");
        }
        if (!address.isSigned() && secret != null) {
            warnings.add(
                    SettingTable.SINK_SECRET.keyOf(name) + " is not used: its sink's address does not end in #hmac");
        }
        return Optional.of(new SinkSettings(name, uri.keyOf(name), address, filter, Optional.ofNullable(secret)));
    }

    private SinkFilter filter(String name) {
        return new SinkFilter(
                Objects.requireNonNullElse(values.read(SettingTable.SINK_SEVERITY, name), AlertSeverity.INFO),
                set(values.read(SettingTable.SINK_KINDS, name)), set(values.read(SettingTable.SINK_OWNERS, name)),
                Objects.requireNonNullElse(values.read(SettingTable.SINK_SOURCES, name), List.of()));
    }

    private static Set<String> set(@Nullable List<String> words) {
        return words == null ? Set.of() : Set.copyOf(words);
    }

    private void checkEncrypted(Setting<AlertAddress> setting, @Nullable String name, AlertAddress address) {
        boolean insecure =
                address.http().filter(http -> !http.isSecure() && !Hosts.isLoopback(http.host())).isPresent();
        if (insecure && Boolean.FALSE.equals(values.read(SettingTable.ALLOW_INSECURE_HTTP))) {
            faults.wrong(setting, setting.keyOf(name), found(setting, name),
                    "give an https address, or set dcs.allow-insecure-http=true to send alerts in clear");
        }
    }

    private RawValue found(Setting<AlertAddress> setting, @Nullable String name) {
        return Objects.requireNonNull(values.find(setting, name));
    }
}
