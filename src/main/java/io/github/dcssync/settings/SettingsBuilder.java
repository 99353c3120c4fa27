package io.github.dcssync.settings;

import io.github.dcssync.record.ListKind;
import io.github.dcssync.secret.Secrets;
import io.github.dcssync.tls.TlsFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.util.SensitiveUtils;
import org.jspecify.annotations.Nullable;

/** Puts values that were checked into their places. Where one is at fault, its place holds nothing of meaning. */
final class SettingsBuilder {

    private final Values values;
    private final Violations faults;
    private final Path home;
    private final OperatorFiles files;
    private final Placeholders placeholders;
    private final Variables variables;
    private final Secrets secrets = new Secrets();

    SettingsBuilder(Values values, Violations faults, Path home, OperatorFiles files, Placeholders placeholders,
            Variables variables) {
        this.variables = variables;
        this.values = values;
        this.faults = faults;
        this.placeholders = placeholders;
        this.home = home;
        this.files = files;
    }

    Settings build(Settings.Purpose purpose, Map<String, RawValue> camel, List<String> warnings) {
        SourceReader sources = new SourceReader(values, faults, new KnownRegions(files, faults),
                new CredentialChain(values, variables, faults, secrets));
        ProtectionPolicyReader policies = new ProtectionPolicyReader(values, faults);
        SinkReader sinks = new SinkReader(values, faults, secrets);
        Map<String, String> camelProperties = new TreeMap<>();
        camel.forEach((key, given) -> camelProperties.put(key, given.text()));
        List<Source> read = switch (purpose) {
            case SYNC -> sources.read();
            case DISCOVER -> sources.accounts();
            case REPORT, DEMO -> List.of();
        };
        List<String> odd = new ArrayList<>(warnings);
        new SharedProjects(read).check(faults, odd);
        if (purpose == Settings.Purpose.SYNC) {
            Freshness.check(values.read(SettingTable.FRESHNESS), schedule(), odd);
        }
        return new Settings(read, new Ownership(read), database(), schedule(), listing(), http(purpose, odd),
                alerting(sinks.read(odd)),
                policies.read(),
                values.read(SettingTable.FRESHNESS), server(SettingTable.HTTP_SERVER), server(SettingTable.MANAGEMENT),
                new Settings.Cluster(flag(SettingTable.CLUSTER_ENABLED), values.read(SettingTable.CLUSTER_NODE)),
                retention(), values.read(SettingTable.LOG_FORMAT),
                flag(SettingTable.TRACING_ENABLED), flag(SettingTable.CAMEL_CLI_ENABLED), Map.copyOf(camelProperties),
                placeholders(),
                new EntryList(values, sources.names(), policies.names(), sinks.names(), camel).all(), warnings(odd),
                secrets(camel), files);
    }

    private List<String> warnings(List<String> odd) {
        return Stream.concat(odd.stream(), values.openFiles().stream()).toList();
    }

    private DatabaseSettings database() {
        Fresh<String> url = values.fresh(SettingTable.DB_URL, secrets);
        Fresh<String> password = values.fresh(SettingTable.DB_PASSWORD, secrets);
        return database(url, password,
                url.isFixed() && password.isFixed() ? null : () -> database(url, password, null));
    }

    private DatabaseSettings database(Fresh<String> url, Fresh<String> password,
            @Nullable Supplier<DatabaseSettings> reread) {
        String address = url.get();
        return new DatabaseSettings(address == null ? null : H2Path.resolve(address, home),
                values.read(SettingTable.DB_USER), Objects.requireNonNullElse(password.get(), ""), reread);
    }

    private Settings.Schedule schedule() {
        return new Settings.Schedule(values.read(SettingTable.SYNC_CRON), values.read(SettingTable.FULL_SYNC_CRON),
                values.read(SettingTable.TIME_ZONE));
    }

    private Settings.ListSettings listing() {
        Map<ListKind, Integer> pageSizes = new EnumMap<>(ListKind.class);
        SettingTable.PAGE_SIZES.forEach((list, setting) -> pageSizes.put(list, number(setting)));
        return new Settings.ListSettings(number(SettingTable.PARALLELISM),
                Objects.requireNonNullElse(values.read(SettingTable.REQUESTS_PER_SECOND), 0.0), Map.copyOf(pageSizes),
                values.read(SettingTable.RESTORES_LOOKBACK));
    }

    private Settings.Http http(Settings.Purpose purpose, List<String> odd) {
        Proxies proxies = new ProxyReader(values, faults,
                purpose == Settings.Purpose.SYNC ? variables : new Variables(Map.of()), odd, secrets).read();
        return new Settings.Http(values.read(SettingTable.CONNECT_TIMEOUT), values.read(SettingTable.RESPONSE_TIMEOUT),
                number(SettingTable.MAX_ATTEMPTS), flag(SettingTable.ALLOW_INSECURE_HTTP), proxies,
                purpose == Settings.Purpose.SYNC ? new TlsReader(values, faults, home, odd).read() : TlsFiles.NONE);
    }

    private Settings.Alerting alerting(List<SinkSettings> sinks) {
        return new Settings.Alerting(sinks, values.read(SettingTable.ALERT_MAX_AGE),
                number(SettingTable.ALERT_DIGEST_ABOVE),
                Objects.requireNonNullElse(values.read(SettingTable.ALERT_HEARTBEAT), Optional.<Duration>empty())
                        .orElse(null));
    }

    private Settings.RetentionSettings retention() {
        return new Settings.RetentionSettings(values.read(SettingTable.RETENTION_RUNS),
                values.read(SettingTable.RETENTION_ERRORS), values.read(SettingTable.RETENTION_ALERTS));
    }

    private HttpServer server(SettingTable.ServerTable server) {
        Fresh<String> password = values.fresh(server.password, secrets);
        return new HttpServer(values.read(server.host), number(server.port), values.read(server.user), password.get(),
                flag(server.allowAnonymous), password.isFixed() ? null : password);
    }

    private int number(Setting<Integer> setting) {
        return Objects.requireNonNullElse(values.read(setting), 0);
    }

    private boolean flag(Setting<Boolean> setting) {
        return Boolean.TRUE.equals(values.read(setting));
    }

    /** Camel would look for placeholders in what these say; addresses of a database, of alerts and of a proxy hold secrets. */
    private Map<String, String> placeholders() {
        Map<String, String> texts = new TreeMap<>();
        SettingTable.ALL.stream().filter(setting -> setting.isPlain() && !setting.secret())
                .filter(setting -> !SettingTable.ADDRESSES.contains(setting))
                .filter(setting -> values.find(setting, null) != null)
                .forEach(setting -> texts.put(setting.key(), values.find(setting, null).text()));
        texts.values().removeIf(text -> text.contains("{{"));
        return Map.copyOf(texts);
    }

    /** Every secret that was given, whether it is used or not. */
    private Secrets secrets(Map<String, RawValue> camel) {
        SettingTable.ALL.stream().filter(setting -> setting.secret() && values.find(setting, null) != null)
                .forEach(setting -> secrets.add(values.find(setting, null).text()));
        values.names().stream().filter(key -> key.setting().secret())
                .forEach(key -> secrets.add(values.find(key.setting(), key.name()).text()));
        camel.forEach((key, given) -> {
            if (SensitiveUtils.containsSensitive(key)) {
                secrets.add(asCamelSees(given.text()));
            }
        });
        addAddress(SettingTable.DB_URL, null);
        addAddress(SettingTable.ALERT_URI, null);
        if (values.isGiven(SettingTable.PROXY, null)) {
            addAddress(SettingTable.PROXY, null);
        }
        new DatabaseAddress(values.find(SettingTable.DB_URL, null).text()).addTo(secrets);
        addSink(SettingTable.ALERT_URI, null);
        values.names().stream().filter(key -> key.setting() == SettingTable.SINK_URI).forEach(key -> {
            addAddress(SettingTable.SINK_URI, key.name());
            addSink(SettingTable.SINK_URI, key.name());
        });
        return secrets;
    }

    private void addAddress(Setting<?> address, @Nullable String name) {
        RawValue given = values.find(address, name);
        secrets.addFrom(given.text());
        given.fromFiles().forEach(secrets::add);
    }

    private void addSink(Setting<AlertAddress> setting, @Nullable String name) {
        AlertAddress sink = values.read(setting, name);
        if (sink != null) {
            sink.addTo(secrets);
        }
    }

    /** Camel has functions of its own. */
    private String asCamelSees(String text) {
        try {
            return placeholders.fill(text).value();
        } catch (SettingType.RefusedValue ofCamel) {
            return text;
        }
    }
}
