package io.github.dcssync.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.dcssync.testkit.Document;
import io.github.dcssync.testkit.SyncFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for Prometheus beside the settings, their own tests, and where they send whoever is called. */
class AlertRulesTest {

    private static final Path CONFIG = SyncFixture.HOME.resolve("config");
    private static final String RULES = "prometheus-alerts.yaml";
    private static final String RECORDING = "prometheus-recording.yaml";
    private static final String TESTS = "prometheus-alerts.test.yaml";
    private static final String RECORDING_TESTS = "prometheus-recording.test.yaml";
    /** Not what a rule records, whose level stands before a colon. */
    private static final Pattern METRIC = Pattern.compile("(?<![:\\w])dcs_[a-z_]+");

    static List<JsonNode> alerts() throws IOException {
        return read(RULES).findParents("alert");
    }

    static List<JsonNode> codes() throws IOException {
        return read("error-codes.yaml").findParents("code");
    }

    @ParameterizedTest
    @ValueSource(strings = {RULES, TESTS, RECORDING, RECORDING_TESTS})
    void nameOnlyMetricsOfTheCatalogue(String file) throws IOException {
        assertThat(METRIC.matcher(Files.readString(CONFIG.resolve(file))).results().map(MatchResult::group))
                .isNotEmpty()
                .isSubsetOf(MetricCatalogue.ALL.stream().map(TableMetric::name).toList());
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void haveATestThatFiresAndOneThatStaysSilent(JsonNode alert) throws IOException {
        List<JsonNode> tests = read(TESTS).findParents("alertname").stream()
                .filter(test -> test.get("alertname").equals(alert.get("alert"))).toList();

        assertThat(tests).as("%s fires", alert.get("alert")).anyMatch(test -> !test.path("exp_alerts").isEmpty());
        assertThat(tests).as("%s stays silent", alert.get("alert")).anyMatch(test -> test.path("exp_alerts").isEmpty());
    }

    @Test
    void haveATestOfEverythingThatIsRecorded() throws IOException {
        List<String> tried = read(RECORDING_TESTS).findValuesAsText("expr");

        assertThat(read(RECORDING).findValuesAsText("record")).isNotEmpty().isSubsetOf(tried);
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void leadToARunbook(JsonNode alert) {
        String[] link = alert.at("/annotations/runbook_url").asText().split("#");

        assertThat(link).hasSize(2);
        assertThat(Document.of(link[0]).anchors()).contains(link[1]);
        assertThat(link[1]).isEqualToIgnoringCase(alert.get("alert").asText());
        assertThat(Document.of(link[0]).section(alert.get("alert").asText()).text()).contains("\n1. ", "It is over ");
    }

    @ParameterizedTest
    @MethodSource("codes")
    void areWrittenForEveryErrorCodeToo(JsonNode code) {
        assertThat(Document.page("runbooks").section(code.get("code").asText()).text())
                .contains("Owner: " + code.get("owner").asText() + ". " + code.get("runbook").asText());
    }

    @Test
    void areRulesToPrometheus() throws Exception {
        assertThat(promtool("check", "rules", RULES, RECORDING)).contains("SUCCESS");
        assertThat(promtool("check", "config", "prometheus.yaml")).contains("SUCCESS: 2 rule files found");
    }

    @Test
    void holdWhatTheirTestsSay() throws Exception {
        assertThat(promtool("test", "rules", TESTS, RECORDING_TESTS)).contains("SUCCESS");
    }

    private static JsonNode read(String file) throws IOException {
        return new YAMLMapper().readTree(CONFIG.resolve(file).toFile());
    }

    private static String promtool(String... arguments) throws Exception {
        assumeTrue(isInstalled("promtool"), "promtool is not installed: the rules were not checked by it");
        Process promtool = new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList())
                .directory(CONFIG.toFile()).redirectErrorStream(true).start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(promtool.waitFor()).as(said).isZero();
        return said;
    }

    private static boolean isInstalled(String program) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
