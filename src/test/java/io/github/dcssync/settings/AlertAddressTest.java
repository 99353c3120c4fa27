package io.github.dcssync.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dcssync.secret.Secrets;
import io.github.dcssync.testkit.Operator;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where alerts go is taken as it was written, and shown as scheme and host. */
class AlertAddressTest {

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "https://hooks.example.com/services/T0/B0?sig=x|https://hooks.example.com",
        "HTTPS://bot:hush@hooks.example.com:8443/a@b|https://hooks.example.com:8443",
        "http://[::1]:8080/x|http://[::1]:8080", "https://a_b?x|https://a_b",
        "log:dcs.alert|log:dcs.alert", "log:dcs.alert?level=WARN|log:dcs.alert",
        "file:/data/alerts?fileName=x|file:xxxxxx", "seda:alerts|seda:xxxxxx",
        "mock://bot:hush@mail.example.com:25/x|mock://mail.example.com:25", "file:///data/x|file:xxxxxx"})
    void showsSchemeAndHostAlone(String text, String shown) {
        Settings settings = Operator.ready(home).variable("DCS_ALERT_URI", text)
                .variable("DCS_ALLOW_INSECURE_HTTP", "true").load();

        assertThat(settings.entries()).contains(new SettingEntry("dcs.alert.uri", shown, "environment DCS_ALERT_URI"));
        assertThat(settings.alerting())
                .hasToString("Alerting[sinks=[default=" + shown + "], maxAge=PT168H, digestAbove=10, heartbeat=null]");
        assertThat(settings.alerting().sinks().get(0).address().text()).isEqualTo(text);
        assertThat(settings.placeholders()).doesNotContainKey("dcs.alert.uri");
    }

    @Test
    void isMaskedInEveryText() {
        Secrets secrets = Operator.ready(home).line("dcs.alert.uri=https://bot:hush%402026@hooks.example.com"
                + "/services/T0001/B0123456/alerts?sig=pass%2Bword1&room=team").load().secrets();

        assertThat(secrets.mask("a B0123456 b pass%2Bword1 c pass+word1 d hush@2026 e"
                + " /services/T0001/B0123456/alerts?sig=pass%2Bword1&room=team f"))
                .isEqualTo("a xxxxxx b xxxxxx c xxxxxx d xxxxxx e xxxxxx f");
        assertThat(secrets.mask("the alerts of a team and of services at hooks.example.com"))
                .isEqualTo("the alerts of a team and of services at hooks.example.com");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "hooks.example.com/Unguessable|xxxxxx|an address such as https://host/path or a Camel endpoint",
        "nosuch:Unguessable|nosuch:xxxxxx|there is no Camel component nosuch",
        "chat+https://hooks.example.com/Unguessable|chat+https://hooks.example.com|no Camel component chat+https",
        "seda:x?size={{{{Unguessable|seda:xxxxxx|without two braces",
        "seda:x?size=%7b%7BUnguessable|seda:xxxxxx|without two braces",
        "http:hooks.example.com/Unguessable|http:xxxxxx|https://HOST/PATH",
        "https:///Unguessable|https:xxxxxx|ASCII letters", "https://a..b-/Unguessable|https:xxxxxx|ASCII letters",
        "https://höst/Unguessable|https:xxxxxx|percent-encoded",
        "https://host/Unguessable x|https:xxxxxx|percent-encoded",
        "https://host/Unguessablé|https:xxxxxx|percent-encoded",
        "https://host:0/Unguessable|https:xxxxxx|a port from 1 to 65535",
        "https://host:65536/Unguessable|https:xxxxxx|a port from 1 to 65535",
        "https://host:999999/Unguessable|https:xxxxxx|a port from 1 to 65535",
        "https://bot:pass/word@host/Unguessable|https:xxxxxx|percent-encoded",
        "https://b%3At:Unguessable@host|https:xxxxxx|user name without a colon",
        "https://bot:Unguessable%zz@host|https:xxxxxx|%25 and %40"})
    void isRefusedWithARemedyAndWithoutItsSecret(String text, String shown, String remedy) {
        assertThat(Operator.ready(home).variable("DCS_ALERT_URI", text).faults()).singleElement().asString()
                .startsWith("dcs.alert.uri=").contains(remedy).contains(shown + " ").doesNotContain("Unguess");
        assertThatThrownBy(() -> AlertAddress.TYPE.read(text)).hasMessageStartingWith("give ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://hooks.example.com/x", "http://10.0.0.1/x", "http://127.0.0.1.example.com/x"})
    void isEncryptedOffThisMachineUnlessAllowed(String text) {
        assertThat(Operator.ready(home).variable("DCS_ALERT_URI", text).faults()).singleElement().asString()
                .contains("dcs.allow-insecure-http=true to send alerts in clear").doesNotContain("/x");
        assertThat(Operator.ready(home).variable("DCS_ALERT_URI", text).variable("DCS_ALLOW_INSECURE_HTTP", "true")
                .load().alerting().sinks().get(0).address().http()).isPresent();
    }

    @Test
    void mayBePlainOnThisMachine() {
        assertThat(List.of("http://127.0.0.1:1", "http://localhost/x", "http://[::1]/x")).allSatisfy(text -> assertThat(
                Operator.ready(home).variable("DCS_ALERT_URI", text).load().alerting().sinks().get(0).address().text())
                .isEqualTo(text));
    }
}
