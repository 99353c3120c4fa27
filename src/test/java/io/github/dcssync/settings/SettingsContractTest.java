package io.github.dcssync.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.record.ListKind;
import io.github.dcssync.testkit.Certificates;
import io.github.dcssync.testkit.Operator;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsContractTest {

    /** What users hold on to, each with a value that is not its default. */
    private static final List<String> KEYS_DEFAULTS_OTHERS = List.of(
            "dcs.endpoint|-|http://127.0.0.1:8443/",
            "dcs.project-id|-|ffffffffffffffffffffffffffffffff",
            "dcs.region|-|eu-nl",
            "dcs.project|-|eu-nl_payments",
            "dcs.projects|-|eu-nl_*",
            "dcs.projects.exclude|-|*_test",
            "dcs.credentials|auto|settings",
            "dcs.access-key|{{env:CLOUD_SDK_AK}}|AKOTHER",
            "dcs.secret-key|{{env:CLOUD_SDK_SK}}|secret-other",
            "dcs.security-token|{{env:CLOUD_SDK_SECURITY_TOKEN}}|token-other",
            "dcs.metadata.endpoint|http://169.254.169.254|http://127.0.0.1:8080",
            "dcs.agency.name|-|reader",
            "dcs.agency.domain|-|acme",
            "dcs.iam.endpoint|-|https://iam.example.com/v3",
            "dcs.iam.user|-|reader",
            "dcs.iam.password|-|password-of-reader",
            "dcs.iam.domain|-|OTC-EU-DE-1",
            "dcs.instances|*|id-1,id-2",
            "dcs.instances.include|-|prod-*, *-cache",
            "dcs.instances.exclude|-|prod-?",
            "dcs.sources|-|north",
            "dcs.source.NAME.shards|1|3",
            "dcs.db.url|jdbc:h2:file:./data/dcs|jdbc:postgresql://db/dcs",
            "dcs.db.user|sa|dcs",
            "dcs.db.password|-|password-of-dcs",
            "dcs.sync.cron|0 0/15 * * * ?|0 0/5 * * * ?",
            "dcs.full-sync.cron|0 7 2 * * ?|0 8 3 * * ?",
            "dcs.time-zone|UTC|Europe/Berlin",
            "dcs.parallelism|8|4",
            "dcs.requests-per-second|20|0.5",
            "dcs.backups.page-size|100|10",
            "dcs.restores.page-size|1000|20",
            "dcs.backups.api|v1.0|v2",
            "dcs.restores.api|v2|v1.0",
            "dcs.restores.lookback|48h|PT1H",
            "dcs.http.connect-timeout|5s|500ms",
            "dcs.http.response-timeout|60s|2m",
            "dcs.http.max-attempts|5|7",
            "dcs.http.proxy|-|http://proxy.example.com:3128",
            "dcs.http.no-proxy|-|.example.org,10.0.0.0/8",
            "dcs.tls.ca-file|-|PKI/ca.pem",
            "dcs.tls.certificate-file|-|PKI/own.crt",
            "dcs.tls.key-file|-|PKI/own.key",
            "dcs.allow-insecure-http|false|true",
            "dcs.alert.uri|log:dcs.alert|https://hooks.example.com/dcs",
            "dcs.alert.sinks|-|north",
            "dcs.alert.NAME.uri|-|slack+https://hooks.example.com/north#hmac",
            "dcs.alert.NAME.min-severity|-|warning",
            "dcs.alert.NAME.kinds|-|rpo_breach, source_failed",
            "dcs.alert.NAME.owners|-|Vendor support",
            "dcs.alert.NAME.sources|-|eu-*",
            "dcs.alert.NAME.secret|-|secret-of-north",
            "dcs.alert.max-age|7d|1d",
            "dcs.alert.digest-above|10|3",
            "dcs.alert.heartbeat|off|1h",
            "dcs.policies|-|gold",
            "dcs.policy.NAME.match|*|dev-*",
            "dcs.policy.NAME.rpo|24h|6h",
            "dcs.policy.NAME.rto|1h|30m",
            "dcs.policy.NAME.drill|90d|30d",
            "dcs.freshness|1h|2h",
            "dcs.http-server.host|127.0.0.1|0.0.0.0",
            "dcs.http-server.port|8080|0",
            "dcs.http-server.user|-|page",
            "dcs.http-server.password|-|password-of-page",
            "dcs.http-server.allow-anonymous|false|true",
            "dcs.management.host|127.0.0.1|::",
            "dcs.management.port|9876|9877",
            "dcs.management.user|-|health",
            "dcs.management.password|-|password-of-health",
            "dcs.management.allow-anonymous|false|true",
            "dcs.cluster.enabled|false|true",
            "dcs.cluster.node|{{env:HOSTNAME}}|node-7",
            "dcs.retention.runs|90d|10d",
            "dcs.retention.errors|90d|11d",
            "dcs.retention.alerts|90d|12d",
            "dcs.log.format|text|json",
            "dcs.tracing.enabled|false|true",
            "dcs.camel-cli.enabled|false|true");

    private static final Set<String> SECRET = Set.of("dcs.secret-key", "dcs.security-token", "dcs.iam.password",
            "dcs.db.password", "dcs.http-server.password", "dcs.management.password", "dcs.alert.NAME.secret");

    @TempDir
    Path home;

    /** For the keys that name files. */
    @TempDir
    static Path pki;

    @BeforeAll
    static void makeFiles() throws Exception {
        Certificates certificates = new Certificates(pki).sign("own", "EC", 90);
        certificates.authority();
        certificates.chain("own");
        certificates.keyFile("own");
    }

    @Test
    void hasTheKeysOfTheContractInItsOrderWithItsDefaults() {
        assertThat(SettingTable.ALL)
                .extracting(setting -> setting.key() + "|" + Objects.requireNonNullElse(setting.defaultText(), "-"))
                .containsExactlyElementsOf(KEYS_DEFAULTS_OTHERS.stream()
                        .map(row -> row.substring(0, row.lastIndexOf('|'))).toList());
    }

    @Test
    void knowsWhichKeysAreSecret() {
        assertThat(SettingTable.ALL).filteredOn(Setting::secret).extracting(Setting::key)
                .containsExactlyInAnyOrderElementsOf(SECRET);
    }

    @Test
    void describesEveryKey() {
        assertThat(SettingTable.ALL).allSatisfy(setting -> assertThat(setting.description()).isNotBlank());
    }

    @Test
    void nameSharedKeysOfASourceAndItsVariableAfterThePlainKey() {
        assertThat(SettingTable.IAM_ENDPOINT.keyOf("eu-de")).isEqualTo("dcs.source.eu-de.iam.endpoint");
        assertThat(Setting.variableOf("dcs.source.eu-de.iam.endpoint")).isEqualTo("DCS_SOURCE_EU_DE_IAM_ENDPOINT");
    }

    @Test
    void readsEveryDefault() {
        Settings settings = Operator.ready(home).load();

        assertThat(settings.sources()).usingRecursiveFieldByFieldElementComparatorIgnoringFields("choice")
                .containsExactly(new Source("default", URI.create("https://dcs.example.com"),
                        Operator.PROJECT, new Credentials.KeyPair("AKEXAMPLE", "sk-of-the-environment", null),
                        List.of(),
                        List.of(), List.of(), 1));
        assertThat(settings.database())
                .isEqualTo(new DatabaseSettings("jdbc:h2:file:" + home.resolve("data/dcs"), "sa", ""));
        assertThat(settings.schedule())
                .isEqualTo(new Settings.Schedule("0 0/15 * * * ?", "0 7 2 * * ?", ZoneId.of("UTC")));
        assertThat(settings.listing())
                .isEqualTo(new Settings.ListSettings(8, 20, Map.of(ListKind.BACKUP, 100, ListKind.RESTORE, 1000),
                        Duration.ofHours(48)));
        assertThat(settings.http())
                .isEqualTo(new Settings.Http(Duration.ofSeconds(5), Duration.ofSeconds(60), 5, false));
        assertThat(settings.alerting())
                .isEqualTo(new Settings.Alerting(List.of(SinkSettings.only(AlertAddress.read("log:dcs.alert"))),
                        Duration.ofDays(7), 10, null));
        assertThat(settings.policies()).containsExactly(new ProtectionPolicy("default", new NamePattern("*"),
                Duration.ofHours(24), Duration.ofHours(1), Duration.ofDays(90)));
        assertThat(settings.freshness()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.httpServer()).isEqualTo(new HttpServer("127.0.0.1", 8080, null, null, false));
        assertThat(settings.management()).isEqualTo(new HttpServer("127.0.0.1", 9876, null, null, false));
        assertThat(settings.cluster()).isEqualTo(new Settings.Cluster(false, null));
        assertThat(settings.retention()).isEqualTo(
                new Settings.RetentionSettings(Duration.ofDays(90), Duration.ofDays(90), Duration.ofDays(90)));
        assertThat(settings.logFormat()).isEqualTo(LogFormat.TEXT);
        assertThat(settings.tracingEnabled()).isFalse();
        assertThat(settings.camelCliEnabled()).isFalse();
        assertThat(settings.camelProperties()).isEmpty();
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void callsTheMachineAsItsEnvironmentDoesUnlessItIsToldOtherwise() {
        Operator operator = Operator.ready(home).variable("HOSTNAME", "pod-3");
        assertThat(operator.load().cluster().node()).isEqualTo("pod-3");

        assertThat(operator.line("dcs.cluster.node=rack 7").load().cluster().node()).isEqualTo("rack 7");
    }

    @Test
    void everyKeyOfTheFileChangesItsField() {
        assertThat(unchanged(Operator.ready(home).load(), setInFile().load()))
                // No source has a key of its own; its project is given by its id; no file has a secret; of the policies
                // the last is compared, which always has this name.
                .containsExactly("Settings.sources.ownKeys", "Settings.sources.choice.isSettings",
                        "Settings.sources.choice.passedOver", "Settings.sources.choice.again",
                        "Settings.sources.search", "Settings.database.reread", "Settings.http.proxies.reread",
                        "Settings.alerting.sinks.address.mail", "Settings.alerting.sinks.reread",
                        "Settings.policies.name", "Settings.httpServer.reread", "Settings.management.reread");
    }

    @Test
    void everyVariableSetsWhatItsKeySets() {
        Operator operator = Operator.at(home);
        everything().forEach(row -> operator.variable(Setting.variableOf(row[0]), row[1]));

        assertThat(withoutOrigins(operator.load())).isEqualTo(withoutOrigins(setInFile().load()));
    }

    /** The two ways to authenticate exclude each other, so the other one is set by itself. */
    @Test
    void everyCredentialCanBeSet() {
        Operator operator = Operator.ready(home).line("dcs.access-key=AKOTHER").line("dcs.secret-key=secret-other")
                .line("dcs.security-token=token-other");

        assertThat(operator.load().sources().get(0).credentials())
                .isEqualTo(new Credentials.KeyPair("AKOTHER", "secret-other", "token-other"));
    }

    private Operator setInFile() {
        Operator operator = Operator.at(home);
        everything().forEach(row -> operator.line(row[0] + "=" + row[1]));
        return operator;
    }

    /** Every key with a value that is not its default; of three ways to say which project is meant the first. */
    private static List<String[]> everything() {
        List<String[]> rows = new ArrayList<>();
        for (String row : KEYS_DEFAULTS_OTHERS.stream().filter(one -> !one.startsWith("dcs.project|")
                && !one.startsWith("dcs.projects")).toList()) {
            String[] cells = row.split("\\|");
            rows.add(new String[] {cells[0].replace(".policy.NAME", ".policy.default").replace("NAME", "north"),
                cells[2].replace("PKI", pki.toString())});
        }
        rows.add(new String[] {"dcs.policy.gold.match", "gold-*"});
        return rows;
    }

    private static List<Object> withoutOrigins(Settings settings) {
        return List.of(settings.sources(), settings.database(), settings.schedule(), settings.listing(),
                settings.http(), settings.alerting(), settings.policies(), settings.freshness(),
                settings.httpServer(), settings.management(), settings.cluster(), settings.retention(),
                settings.logFormat(), settings.tracingEnabled(), settings.camelCliEnabled(), settings.placeholders());
    }

    private static List<String> unchanged(Settings before, Settings after) {
        List<String> same = new ArrayList<>();
        compare("Settings", before, after, same);
        same.removeAll(List.of("Settings.camelProperties", "Settings.warnings"));
        return same;
    }

    private static void compare(String where, Object before, Object after, List<String> same) {
        if (before instanceof Record && before.getClass() == after.getClass()) {
            for (RecordComponent part : before.getClass().getRecordComponents()) {
                compare(where + "." + part.getName(), valueOf(part, before), valueOf(part, after), same);
            }
        } else if (before instanceof List<?> list && list.size() == 1 && after instanceof List<?> other) {
            compare(where, list.get(0), other.get(other.size() - 1), same);
        } else if (before == null ? after == null : before.equals(after)) {
            same.add(where);
        }
    }

    private static Object valueOf(RecordComponent part, Object whole) {
        try {
            return part.getAccessor().invoke(whole);
        } catch (ReflectiveOperationException failed) {
            throw new AssertionError(failed);
        }
    }
}
