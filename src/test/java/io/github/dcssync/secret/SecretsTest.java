package io.github.dcssync.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    private final Secrets unit = new Secrets();

    @Test
    void masksEveryOccurrence() {
        unit.add("hush-hush");

        assertThat(unit.mask("a hush-hush b hush-hushhush-hush")).isEqualTo("a xxxxxx b xxxxxx");
    }

    @Test
    void leavesNoRestOfSecretsThatOverlap() {
        unit.add("abcd");
        unit.add("cdef");

        assertThat(unit.mask("-abcdef-")).isEqualTo("-xxxxxx-");
        assertThat(unit.mask("-abcdabcd-")).isEqualTo("-xxxxxx-");
    }

    @Test
    void aMaskNeverMakesAnotherSecret() {
        unit.add("1234");
        unit.add("xxab");

        assertThat(unit.mask("1234ab")).doesNotContain("xxab");
    }

    @Test
    void masksUrlEncodedAndEscapedForms() {
        unit.add("p/a+s=s \"w\u00f6rd~*");

        assertThat(List.of("p%2Fa%2Bs%3Ds+%22w%C3%B6rd%7E*", "p%2fa%2bs%3ds%20%22w%c3%b6rd~%2a",
                "p%2Fa%2Bs%3Ds%20%22w%C3%B6rd~*", "p/a+s=s \\\"w\u00f6rd~*", "p\\/a+s=s \\\"w\\u00f6rd~*",
                "p/a\\u002bs\\u003ds \\\"w\\u00F6rd~*"))
                .allSatisfy(form -> assertThat(unit.mask("<" + form + ">")).isEqualTo("<xxxxxx>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "xxxx", "xxxxxxxxxx"})
    void doesNotRegisterWhatWouldSpoilEveryText(String value) {
        unit.add(value);

        assertThat(unit.mask("abc xxxxxxxxxx")).isEqualTo("abc xxxxxxxxxx");
    }

    @Test
    void takesNullForNothing() {
        unit.add(null);
        unit.addFrom(null);

        assertThat(unit.mask("null")).isEqualTo("null");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', value = {
        "Authorization: SDK-HMAC-SHA256 Access=AK, SignedHeaders=host, Signature=hush~Authorization: xxxxxx",
        "X-Auth-Token: hush~X-Auth-Token: xxxxxx",
        "x-subject-token:hush~x-subject-token:xxxxxx",
        "GET|/v2|x-security-token:hush|x-sdk-date:1~GET|/v2|x-security-token:xxxxxx|x-sdk-date:1",
        "{\"X-Auth-Token\":\"hush\",\"a\":1}~{\"X-Auth-Token\":\"xxxxxx\",\"a\":1}",
        "{\"x-auth-token\" : [ \"hush\" ]}~{\"x-auth-token\" : [ \"xxxxxx\" ]}",
        "{\"authorization\":\"a \\\"hush\\\" b\",\"c\":1}~{\"authorization\":\"xxxxxx\",\"c\":1}",
        "\"{\\\"X-Auth-Token\\\":\\\"hush\\\",\\\"a\\\":1}\"~\"{\\\"X-Auth-Token\\\":\\\"xxxxxx\\\",\\\"a\\\":1}\"",
        "{'X-Auth-Token': 'hush', 'a': 1}~{'X-Auth-Token': 'xxxxxx', 'a': 1}",
        "Proxy-Authorization: Basic hush~Proxy-Authorization: xxxxxx",
        "\"error_msg\":\"sign, authorization:hush\",\"b\":1~\"error_msg\":\"sign, authorization:xxxxxx\",\"b\":1",
        "Access=AK, Signature=0123456789abcdef0123456789ABCDEF~Access=AK, Signature=xxxxxx",
        "?Signature%3D0123abcd&a=b~?Signature%3Dxxxxxx&a=b",
        "jdbc:postgresql://db/dcs?password=hush&ssl=true~jdbc:postgresql://db/dcs?password=xxxxxx&ssl=true",
        "jdbc:h2:mem:x;PASSWORD=hush;MODE=Y~jdbc:h2:mem:x;PASSWORD=xxxxxx;MODE=Y",
        "jdbc:mariadb://db/dcs?trustStorePassword=hush~jdbc:mariadb://db/dcs?trustStorePassword=xxxxxx",
        "https://bot:hu@sh@host/path~https://bot:xxxxxx@host/path",
        "https://host/path?access_token=hush&a=b~https://host/path?access_token=xxxxxx&a=b",
    })
    void masksSecretsOfOthersByTheirPlace(String text, String masked) {
        assertThat(unit.mask(text)).isEqualTo(masked);
        assertThat(unit.mask(masked)).as("masked again").isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-auth-token not found", "Authorization failed", "Authorization:",
        "https://host:8080/path", "mail to someone@example.com", "dcs.password is not set: set it",
        "time 10:00, key=value"})
    void leavesOrdinaryTextAlone(String text) {
        assertThat(unit.mask(text)).isEqualTo(text);
    }

    @Test
    void masksAHeaderToTheEndOfItsLineOnly() {
        assertThat(unit.mask("X-Auth-Token: hush\r\nHost: a\nAuthorization:\nHost: b"))
                .isEqualTo("X-Auth-Token: xxxxxx\r\nHost: a\nAuthorization:\nHost: b");
    }

    @Test
    void isQuickWithLongTextsOfTheWorstKind() {
        unit.add("aaaaaaaaab");
        unit.add("aaaa");
        List<String> worst = List.of("a".repeat(1_000_000), "\\".repeat(1_000_000), "\"".repeat(1_000_000),
                "Authorization:\"".repeat(50_000), "x-auth-token:\\\"".repeat(50_000), "://a:".repeat(200_000),
                "password=".repeat(100_000), "?".repeat(1_000_000), "signature=".repeat(100_000));

        assertThat(worst).allSatisfy(text -> assertTimeoutPreemptively(Duration.ofMinutes(1), () -> unit.mask(text)));
    }

    @Test
    void learnsNewSecretsWhileOthersMask() {
        List<String> secrets = IntStream.range(0, 2_000).mapToObj(i -> "secret-number-" + i + "!").toList();

        secrets.parallelStream().forEach(secret -> {
            unit.add(secret);
            assertThat(unit.mask("-" + secret + "-")).isEqualTo("-xxxxxx-");
        });
    }
}
