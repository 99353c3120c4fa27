package io.github.dcssync.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules for Prometheus beside the settings. */
class AlertRulesTest {

    private static final Path HOME = Path.of(System.getProperty("user.dir"));
    private static final Path RULES = HOME.resolve("config/prometheus-alerts.yaml");
    private static final Pattern METRIC = Pattern.compile("\\bdcs_[a-z_]+");

    @Test
    void nameOnlyMetricsThatThereAre() throws Exception {
        Set<String> used = METRIC.matcher(Files.readString(RULES)).results().map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(used).isNotEmpty().isSubsetOf(known());
    }

    @Test
    void areRulesToPrometheus() throws Exception {
        assumeTrue(isInstalled("promtool"), "promtool is not installed: the rules were not checked by it");

        Process check = new ProcessBuilder("promtool", "check", "rules", RULES.toString()).redirectErrorStream(true)
                .start();
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(check.waitFor()).as(said).isZero();
        assertThat(said).contains("SUCCESS");
    }

    private static Set<String> known() throws Exception {
        Path folder = HOME.resolve("src/main/java/io/github/dcssync/management");
        Set<String> known = new TreeSet<>();
        for (String file : new String[] {"TableMetrics.java", "RpoMetrics.java"}) {
            METRIC.matcher(Files.readString(folder.resolve(file))).results().map(MatchResult::group).forEach(known::add);
        }
        return known;
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
