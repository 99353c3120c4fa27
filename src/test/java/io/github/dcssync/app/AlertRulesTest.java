package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dcssync.testkit.Http;
import io.github.dcssync.testkit.SyncFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for Prometheus beside the settings, and their own tests. */
class AlertRulesTest {

    private static final Path CONFIG = SyncFixture.HOME.resolve("config");
    private static final String RULES = "prometheus-alerts.yaml";
    private static final String TESTS = "prometheus-alerts.test.yaml";
    private static final Pattern METRIC = Pattern.compile("\\bdcs_[a-z_]+");

    @ParameterizedTest
    @ValueSource(strings = {RULES, TESTS})
    void nameOnlyMetricsThatAreScraped(String file) throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(1, 2, 2).variable("DCS_SYNC_CRON",
                "0 0 0 1 1 ? 2099").variable("DCS_FULL_SYNC_CRON", "0 0 0 1 1 ? 2099").scheduled().start()) {
            // The database judges by its own clock.
            fixture.clock().advance(Duration.between(fixture.clock().instant(), Instant.now()));
            fixture.sync();
            String scraped = Http.get(fixture.bundle().management().orElseThrow(), "/observe/metrics").body();

            assertThat(names(Files.readString(CONFIG.resolve(file)))).isNotEmpty().isSubsetOf(names(
                    scraped.lines().filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n"))));
        }
    }

    @Test
    void areRulesToPrometheus() throws Exception {
        assertThat(promtool("check", "rules", RULES)).contains("SUCCESS");
    }

    @Test
    void holdWhatTheirTestsSay() throws Exception {
        assertThat(promtool("test", "rules", TESTS)).contains("SUCCESS");
    }

    private static Set<String> names(String text) {
        return METRIC.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
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
