package io.github.dcssync.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.dcssync.settings.AlertAddress;
import io.github.dcssync.settings.OperatorFiles;
import io.github.dcssync.settings.SinkProduct;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each product gets what its documents ask for, whatever stands in an alert. */
class SinkFormatTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path HOME = Path.of(System.getProperty("user.dir"));
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final Map<String, Object> HEADERS = Map.of("Content-Type", "application/json");
    private static final String HOSTILE = "<!channel> \"}],\"x\":1 ${routing_key} ${env:HOME} {{x}} \\u0000 \n &lt; ";

    static Stream<SinkProduct> products() {
        return Stream.of(SinkProduct.values())
                .filter(product -> product != SinkProduct.JSON && product != SinkProduct.MAIL);
    }

    private static SinkRequest request(SinkProduct product, String path, ObjectNode message) throws SinkException {
        String user = product.isKeyed() ? KEY + "@" : "";
        AlertAddress address = AlertAddress.read(product.word() + "+https://" + user + "hooks.example.com" + path);
        return SinkFormat.of(product, address.http().orElseThrow(), OperatorFiles.of(HOME, Map.of()))
                .request(message.toString(), HEADERS);
    }

    private static ObjectNode alert(String text) {
        ObjectNode alert = JSON.createObjectNode().put("kind", "operation_failure")
                .put("dedup_key", "operation_failure:backup:i-1:" + text).put("severity", "critical")
                .put("source", "eu-de").put("instance_id", "i-1").put("instance_name", text)
                .put("title", "About " + text);
        alert.putObject("details").put("owner", text).put("runbook", text).putNull("error_code").put("retryable", true);
        return alert.put("raised_at", "2026-03-10T08:00:00.123456Z").put("state", "raised");
    }

    private static ObjectNode over(ObjectNode alert) {
        return alert.put("state", "resolved").put("resolved_at", "2026-03-10T09:00:00Z");
    }

    private static ObjectNode digest(String text) {
        return AlertDigest.of(new AlertOutbox.Topic("operation_failure", "eu-de", false),
                Stream.generate(() -> alert(text)).limit(200).toList());
    }

    private static ObjectNode ofCause(String text, boolean isEnd) {
        return AlertDigest.of(new AlertOutbox.Topic("source_failed", null, isEnd, text),
                Stream.of("a", "b").map(source -> (isEnd ? over(alert(text)) : alert(text)).put("source", source))
                        .toList());
    }

    private static ObjectNode heartbeat() {
        ObjectNode heartbeat = JSON.createObjectNode().put("kind", "heartbeat").put("dedup_key", "heartbeat")
                .put("severity", "info").putNull("source").putNull("instance_id").put("title", "dcs-sync lives");
        heartbeat.putObject("details").put("version", "1");
        return heartbeat.put("raised_at", "2026-03-10T08:00:00Z").put("state", "raised");
    }

    private static JsonNode body(SinkRequest request) throws Exception {
        return JSON.readTree(request.body());
    }

    private static List<String> faults(SinkProduct product, SinkRequest request) {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SinkFormatTest.class.getResourceAsStream("/alerts/" + product.word() + ".schema.json"));
        return schema.validate(new String(request.body(), StandardCharsets.UTF_8), InputFormat.JSON).stream()
                .map(Error::toString).toList();
    }

    @ParameterizedTest
    @MethodSource("products")
    void isWhatTheProductDocuments(SinkProduct product) throws Exception {
        for (String text : List.of("orders-prod", HOSTILE, "<&>".repeat(600), "ü\uD83D\uDE00".repeat(1_000), "")) {
            for (ObjectNode message : List.of(alert(text), over(alert(text)), digest(text), heartbeat())) {
                if (!product.takesSingleAlerts() || product == SinkProduct.ALERTMANAGER || !message.has("alerts")) {
                    SinkRequest request = request(product, "/x", message);
                    assertThat(faults(product, request)).as(body(request).toPrettyString()).isEmpty();
                    assertThat(request.body()).as("Teams takes no more").hasSizeLessThan(
                            product == SinkProduct.TEAMS ? 28 * 1024 : Integer.MAX_VALUE);
                }
            }
            for (ObjectNode message : List.of(ofCause(text, false), ofCause(text, true))) {
                assertThat(faults(product, request(product, "/x", message))).isEmpty();
            }
        }
    }

    /** What the test before is worth. */
    @ParameterizedTest
    @MethodSource("products")
    void isNoneOfTheProgramsOwnMessages(SinkProduct product) {
        assertThat(faults(product, SinkRequest.of(null, alert("x").toString(), Map.of()))).isNotEmpty();
    }

    @Test
    void callsNobodyInSlack() throws Exception {
        String sent = new String(request(SinkProduct.SLACK, "/services/T0", alert("<!channel> <@U1> & <https://x|y>"))
                .body(), StandardCharsets.UTF_8);

        assertThat(sent).contains("&lt;!channel&gt;").doesNotContain("<", "& ");
    }

    @Test
    void putsNoValueIntoAValue() throws Exception {
        for (SinkProduct product : products().toList()) {
            String sent = new String(request(product, "/x", alert("${routing_key} ${title}")).body(),
                    StandardCharsets.UTF_8);
            assertThat(sent).contains("${routing_key} ${title}");
            assertThat(sent.split(KEY, -1).length - 1).isEqualTo(product == SinkProduct.PAGERDUTY ? 1 : 0);
        }
    }

    @Test
    void triggersAndResolvesTheSameIncidentOfPagerDuty() throws Exception {
        SinkRequest raised = request(SinkProduct.PAGERDUTY, "", alert("b1"));
        SinkRequest resolved = request(SinkProduct.PAGERDUTY, "/", over(alert("b1")));

        assertThat(raised.target()).isEqualTo("/v2/enqueue").isEqualTo(resolved.target());
        assertThat(body(raised).path("event_action").asText() + " " + body(resolved).path("event_action").asText())
                .isEqualTo("trigger resolve");
        assertThat(body(raised).path("dedup_key")).isEqualTo(body(resolved).path("dedup_key"));
        assertThat(body(raised).path("routing_key").asText()).isEqualTo(KEY);
        assertThat(raised.headers()).isEqualTo(HEADERS);
        assertThat(request(SinkProduct.PAGERDUTY, "", heartbeat()).target()).isEqualTo("/v2/change/enqueue");
    }

    /** However many sources it fails: somebody is woken once. */
    @Test
    void triggersAndResolvesOneIncidentOfOneCause() throws Exception {
        JsonNode raised = body(request(SinkProduct.PAGERDUTY, "", ofCause("no answer from https://dcs", false)));
        JsonNode resolved = body(request(SinkProduct.PAGERDUTY, "", ofCause("no answer from https://dcs", true)));

        assertThat(raised.path("event_action").asText() + " " + resolved.path("event_action").asText())
                .isEqualTo("trigger resolve");
        assertThat(raised.path("dedup_key").asText()).isEqualTo(resolved.path("dedup_key").asText())
                .isEqualTo("source_failed: no answer from https://dcs");
        assertThat(raised.path("payload").path("source").asText()).isEqualTo("a, b");
        assertThat(request(SinkProduct.OPSGENIE, "", ofCause("x", true)).target())
                .isEqualTo("/v2/alerts/source_failed%3A%20x/close?identifierType=alias");
    }

    @Test
    void tellsLongKeysApart() throws Exception {
        List<String> keys = Stream.of("a", "b").map(end -> alert("x".repeat(600) + end)).map(alert -> {
            try {
                return body(request(SinkProduct.PAGERDUTY, "", alert)).path("dedup_key").asText();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }).toList();

        assertThat(keys).doesNotHaveDuplicates().allSatisfy(key -> assertThat(key).hasSize(255));
    }

    @ParameterizedTest
    @CsvSource({"'', /v2/alerts", "/, /v2/alerts", "/jsm/ops/integration, /jsm/ops/integration/v2/alerts",
        "/v2/alerts, /v2/alerts"})
    void createsAndClosesTheSameAlertOfOpsgenie(String path, String target) throws Exception {
        SinkRequest raised = request(SinkProduct.OPSGENIE, path, alert("a b/c?"));
        SinkRequest resolved = request(SinkProduct.OPSGENIE, path, over(alert("a b/c?")));

        assertThat(raised.target()).isEqualTo(target);
        assertThat(body(raised).path("alias").asText()).isEqualTo("operation_failure:backup:i-1:a b/c?");
        assertThat(resolved.target()).isEqualTo(target
                + "/operation_failure%3Abackup%3Ai-1%3Aa%20b%2Fc%3F/close?identifierType=alias");
        assertThat(raised.headers()).isEqualTo(resolved.headers()).containsEntry("Authorization", "GenieKey " + KEY);
    }

    @Test
    void isAnArrayForAlertmanagerWhoseLabelsStayTheSame() throws Exception {
        JsonNode raised = body(request(SinkProduct.ALERTMANAGER, "/am/", alert("b1")));
        SinkRequest over = request(SinkProduct.ALERTMANAGER, "/am", over(alert("b1")));

        assertThat(over.target()).isEqualTo("/am/api/v2/alerts");
        assertThat(raised).hasSize(1);
        assertThat(raised.get(0).has("endsAt")).isFalse();
        assertThat(body(over).get(0).path("endsAt").asText()).isEqualTo("2026-03-10T09:00:00Z");
        assertThat(body(over).get(0).path("labels")).isEqualTo(raised.get(0).path("labels"));
        assertThat(body(request(SinkProduct.ALERTMANAGER, "", digest("b1")))).hasSize(200);
    }

    @Test
    void isACloudEventWithTheWholeMessage() throws Exception {
        SinkRequest request = request(SinkProduct.CLOUDEVENTS, "/x", alert("b1"));
        SinkRequest again = request(SinkProduct.CLOUDEVENTS, "/x", alert("b1"));

        assertThat(body(request).path("data")).isEqualTo(alert("b1"));
        assertThat(body(request).path("id")).as("told twice is the same event").isEqualTo(body(again).path("id"))
                .isNotEqualTo(body(request(SinkProduct.CLOUDEVENTS, "/x", over(alert("b1")))).path("id"));
        assertThat(request.headers()).isEqualTo(Map.of("Content-Type", "application/cloudevents+json; charset=UTF-8"));
    }

    @TempDir
    Path overlay;

    private SinkTemplates own(String text) throws Exception {
        Files.createDirectories(overlay.resolve("config/alerts"));
        Files.writeString(overlay.resolve("config/alerts/slack.json"), text);
        return SinkTemplates.load(SinkProduct.SLACK, OperatorFiles.of(HOME, Map.of("DCS_OVERLAY", overlay.toString())),
                text2 -> text2.toUpperCase(Locale.ROOT));
    }

    @Test
    void isWhatTheOperatorHasMadeOfIt() throws Exception {
        SinkTemplates templates =
                own("""
                        {"raised": {"a": "${title:9}", "b": "${details.retryable}", "c": "${details.error_code}", "d": ["${of}"],
                                    "e": "${kind}: ${details.error_code}!", "f": 1, "g": "${instance_id:3}"}}""");
        ObjectNode values = MessageValues.of(alert("b1"));

        assertThat(templates.of(values).fill(values).toString())
                .isEqualTo(
                        "{\"a\":\"ABOUT B1\",\"b\":true,\"d\":[],\"e\":\"OPERATION_FAILURE: !\",\"f\":1,\"g\":\"I-1\"}");
        assertThat(own("{\"raised\": \"${title:7}\"}").of(values).fill(values).asText()).isEqualTo("ABOUT …");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {"{\"raised\": {} |no JSON", "[]|a template raised",
        "{\"resolved\": {}}|a template raised", "{\"raised\": {}, \"solved\": {}}|no state solved",
        "{\"raised\": [\"${titel}\"]}|${titel}, which no message has", "{\"raised\": 1} 2|no JSON",
        "{\"raised\": 1, \"raised\": 2}|no JSON"})
    void isRefusedAtOnceWhereATemplateIsWrong(String text, String fault) {
        assertThatThrownBy(() -> own(text)).isInstanceOf(SinkException.class).hasMessageContaining(fault)
                .hasMessageStartingWith(overlay.resolve("config/alerts/slack.json") + ": ");
    }
}
