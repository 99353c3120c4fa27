package io.github.dcssync.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RequestSignerTest {

    private static final byte[] NO_BODY = {};

    @ParameterizedTest
    @MethodSource("vectors")
    void signsAsThePublishedVectorsSay(JsonNode vector) {
        Map<String, String> headers = new LinkedHashMap<>();
        vector.get("headers").properties().forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
        List<String> query = new ArrayList<>();
        vector.get("query").properties().forEach(
                parameter -> query.add(encode(parameter.getKey()) + "=" + encode(parameter.getValue().asText())));
        String target = vector.get("path").asText() + (query.isEmpty() ? "" : "?" + String.join("&", query));

        assertThat(RequestSigner.authorization(vector.get("method").asText(), target, headers,
                vector.get("body").asText().getBytes(StandardCharsets.UTF_8), vector.get("ak").asText(),
                vector.get("sk").asText())).isEqualTo(vector.get("authorization").asText());
    }

    static Stream<Named<JsonNode>> vectors() throws IOException {
        try (InputStream file = RequestSignerTest.class.getResourceAsStream("/answers/signing-vectors.json")) {
            JsonNode vectors = JsonMapper.builder().build().readTree(file);
            assertThat(vectors).hasSize(17);
            return StreamSupport.stream(vectors.spliterator(), false)
                    .map(vector -> Named.of(vector.get("id").asText(), vector));
        }
    }

    @Test
    void writesTheTimeInUtcWithoutSeparators() {
        assertThat(RequestSigner.date(Instant.parse("2024-01-02T03:04:05.999Z"))).isEqualTo("20240102T030405Z");
    }

    @Test
    void refusesToSignWithoutTheTime() {
        assertThatThrownBy(() -> RequestSigner.authorization("GET", "/", Map.of("Host", "h"), NO_BODY, "a", "s"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("X-Sdk-Date");
    }

    @Test
    void readsThePlusOfAQueryAsABlankAndThatOfAPathAsAPlus() {
        assertThat(sign("/a?n=b+c")).isEqualTo(sign("/a?n=b%20c")).isNotEqualTo(sign("/a?n=b%2Bc"));
        assertThat(sign("/b+c")).isEqualTo(sign("/b%2Bc")).isNotEqualTo(sign("/b%20c"));
    }

    @Test
    void signsRepeatedNamesByValueAndNamesByCodePoint() {
        assertThat(sign("/a?multi=3&multi=1&multi=2&b=&A=1")).isEqualTo(sign("/a?A=1&b&multi=1&multi=2&multi=3"));
        assertThat(sign("/a?x=1")).isNotEqualTo(sign("/a?x=2")).isNotEqualTo(sign("/a"));
        assertThat(sign("/a?")).isEqualTo(sign("/a")).isEqualTo(sign("/a/"));
    }

    @Test
    void showsTheAccessKeyButNotTheSecret() {
        assertThat(sign("/a")).contains("Access=access").doesNotContain("secret");
    }

    private static String sign(String target) {
        return RequestSigner.authorization("GET", target, Map.of("X-Sdk-Date", "20240102T030405Z", "Host", "h"),
                NO_BODY, "access", "secret");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
