package io.github.dcssync.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.Operator;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which proxy leads to which host. */
class ProxiesTest {

    @TempDir
    Path home;

    @Test
    void areNoneByDefault() {
        assertThat(leading(Operator.ready(home), "https://dcs.example.com")).isEqualTo("straight");
    }

    @Test
    void areTheOneOfTheSettingsForBothSchemes() {
        Operator operator = Operator.ready(home).line("dcs.http.proxy=http://proxy.corp:3128")
                .variable("HTTPS_PROXY", "http://other.corp:3128").variable("HTTP_PROXY", "http://other.corp:3128");

        assertThat(leading(operator, "https://dcs.example.com")).isEqualTo("http://proxy.corp:3128");
        assertThat(leading(operator, "http://dcs.example.com")).isEqualTo("http://proxy.corp:3128");
    }

    @ParameterizedTest
    @CsvSource({"HTTPS_PROXY,HTTP_PROXY", "https_proxy,http_proxy", "HTTPS_PROXY,http_proxy"})
    void areElseThoseOfTheVariablesByScheme(String ofHttps, String ofHttp) {
        Operator operator = Operator.ready(home).variable(ofHttps, "http://secure.corp:3128/")
                .variable(ofHttp, "plain.corp:8080");

        assertThat(leading(operator, "https://dcs.example.com")).isEqualTo("http://secure.corp:3128");
        assertThat(leading(operator, "http://dcs.example.com")).isEqualTo("http://plain.corp:8080");
    }

    @ParameterizedTest
    @CsvSource({"http://proxy.corp,http://proxy.corp:80", "https://proxy.corp,https://proxy.corp:443",
        "http://[fd00::1]:3128,http://[fd00::1]:3128", "http://10.1.2.3:3128,http://10.1.2.3:3128"})
    void haveThePortOfTheirSchemeUnlessTheySayAnother(String given, String read) {
        assertThat(leading(Operator.ready(home).variable("DCS_HTTP_PROXY", given), "https://dcs.example.com"))
                .isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "localhost", "LOCALHOST", "[::1]"})
    void neverLeadToThisMachine(String host) {
        Operator operator = Operator.ready(home).variable("DCS_HTTP_PROXY", "http://proxy.corp:3128");

        assertThat(leading(operator, "https://" + host)).isEqualTo("straight");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "dcs.example.com         | dcs.example.com    | straight",
        "DCS.Example.com         | dcs.example.COM    | straight",
        "example.com             | dcs.example.com    | straight",
        "ample.com               | dcs.example.com    | proxied",
        "dcs.example.com         | example.com        | proxied",
        ".example.com            | dcs.example.com    | straight",
        "*.example.com           | dcs.example.com    | straight",
        ".example.com            | example.com        | proxied",
        ".example.com            | dcs.example.com.au | proxied",
        "*                       | dcs.example.com    | straight",
        "a, b , dcs.example.com  | dcs.example.com    | straight",
        "dcs.example.com:443     | dcs.example.com    | straight",
        "dcs.example.com:8443    | dcs.example.com    | proxied",
        "10.1.2.3                | 10.1.2.3           | straight",
        "10.1.2.3                | 10.1.2.33          | proxied",
        "10.0.0.0/8              | 10.200.1.1         | straight",
        "10.0.0.0/8              | 11.0.0.1           | proxied",
        "10.1.2.128/25           | 10.1.2.200         | straight",
        "10.1.2.128/25           | 10.1.2.100         | proxied",
        "0.0.0.0/0               | 10.1.2.100         | straight",
        "0.0.0.0/0               | dcs.example.com    | proxied",
        "fd00::/8                | [fd12::1]          | straight",
        "fd00::/8                | [fe80::1]          | proxied",
        "[fd12::1]:443           | [fd12:0::1]        | straight"})
    void doNotLeadToTheHostsThatAreLeftOut(String noProxy, String host, String way) {
        Operator operator = Operator.ready(home).variable("DCS_HTTP_PROXY", "http://proxy.corp:3128");
        String expected = way.equals("straight") ? way : "http://proxy.corp:3128";

        assertThat(leading(operator.variable("NO_PROXY", noProxy), "https://" + host)).isEqualTo(expected);
        assertThat(leading(operator.variable("DCS_HTTP_NO_PROXY", noProxy).variable("NO_PROXY", "nobody"),
                "https://" + host)).isEqualTo(expected);
    }

    @Test
    void passOverWhatOtherProgramsMayUnderstandInTheirVariable() {
        Operator operator = Operator.ready(home).variable("HTTPS_PROXY", "http://proxy.corp:3128")
                .variable("no_proxy", "<local>,dcs.example.com,10.0.0.*");

        assertThat(leading(operator, "https://dcs.example.com")).isEqualTo("straight");
        assertThat(operator.load().warnings()).containsExactly("no_proxy has what covers no host here: <local>",
                "no_proxy has what covers no host here: 10.0.0.*");
    }

    @Test
    void areRefusedWithTheEntryThatIsNone() {
        assertThat(Operator.ready(home).line("dcs.http.no-proxy=a.example, 10.0.0.0/33").faults()).singleElement()
                .asString().startsWith("dcs.http.no-proxy=a.example, 10.0.0.0/33 (config/application.properties:1):")
                .contains("this is none: 10.0.0.0/33");
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5://ann:s3cret-word@proxy.corp:1080", "http://ann:s3cret/word@proxy.corp",
        "http://ann:s3cret%word@proxy.corp", "http://ann:s3cret-word@proxy.corp:99999",
        "http://ann:s3cret-word@", "http://proxy.corp/s3cret"})
    void areRefusedWithoutTheirPasswordWhenTheyAreNone(String given) {
        assertThat(Operator.ready(home).line("dcs.http.proxy=" + given).faults()).singleElement().asString()
                .startsWith("dcs.http.proxy=xxxxxx (config/application.properties:1): ").doesNotContain("s3cret");
        assertThat(Operator.ready(home.resolve("other")).variable("https_proxy", given).faults()).singleElement()
                .asString().startsWith("https_proxy=xxxxxx (environment): ").doesNotContain("s3cret")
                .endsWith("; or set dcs.http.proxy, which stands before it");
    }

    @Test
    void doNotMatterToWhatAsksNobody() {
        Operator operator = Operator.ready(home).variable("HTTPS_PROXY", "socks5://proxy.corp");

        assertThat(operator.load(Settings.Purpose.REPORT).http().proxies()).isEqualTo(Proxies.NONE);
    }

    @Test
    void areShownWithoutUserAndPassword() {
        Settings settings = Operator.ready(home)
                .line("dcs.http.proxy=http://ann%40corp:s3cr%3At%20w%C3%B6rd@proxy.corp:3128").load();

        ProxyAddress proxy = settings.http().proxies().leadingTo("https", "dcs.example.com", 443).orElseThrow();
        assertThat(proxy.user()).isEqualTo("ann@corp");
        assertThat(proxy.password()).isEqualTo("s3cr:t w\u00f6rd");
        assertThat(settings.toString()).contains("http://proxy.corp:3128").doesNotContain("ann", "s3cr");
        assertThat(settings.http().toString()).doesNotContain("ann", "s3cr");
        assertThat(settings.placeholders()).doesNotContainKey("dcs.http.proxy");
        assertThat(settings.secrets().mask("s3cr:t w\u00f6rd YW5uQGNvcnA6czNjcjp0IHfDtnJk s3cr%3At%20w%C3%B6rd"))
                .isEqualTo("xxxxxx xxxxxx xxxxxx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https.proxyHost", "http.proxyHost", "socksProxyHost"})
    void areNotThoseOfThisJavaWhichIsSaid(String property) {
        String before = System.getProperty(property);
        System.setProperty(property, "proxy.corp");
        try {
            Operator operator = Operator.ready(home);

            assertThat(leading(operator, "https://dcs.example.com")).isEqualTo("straight");
            assertThat(operator.load().warnings())
                    .contains("-D" + property + " is not read: give the proxy as dcs.http.proxy");
        } finally {
            System.clearProperty(property);
            if (before != null) {
                System.setProperty(property, before);
            }
        }
    }

    private static String leading(Operator operator, String uri) {
        URI target = URI.create(uri);
        return operator.load().http().proxies().leadingTo(target.getScheme(), target.getHost(),
                target.getScheme().equals("https") ? 443 : 80).map(ProxyAddress::toString).orElse("straight");
    }
}
