package io.github.dcssync.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.dcssync.observe.Panel.Query;
import io.github.dcssync.testkit.Http;
import io.github.dcssync.testkit.Started;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.Waiting;
import io.github.dcssync.testkit.Workplace;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus that scrapes a running demo, with the files beside the settings. */
class PrometheusIT {

    private static final Path CONFIG = SyncFixture.HOME.resolve("config");
    private static final Pattern ADDRESS = Pattern.compile("msg=\"Listening on\" address=(\\S+)");
    private static final Pattern METRICS = Pattern.compile("http://\\S+/observe/metrics");

    /** Rules that have nothing to say of a demo, and why. */
    private static final Map<String, String> SILENT = Map.of("DcsBackupFailures", "no failure is an hour old",
            "DcsRestoreNotProved", "the demo has drills", "DcsSyncDown", "it is up", "DcsDatabaseDown", "it answers",
            "DcsSyncStale", "it was just read whole", "DcsInstancesQuarantined", "all of its lists can be read",
            "DcsRejectedRecords", "all of its records can be read", "DcsAlertsUndelivered", "its sink is the log");

    @TempDir
    private static Path folder;

    private static Workplace workplace;
    private static Started demo;
    private static Process prometheus;
    private static URI address;

    @BeforeAll
    static void scrape() throws Exception {
        assumeTrue(isInstalled("prometheus"), "prometheus is not installed: nothing was scraped");
        workplace = Workplace.in(folder);
        demo = workplace.program().with("DCS_SYNC_CRON", "0/1 * * * * ?").with("DCS_HTTP_SERVER_PORT", "0")
                .with("DCS_MANAGEMENT_PORT", "0").start("demo");
        Matcher metrics = METRICS.matcher(demo.says("/observe/metrics"));
        assertThat(metrics.find()).isTrue();
        URI scraped = URI.create(metrics.group());
        Path config = folder.resolve("prometheus.yaml");
        Files.writeString(config, Files.readString(CONFIG.resolve("prometheus.yaml"))
                .replace("127.0.0.1:9876", scraped.getAuthority()).replace("interval: 1m", "interval: 1s"));
        for (String rules : List.of("prometheus-alerts.yaml", "prometheus-recording.yaml")) {
            Files.writeString(folder.resolve(rules),
                    Files.readString(CONFIG.resolve(rules)).replace("interval: 1m", "interval: 1s"));
        }
        Path log = folder.resolve("prometheus.log");
        prometheus = new ProcessBuilder("prometheus", "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"), "--web.listen-address=127.0.0.1:0")
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Waiting.until("Prometheus", () -> ADDRESS.matcher(Files.readString(log)).find());
        Matcher listening = ADDRESS.matcher(Files.readString(log));
        assertThat(listening.find()).isTrue();
        address = URI.create("http://" + listening.group(1));
        Waiting.until("three scrapes", () -> hasData("count_over_time(" + MetricCatalogue.DATABASE_UP.name()
                + "[1m]) >= 3"));
        Waiting.until("what is recorded of them", () -> hasData("job:dcs_sync_tasks_failed:ratio_increase1d"));
    }

    @AfterAll
    static void end() throws Exception {
        if (prometheus != null) {
            prometheus.destroy();
            prometheus.waitFor();
        }
        if (demo != null) {
            demo.close();
            workplace.close();
        }
    }

    @Test
    void hasDataForEveryQueryOfEveryPanel() throws Exception {
        String instance = ask("topk(1, " + MetricCatalogue.BACKUP_RPO_BREACH.name() + ")").get(0)
                .at("/metric/instance_id").asText();
        for (Dashboard dashboard : Dashboards.ALL) {
            for (Panel panel : dashboard.panels()) {
                for (Query query : panel.queries()) {
                    assertThat(ask(query.expression().replace("$job", "dcs-sync").replace("$source", ".*")
                            .replace("$instance_id", instance)))
                            .as("%s, %s: %s", dashboard.name(), panel.title(), query.expression()).isNotEmpty();
                }
            }
        }
    }

    @Test
    void evaluatesEveryRuleAndHasDataForAllThatMayHaveSome() throws Exception {
        List<JsonNode> loaded = Http.json(address, "/api/v1/rules").at("/data/groups").findParents("query");

        assertThat(loaded).hasSize(read("prometheus-alerts.yaml").findValues("alert").size()
                + read("prometheus-recording.yaml").findValues("record").size())
                .allSatisfy(rule -> assertThat(rule.get("health").asText()).as(rule.toString()).isEqualTo("ok"));
        for (JsonNode rule : loaded) {
            String name = rule.get("name").asText();
            assertThat(hasData(rule.get("query").asText())).as("%s, which %s", name, SILENT.get(name))
                    .isNotEqualTo(SILENT.containsKey(name));
        }
    }

    @Test
    void findsNoLabelThatTheCatalogueDoesNotHave() throws Exception {
        List<JsonNode> series = stream(Http.json(address, "/api/v1/series?match%5B%5D="
                + encoded("{job=\"dcs-sync\"}")).get("data")).toList();

        assertThat(series).hasSizeGreaterThan(100).allSatisfy(one -> {
            Set<String> labels = new TreeSet<>();
            one.fieldNames().forEachRemaining(labels::add);
            labels.removeAll(Set.of("__name__", "job", "instance"));
            MetricCatalogue.ALL.stream().filter(metric -> metric.name().equals(one.get("__name__").asText()))
                    .findFirst()
                    .ifPresentOrElse(metric -> assertThat(labels).as(one.toString())
                            .containsExactlyInAnyOrderElementsOf(metric.labels()),
                            () -> assertThat(one.get("__name__").asText()).as("what stands beside them")
                                    .doesNotStartWith("dcs_"));
        });
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return Stream.iterate(0, i -> i < array.size(), i -> i + 1).map(array::get);
    }

    private static boolean hasData(String expression) throws Exception {
        return !ask(expression).isEmpty();
    }

    private static JsonNode ask(String expression) throws Exception {
        JsonNode answer = Http.json(address, "/api/v1/query?query=" + encoded(expression));
        assertThat(answer.get("status").asText()).as(answer.toString()).isEqualTo("success");
        return answer.at("/data/result");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static JsonNode read(String file) throws Exception {
        return new YAMLMapper().readTree(CONFIG.resolve(file).toFile());
    }

    private static boolean isInstalled(String program) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }
}
