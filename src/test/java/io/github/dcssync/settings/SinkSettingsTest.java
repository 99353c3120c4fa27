package io.github.dcssync.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.Operator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alerts go to as many places as the operator names, each with its filter. */
class SinkSettingsTest {

    @TempDir
    Path home;

    private Operator operator() {
        return Operator.ready(home);
    }

    @Test
    void haveNamesInTheirOrderThenThoseOfKeysAlone() {
        Settings settings = operator().line("dcs.alert.sinks=pager,chat")
                .line("dcs.alert.chat.uri=slack+https://hooks.slack.com/services/T0").variable("DCS_ALERT_PAGER_URI",
                        "pagerduty+https://0123456789abcdef0123456789abcdef@events.pagerduty.com")
                .variable("DCS_ALERT_ON_CALL_URI", "log:calls").load();

        assertThat(settings.alerting().sinks()).extracting(SinkSettings::toString).containsExactly(
                "pager=pagerduty+https://events.pagerduty.com", "chat=slack+https://hooks.slack.com",
                "on-call=log:calls");
        assertThat(settings.alerting().sinks()).extracting(sink -> sink.address().product()).containsExactly(
                SinkProduct.PAGERDUTY, SinkProduct.SLACK, SinkProduct.JSON);
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void areTheOneOfTheAddressWhereNoneHasAName() {
        assertThat(operator().line("dcs.alert.uri=log:x").load().alerting().sinks())
                .containsExactly(SinkSettings.only(AlertAddress.read("log:x")));
        assertThat(operator().line("dcs.alert.uri=log:x").line("dcs.alert.a.uri=log:y").load())
                .satisfies(both -> assertThat(both.alerting().sinks()).extracting(SinkSettings::name)
                        .containsExactly("a"))
                .satisfies(both -> assertThat(both.warnings()).singleElement().asString()
                        .contains("dcs.alert.uri is not used"));
    }

    @Test
    void takeWhatPassesEachOfTheirFilters() {
        SinkFilter filter = operator().line("dcs.alert.a.uri=log:a").line("dcs.alert.a.min-severity=Warning")
                .line("dcs.alert.a.kinds=operation_failure,rpo_breach").line("dcs.alert.a.owners=Vendor Support")
                .line("dcs.alert.a.sources=eu-*").load().alerting().sinks().get(0).filter();

        assertThat(filter.takes("operation_failure", "warning", "eu-de", "vendor support")).isTrue();
        assertThat(filter.takes("operation_failure", "critical", "eu-nl", "Vendor support")).isTrue();
        assertThat(filter.takes("operation_failure", "info", "eu-de", "vendor support")).isFalse();
        assertThat(filter.takes("source_failed", "critical", "eu-de", "vendor support")).isFalse();
        assertThat(filter.takes("rpo_breach", "critical", "eu-de", null)).isFalse();
        assertThat(filter.takes("rpo_breach", "critical", "us", "vendor support")).isFalse();
        assertThat(filter.takes("rpo_breach", null, "eu-de", "vendor support")).as("nobody knows how bad").isTrue();
        assertThat(SinkFilter.ALL.takes("anything", "info", null, null)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "min-severity=fatal|warning or info or critical", "kinds=rpo_breech|kinds of alerts, separated by commas, of",
        "owners=,|owners from config/error-codes.yaml", "sources=,|name patterns",
        "uri=pagerduty+https://events.pagerduty.com|give the key before the host: pagerduty+https://KEY@events",
        "uri=chat+https://x/y|there is no Camel component chat+https",
        "uri=slack+http://hooks.example.com/x|dcs.allow-insecure-http=true",
        "uri=https://x/y#hmac|dcs.alert.a.secret is not set", "kind=x|did you mean dcs.alert.a.kinds?"})
    void areRefusedWithTheKeyAndARemedy(String line, String remedy) {
        Operator operator = operator().line("dcs.alert.a." + line);
        List<String> faults = (line.startsWith("uri") ? operator : operator.line("dcs.alert.a.uri=log:a")).faults();

        assertThat(faults).singleElement().asString().startsWith("dcs.alert.a.").contains(remedy);
    }

    @Test
    void haveAnAddress() {
        assertThat(operator().line("dcs.alert.sinks=a").faults()).singleElement().asString()
                .isEqualTo("dcs.alert.a.uri is not set: give the address of sink a");
    }

    @Test
    void showNothingOfTheirSecrets() throws Exception {
        Path file = Files.writeString(home.resolve("uri"), "https://hooks.example.com/of-a-file-7/x\n");
        Settings settings = operator()
                .line("dcs.alert.a.uri=opsgenie+https://key-of-genie-1@api.opsgenie.com/v2#hmac")
                .line("dcs.alert.a.secret=hush-2026-hush").line("dcs.alert.b.uri={{file:" + file + "}}").load();

        assertThat(settings.entries().toString() + settings.alerting() + settings.sources() + settings.placeholders())
                .contains("opsgenie+https://api.opsgenie.com", "https://hooks.example.com")
                .doesNotContain("key-of-genie", "hush", "of-a-file-7");
        assertThat(settings.secrets().mask("1 key-of-genie-1 2 hush-2026-hush 3 of-a-file-7 4"))
                .isEqualTo("1 xxxxxx 2 xxxxxx 3 xxxxxx 4");
    }

    @Test
    void areSignedOnlyWhereTheAddressSaysSo() {
        Settings settings = operator().line("dcs.alert.a.uri=https://x/y#hmac").line("dcs.alert.a.secret=s3cret")
                .line("dcs.alert.b.uri=https://x/y#other").line("dcs.alert.b.secret=s3cret").load();

        assertThat(settings.alerting().sinks()).extracting(sink -> sink.address().isSigned())
                .containsExactly(true, false);
        assertThat(settings.warnings()).singleElement().asString().contains("dcs.alert.b.secret is not used");
        assertThat(operator().line("dcs.alert.uri=https://x/Unguessable#hmac").faults()).singleElement().asString()
                .contains("dcs.alert.uri=https://x ").contains("dcs.alert.NAME.secret").doesNotContain("Unguess");
    }
}
