package io.github.dcssync.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcssync.testkit.Operator;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntriesTest {

    @TempDir
    Path home;

    @Test
    void showEveryPlainKeyInTheOrderOfTheTable() {
        assertThat(Operator.ready(home).load().entries()).extracting(SettingEntry::key)
                .filteredOn(key -> !key.startsWith("dcs.policy."))
                .containsExactlyElementsOf(
                        SettingTable.ALL.stream().filter(Setting::isPlain).map(Setting::key).toList());
    }

    @Test
    void sayWhereEachValueCameFrom() {
        Settings settings = Operator.ready(home).line("").line("dcs.parallelism=3")
                .variable("DCS_DB_URL", "jdbc:h2:mem:x").load();

        assertThat(settings.entries()).contains(
                new SettingEntry("dcs.parallelism", "3", "config/application.properties:2"),
                new SettingEntry("dcs.db.url", "jdbc:h2:mem:x", "environment DCS_DB_URL"),
                new SettingEntry("dcs.access-key", "AKEXAMPLE", "environment CLOUD_SDK_AK"),
                new SettingEntry("dcs.secret-key", "xxxxxx", "environment CLOUD_SDK_SK"),
                new SettingEntry("dcs.security-token", "-", "default"),
                new SettingEntry("dcs.sources", "-", "default"),
                new SettingEntry("dcs.freshness", "1h", "default"));
    }

    @Test
    void showTheKeysOfSourcesAndPoliciesThatAreInUse() {
        Settings settings = Operator.ready(home).line("dcs.source.a.endpoint=https://a.example.com")
                .line("dcs.policy.gold.match=g-*").load();

        assertThat(settings.entries()).extracting(entry -> entry.key() + "=" + entry.value())
                .containsSubsequence("dcs.sources=-", "dcs.source.a.endpoint=https://a.example.com",
                        "dcs.source.a.shards=1", "dcs.db.url=jdbc:h2:file:./data/dcs", "dcs.policies=-",
                        "dcs.policy.gold.match=g-*", "dcs.policy.default.match=*", "dcs.policy.default.rpo=24h",
                        "dcs.policy.default.rto=1h", "dcs.policy.default.drill=90d", "dcs.freshness=1h")
                .doesNotContain("dcs.source.a.project-id=" + Operator.PROJECT);
    }

    @Test
    void showNoSecretWhereverItStands() {
        Settings settings = Operator.ready(home).line("dcs.source.a.access-key=A")
                .line("dcs.source.a.secret-key=hush-1")
                .line("dcs.db.url=jdbc:postgresql://db/dcs?user=u&password=hush-2").line("dcs.db.password=hush-3")
                .line("dcs.http-server.user=u").line("dcs.http-server.password=hush-4")
                .line("dcs.alert.uri=https://bot:hush-5@hooks.example.com?token=hush-6")
                .line("camel.ssl.keystore-password=hush-7").load();

        String printed = settings.entries().toString() + settings + settings.database() + settings.httpServer()
                + settings.alerting() + settings.sources();
        assertThat(printed).doesNotContain("hush-").contains("hooks.example.com");
        assertThat(settings.secrets().mask("hush-1 hush-2 hush-3 hush-4 hush-5 hush-6 hush-7"))
                .doesNotContain("hush-");
        assertThat(settings.placeholders()).doesNotContainKeys("dcs.db.password", "dcs.secret-key");
    }

    @Test
    void aFaultyUrlDoesNotShowItsPassword() {
        assertThat(Operator.ready(home).variable("DCS_ENDPOINT", "https://bot:hush-1@dcs.example.com")
                .line("dcs.db.url=jdbc:oracle:x?password=hush-2").faults()).hasSize(2)
                .noneMatch(fault -> fault.contains("hush-"));
    }

    @Test
    void aReportNeedsNoSourceButItsValuesAreStillRead() {
        assertThat(Operator.at(home).load(Settings.Purpose.REPORT).sources()).isEmpty();
        assertThatThrownBy(() -> Operator.at(home).line("dcs.endpoint=nonsense").load(Settings.Purpose.REPORT))
                .isInstanceOf(SettingsException.class).hasMessageStartingWith("dcs.endpoint=nonsense ");
    }

    @Test
    void aDemoOverlooksSourcesAndDatabaseWhateverTheySay() {
        Settings settings = Operator.ready(home).line("dcs.endpoint=nonsense").line("dcs.sources=a b")
                .line("dcs.source.x.shards=0").variable("DCS_DB_URL", "nonsense").line("dcs.http-server.port=0")
                .load(Settings.Purpose.DEMO);

        assertThat(settings.sources()).isEmpty();
        assertThat(settings.httpServer().port()).isZero();
        assertThat(settings.entries()).contains(new SettingEntry("dcs.db.url", "jdbc:h2:file:./data/dcs", "default"));
    }

    @Test
    void knowsWhatTheOperatorHasGiven() {
        Settings none = Operator.ready(home).load();
        Settings some = Operator.ready(home).line("dcs.policy.gold.match=*-store-*")
                .variable("DCS_ALERT_URI", "log:dcs.alert").load();

        assertThat(none.isGiven("dcs.alert.uri")).isFalse();
        assertThat(none.isGiven("dcs.polic")).isFalse();
        assertThat(some.isGiven("dcs.alert.uri")).isTrue();
        assertThat(some.isGiven("dcs.polic")).isTrue();
    }

    @Test
    void whatIsPutInLaterIsMaskedToo() {
        Settings demo = Operator.at(home).load(Settings.Purpose.DEMO);
        Source source = new Source("default", URI.create("http://127.0.0.1:1"), Operator.PROJECT,
                new Credentials.KeyPair("A", "hush-1", null), List.of(), List.of(),
                List.of(), 1);

        Settings settings = demo.withSources(List.of(source))
                .withDatabase(new DatabaseSettings("jdbc:h2:mem:x", "sa", "hush-2"))
                .withServers(demo.httpServer().withPort(1), demo.management().withPort(2));

        assertThat(settings.secrets().mask("hush-1 hush-2")).isEqualTo("xxxxxx xxxxxx");
        assertThat(settings.sources()).containsExactly(source);
        assertThat(settings.database().url()).isEqualTo("jdbc:h2:mem:x");
        assertThat(settings.httpServer().port()).isEqualTo(1);
        assertThat(settings.management().port()).isEqualTo(2);
    }
}
