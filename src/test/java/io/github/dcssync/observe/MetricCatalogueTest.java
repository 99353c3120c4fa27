package io.github.dcssync.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.DocumentedTable;
import io.github.dcssync.testkit.DocumentedTable.Row;
import io.github.dcssync.testkit.Http;
import io.github.dcssync.testkit.SyncFixture;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the program measures of itself is what it says of it. */
class MetricCatalogueTest {

    private static final Pattern SERIES = Pattern.compile("(\\w+)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");

    @Test
    void hasEveryMetricThatIsScrapedWithItsLabelsAndNoMore() throws Exception {
        try (SyncFixture fixture = SyncFixture.onAnyDatabase().fleet(2, 3, 2).variable("DCS_SYNC_CRON",
                "0 0 0 1 1 ? 2099").variable("DCS_FULL_SYNC_CRON", "0 0 0 1 1 ? 2099").scheduled().start()) {
            // The database judges by its own clock.
            fixture.clock().advance(Duration.between(fixture.clock().instant(), Instant.now()));
            fixture.sync();
            Map<String, Set<Set<String>>> scraped = new TreeMap<>();
            Http.get(fixture.bundle().management().orElseThrow(), "/observe/metrics").body().lines()
                    .map(SERIES::matcher).filter(Matcher::matches).filter(line -> line.group(1).startsWith("dcs_"))
                    .forEach(line -> scraped.computeIfAbsent(line.group(1), name -> new HashSet<>())
                            .add(labels(line.group(2))));

            assertThat(scraped).containsExactlyInAnyOrderEntriesOf(MetricCatalogue.ALL.stream().collect(
                    Collectors.toMap(TableMetric::name, metric -> Set.of(new TreeSet<>(metric.labels())))));
        }
    }

    @Test
    void isTheTableOfTheDocuments() throws IOException {
        new DocumentedTable("http-api", "Metrics", List.of("metric", "tells")).says(MetricCatalogue.ALL.stream()
                .map(metric -> new Row(List.of("`" + metric.name() + (metric.labels().isEmpty() ? ""
                        : "{" + String.join(",", metric.labels()) + "}") + "`"), metric.help()))
                .toList());
    }

    private static Set<String> labels(String text) {
        return LABEL.matcher(text == null ? "" : text).results().map(label -> label.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
