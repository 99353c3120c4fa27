package io.github.dcssync.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcssync.record.ListKind;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingTypesTest {

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "5s, PT5S", "15m, PT15M", "48h, PT48H", "90d, PT2160H", "PT5S, PT5S", "P1D, PT24H",
        "0s, PT0S", "10 S, PT10S"})
    void readsDurations(String text, Duration duration) {
        assertThat(Durations.ANY.read(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "dcs.restores.lookback|5", "dcs.restores.lookback|-5s", "dcs.restores.lookback|5 weeks",
        "dcs.restores.lookback|999999999999d", "dcs.restores.lookback|PT-1S", "dcs.http.connect-timeout|0s",
        "dcs.parallelism|0", "dcs.parallelism|257", "dcs.parallelism|1.5", "dcs.parallelism|+5",
        "dcs.parallelism|99999999999", "dcs.http.max-attempts|0", "dcs.http.max-attempts|101",
        "dcs.backups.page-size|0", "dcs.backups.page-size|1001", "dcs.restores.page-size|0",
        "dcs.restores.page-size|1001", "dcs.requests-per-second|-1", "dcs.requests-per-second|NaN",
        "dcs.requests-per-second|1e9", "dcs.requests-per-second|0.0001", "dcs.cluster.enabled|yes",
        "dcs.sync.cron|* * * * *", "dcs.sync.cron|0 0 0 1 1 ? 2001", "dcs.sync.cron|nonsense",
        "dcs.time-zone|Mars/Olympus", "dcs.log.format|xml", "dcs.backups.api|v1", "dcs.restores.api|v3",
        "dcs.http-server.port|-1",
        "dcs.http-server.port|65536", "dcs.http-server.host|http://localhost", "dcs.http-server.host|a:80",
        "dcs.http-server.host|1:2", "dcs.http-server.user|a:b", "dcs.alert.uri|nowhere",
        "dcs.db.url|jdbc:oracle:thin:@x", "dcs.db.url|postgresql://x/y", "dcs.db.url|jdbc:h2:",
        "dcs.project-id|0123", "dcs.project-id|0123456789abcdef0123456789abcdeg", "dcs.access-key|a b",
        "dcs.endpoint|dcs.example.com", "dcs.endpoint|ftp://dcs.example.com", "dcs.endpoint|https://",
        "dcs.endpoint|https://dcs.example.com/v1.0", "dcs.endpoint|https://dcs.example.com?a=b",
        "dcs.endpoint|https://dcs.example.com#a", "dcs.endpoint|https://user@dcs.example.com",
        "dcs.endpoint|https://dcs.example.com:99999", "dcs.endpoint|https://dcs.example.com/v3",
        "dcs.iam.endpoint|https://iam.example.com/v2", "dcs.instances|*,id-1", "dcs.instances|id-1,,id-2",
        "dcs.instances|../x", "dcs.instances.include|a,", "dcs.sources|a/b", "dcs.policy.NAME.match|a,b",
        "dcs.policy.NAME.rpo|0m"})
    void refusesWhatIsNotRight(String key, String text) {
        Setting<?> setting =
                SettingTable.ALL.stream().filter(known -> known.key().equals(key)).findFirst().orElseThrow();

        assertThatThrownBy(() -> setting.type().read(text)).isInstanceOf(SettingType.RefusedValue.class)
                .hasMessageStartingWith("give ").hasMessageNotContaining("\n");
    }

    @Test
    void readsBothEndsOfARange() {
        assertThat(SettingTable.PARALLELISM.type().read("1")).isEqualTo(1);
        assertThat(SettingTable.PARALLELISM.type().read("256")).isEqualTo(256);
        assertThat(SettingTable.MAX_ATTEMPTS.type().read("100")).isEqualTo(100);
        assertThat(SettingTable.PAGE_SIZES.get(ListKind.BACKUP).type().read("1000")).isEqualTo(1000);
        assertThat(Types.PORT.read("0")).isZero();
        assertThat(Types.PORT.read("65535")).isEqualTo(65535);
        assertThat(Types.RATE.read("0")).isZero();
        assertThat(Types.RATE.read("0.001")).isEqualTo(0.001);
    }

    @ParameterizedTest
    @CsvSource({"https://DCS.example.com/, https://DCS.example.com", "HTTPS://a:8443, https://a:8443"})
    void readsEndpointsWithoutASlashAtTheirEnd(String text, URI endpoint) {
        assertThat(Hosts.ENDPOINT.read(text)).isEqualTo(endpoint);
    }

    @ParameterizedTest
    @CsvSource({"https://iam.example.com", "https://iam.example.com/", "https://iam.example.com/v3",
        "https://iam.example.com/v3/"})
    void readsAnIamEndpointWithAndWithoutItsVersion(String text) {
        assertThat(Hosts.IAM_ENDPOINT.read(text)).isEqualTo(URI.create("https://iam.example.com"));
    }

    @ParameterizedTest
    @CsvSource({"localhost, localhost", "[::1], ::1", "::, ::", "report.example.com, report.example.com"})
    void readsHosts(String text, String host) {
        assertThat(Hosts.HOST.read(text)).isEqualTo(host);
    }
}
