package io.github.dcssync.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiErrorTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", value = {
        "{\"error_code\":\"DCS.4800\",\"error_msg\":\"Invalid offset in the request.\"}"
                + "|DCS.4800|Invalid offset in the request.|-",
        "{\"error_code\":\"DCS.4855\",\"error_ext_msg\":null,\"error_msg\":\"Not supported.\"}"
                + "|DCS.4855|Not supported.|-",
        "{\"error\":{\"code\":\"111400060\",\"message\":\"instance name exists.\"}}|111400060|instance name exists.|-",
        "{\"error_msg\":\"decrypt token fail\",\"error_code\":\"APIG.0301\",\"request_id\":\"acbc\"}"
                + "|APIG.0301|decrypt token fail|acbc",
        "{\"error\":{\"message\":\"akSkNumExceed\",\"code\":400,\"title\":\"Bad Request\"}}|-|akSkNumExceed|-",
        "{\"error\":{\"message\":\"akSkNumExceed\",\"code\":\"400\"}}|-|akSkNumExceed|-",
        "{\"error\":{\"message\":\"m\",\"code\":401,\"error_code\":\"IAM.0001\"}}|IAM.0001|m|-",
        "{\"error\":{\"message\":\"m\",\"code\":1104}}|1104|m|-",
        "\uFEFF{\"error_code\":\"DCS.4800\",\"error_msg\":\"Invalid.\"}|DCS.4800|Invalid.|-",
        "\uFEFF404 page not found|-|404 page not found|-",
        "{\"error_msg\":\"The format of message is error\",\"error_code\":\"AS.0001\"}"
                + "|AS.0001|The format of message is error|-",
        "{\"error\":{\"code\":\"C.1\",\"message\":\"C failed\",\"details\":[{\"code\":\"D.1\",\"message\":\"no\"}]}}"
                + "|C.1|C failed|-",
        "{\"error_code\":\"C.1\",\"error_msg\":\"C failed\",\"encoded_authorization_message\":\"x\","
                + "\"details\":[{\"error_code\":\"D.1\",\"error_msg\":\"no\"}]}|C.1|C failed|-",
        "{\"code\":\"K.1\",\"message\":\"top\",\"error\":{\"code\":\"N.1\",\"message\":\"nested\"}}|K.1|top|-",
        "{\"a\":{\"b\":{\"error_code\":\"E.1\",\"error_msg\":\"deep\"}}}|E.1|deep|-",
        "{\"error_code\":\"DCS.1\"}|DCS.1|-|-", "{\"error\":{\"code\":\"E.1\"},\"request_id\":\"r\"}|E.1|-|r",
        "{\"code\":\"K.1\",\"error\":{\"code\":\"N.1\",\"message\":\"nested\"}}|N.1|nested|-",
        "{\"error\":{\"code\":401}}|-|{\"error\":{\"code\":401}}|-",
        "{\"error_code\":\" \"}|-|{\"error_code\":\" \"}|-",
        "{\"error_code\":{},\"error_msg\":[]}|-|{\"error_code\":{},\"error_msg\":[]}|-",
        "<html><h1>502 Bad Gateway</h1></html>|-|<html><h1>502 Bad Gateway</h1></html>|-",
        "404 page not found|-|404 page not found|-", "[1]|-|[1]|-", "null|-|null|-", "`  `|-|-|-", "``|-|-|-",
        "-|-|-|-"})
    void readsEveryShapeOfAnError(String body, String code, String message, String requestId) {
        assertThat(ApiError.of(400, null, body)).isEqualTo(new ApiError(400, code, message, requestId));
    }

    @ParameterizedTest
    @MethodSource("published")
    void findsCodeAndMessageInEveryPublishedError(JsonNode sample) {
        ApiError error = ApiError.of(sample.get("status").asInt(), null, sample.get("body").toString());

        JsonNode body = sample.get("body").has("error") ? sample.get("body").get("error") : sample.get("body");
        String code = body.path("error_code").asText(body.path("code").asText());
        boolean isStatus = code.equals(sample.get("status").asText());
        assertThat(error.code()).isEqualTo(isStatus ? null : code);
        assertThat(error.message()).isEqualTo(body.path("error_msg").asText(body.path("message").asText()));
        assertThat(error.requestId()).isEqualTo(body.path("request_id").asText(null));
        assertThat(error.line()).isEqualTo("HTTP " + error.status() + (isStatus ? "" : " " + code) + ": "
                + error.message());
    }

    @Test
    void saysWhatAWebPageWithAStatusOfSuccessMeans() {
        assertThat(ApiError.of(200, null, "<html>Log in</html>").line())
                .isEqualTo("HTTP 200: a web page answered: a proxy or login page?");
    }

    static Stream<Named<JsonNode>> published() throws IOException {
        try (InputStream file = ApiErrorTest.class.getResourceAsStream("/answers/errors.json")) {
            JsonNode samples = JsonMapper.builder().build().readTree(file);
            assertThat(samples).hasSizeGreaterThan(15);
            return StreamSupport.stream(samples.spliterator(), false)
                    .map(sample -> Named.of(sample.get("id").asText(), sample));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Request-Id", "x-request-id", "X-REQUEST-ID"})
    void takesTheRequestIdFromTheHeaderHoweverItIsSpelled(String header) {
        HttpOperationFailedException answer = new HttpOperationFailedException("http://h/", 404, "Not Found", null,
                Map.of("Content-Type", "application/json", header, "from-header"),
                "{\"error_code\":\"APIG.0101\",\"error_msg\":\"m\",\"request_id\":\"from-body\"}");

        assertThat(ApiError.of(answer)).isEqualTo(new ApiError(404, "APIG.0101", "m", "from-header"));
    }

    @Test
    void doesWithoutHeadersAndBody() {
        HttpOperationFailedException answer =
                new HttpOperationFailedException("http://h/", 502, "Bad Gateway", null, null, null);

        assertThat(ApiError.of(answer)).isEqualTo(new ApiError(502, null, null, null));
        assertThat(ApiError.of(answer).line()).isEqualTo("HTTP 502");
    }

    @Test
    void cutsWhatIsTooLongToRead() {
        assertThat(ApiError.of(502, null, "x".repeat(5000)).message()).isEqualTo("x".repeat(1024));
        ApiError error = ApiError.of(400, "i".repeat(5000),
                "{\"error_code\":\"" + "c".repeat(5000) + "\",\"error_msg\":\"" + "m".repeat(5000) + "\"}");
        assertThat(error.code()).hasSize(1024);
        assertThat(error.message()).hasSize(1024);
        assertThat(error.requestId()).hasSize(1024);
    }

    @Test
    void saysOnOneLineWhatCameOnMany() {
        ApiError error = ApiError.of(500, null,
                "{\"error_code\":\" a\\nb\",\"error_msg\":\"\\r\\n one \\u2028 two\\u0085\\u001b[31mthree\\t\\n\"}");

        assertThat(error.line()).isEqualTo("HTTP 500 a b: one two [31mthree");
    }

    @Test
    void keepsNothingThatNoDatabaseCanHold() {
        ApiError error = ApiError.of(500, null, "{\"error_code\":\"a\\u0000\",\"error_msg\":\"" + "x".repeat(1023)
                + "\ud83d\ude00\",\"request_id\":\"\\ud800\"}");

        assertThat(error).isEqualTo(new ApiError(500, "a?", "x".repeat(1023) + "?", "?"));
    }

    @Property(seed = "1")
    void readsAnyBodyWithoutFailing(@ForAll String body, @ForAll String requestId) {
        ApiError error = ApiError.of(500, requestId, body);

        for (String text : new String[] {error.message(), error.requestId(), error.line()}) {
            if (text != null) {
                assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text)).isTrue();
                assertThat(text).doesNotContain("\0").isNotBlank();
            }
        }
        assertThat(error.line().lines()).hasSize(1);
    }
}
