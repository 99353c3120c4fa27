package io.github.dcssync.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.Operator;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets e-mail stands in one address, with the server that takes it. */
class MailAddressTest {

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "smtp%3A%2F%2Fmail.example.com|false|mail.example.com|25", "smtps%3A%2F%2Fmail|true|mail|465",
        "smtp://127.0.0.1:2525/|false|127.0.0.1|2525", "smtps%3A%2F%2F%5B%3A%3A1%5D%3A25|true|::1|25"})
    void hasAServer(String smtp, boolean isSecure, String host, int port) {
        assertThat(AlertAddress.read("mailto:a%2Bb@x,c+d@y?from=e@f&smtp=" + smtp).mail()).contains(new MailAddress(
                List.of("a+b@x", "c+d@y"), "e@f", isSecure, host, port, Optional.empty()));
    }

    @Test
    void showsNothingOfItsLoginNorOfItsPeople() {
        Settings settings = Operator.ready(home).variable("DCS_ALERT_URI",
                "MAILTO:ops@example.com?smtp=smtp%3A%2F%2Fbot%3Aof-the-bot-1%2540%2B@mail.example.com&from=a@b.example.com")
                .load();

        assertThat(settings.alerting().sinks().get(0).address().mail().orElseThrow().login())
                .contains(new MailAddress.MailLogin("bot", "of-the-bot-1@+"));
        assertThat(settings.entries().toString() + settings).contains("MAILTO:xxxxxx").doesNotContain("bot", "ops@",
                "mail.example.com");
        assertThat(settings.secrets().mask("x of-the-bot-1@+ y")).isEqualTo("x xxxxxx y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailto:a@b", "mailto:a@b?from=c@d", "mailto:?from=c@d&smtp=smtp://x",
        "mailto:a@b?from=c@d&smtp=http://x", "mailto:a@b?from=c@d&smtp=smtp://x&cc=e@f",
        "mailto:a%0ABcc:e@b?from=c@d&smtp=smtp://x", "mailto:a@b?from=c@d%0d%0aX:1&smtp=smtp://x",
        "mailto:a@b,?from=c@d&smtp=smtp://x", "mailto:A <a@b>?from=c@d&smtp=smtp://x",
        "mailto:a@b?from=c@d&smtp=smtp://x:0", "mailto:a@b?from=c@d&smtp=smtp://x#hmac"})
    void isRefusedWithARemedy(String text) {
        assertThat(Operator.ready(home).variable("DCS_ALERT_URI", text).faults()).singleElement().asString()
                .startsWith("dcs.alert.uri=mailto:xxxxxx ").contains("): give ");
    }
}
