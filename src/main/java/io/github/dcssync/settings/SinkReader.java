package io.github.dcssync.settings;

import io.github.dcssync.secret.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads where alerts go: the named sinks in their order, or the one of {@code dcs.alert.uri}. */
final class SinkReader {

    private final Values values;
    private final Violations faults;
    private final Secrets secrets;

    /** @param secrets learn what the files of a sink have when they are read again */
    SinkReader(Values values, Violations faults, Secrets secrets) {
        this.values = values;
        this.faults = faults;
        this.secrets = secrets;
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
        return Optional.of(fresh(SinkSettings.only(address), SettingTable.ALERT_URI, null));
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
        return Optional.of(fresh(
                new SinkSettings(name, uri.keyOf(name), address, filter, Optional.ofNullable(secret), null), uri,
                name));
    }

    /** The same sink, whose files are read again where it has any. */
    private SinkSettings fresh(SinkSettings sink, Setting<AlertAddress> uri, @Nullable String name) {
        List<RawValue> given = Stream.of(uri, SettingTable.SINK_SECRET)
                .filter(setting -> values.isGiven(setting, name)).map(setting -> values.find(setting, name)).toList();
        if (given.stream().allMatch(value -> value.fromFiles().isEmpty())) {
            return sink;
        }
        Fresh<SinkSettings> fresh = Fresh.of("Sink " + sink.name(), sink, () -> reread(uri, name));
        return new SinkSettings(sink.name(), sink.key(), sink.address(), sink.filter(), sink.secret(), fresh);
    }

    private SinkSettings reread(Setting<AlertAddress> uri, @Nullable String name) {
        Violations now = new Violations();
        Values again = values.reread(now, key -> Objects.equals(key.name(), name)
                && (key.setting() == uri || key.setting() == SettingTable.SINK_SECRET));
        SinkReader reader = new SinkReader(again, now, secrets);
        SinkSettings sink = (name == null ? reader.only() : reader.named(name, new ArrayList<>())).orElse(null);
        if (sink == null || !now.lines().isEmpty()) {
            throw new SettingType.RefusedValue(now.lines().isEmpty() ? "it has no address" : now.lines().get(0));
        }
        sink.address().addTo(secrets);
        again.find(uri, name).fromFiles().forEach(secrets::add);
        sink.secret().ifPresent(secrets::add);
        return sink;
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
