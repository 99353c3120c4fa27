package io.github.dcssync.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The dashboards beside the settings; {@code -Ddocuments.write=true} writes them. */
class DashboardsTest {

    private static final Path FOLDER = Path.of("config/grafana");
    private static final Pattern METRIC = Pattern.compile("\\bdcs_[a-z_]+");

    @Test
    void areThoseThatTheCatalogueMakes() throws IOException {
        for (Dashboard dashboard : Dashboards.ALL) {
            Path file = FOLDER.resolve(dashboard.name() + ".json");
            String made = JsonMapper.builder().build().writer(new DefaultPrettyPrinter()
                    .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE)).writeValueAsString(dashboard.json())
                    + "\n";
            if (Boolean.getBoolean("documents.write")) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, made);
            }
            assertThat(file).as("mvn test -Ddocuments.write=true writes it").hasContent(made);
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(
                    Dashboards.ALL.stream().map(dashboard -> dashboard.name() + ".json").toArray(String[]::new));
        }
    }

    @Test
    void showEveryMetricOfTheCatalogueAndNoOther() {
        Set<String> shown = METRIC.matcher(all()).results().map(MatchResult::group).collect(Collectors.toSet());

        assertThat(shown).containsExactlyInAnyOrderElementsOf(
                MetricCatalogue.ALL.stream().map(TableMetric::name).toList());
    }

    @Test
    void askForNoLabelThatAMetricDoesNotHave() {
        Set<String> labels = MetricCatalogue.ALL.stream().flatMap(metric -> metric.labels().stream())
                .collect(Collectors.toSet());
        labels.addAll(Set.of("job", "instance", "routeId"));
        Pattern grouped = Pattern.compile("by \\(([^)]*)\\)");

        assertThat(grouped.matcher(all()).results().flatMap(group -> Stream.of(group.group(1).split(", "))))
                .isNotEmpty().isSubsetOf(labels);
    }

    @Test
    void placeTheirPanelsBesideAndBelowEachOther() {
        for (Dashboard dashboard : Dashboards.ALL) {
            List<JsonNode> places = dashboard.json().findValues("gridPos");
            assertThat(places).hasSameSizeAs(dashboard.panels()).allSatisfy(one -> {
                assertThat(one.get("x").asInt() + one.get("w").asInt()).isLessThanOrEqualTo(24);
                assertThat(places).filteredOn(other -> isOver(one, other)).containsExactly(one);
            });
        }
    }

    private static boolean isOver(JsonNode one, JsonNode other) {
        return isWithin(one, other, "x", "w") && isWithin(one, other, "y", "h");
    }

    private static boolean isWithin(JsonNode one, JsonNode other, String from, String length) {
        return one.get(from).asInt() < other.get(from).asInt() + other.get(length).asInt()
                && other.get(from).asInt() < one.get(from).asInt() + one.get(length).asInt();
    }

    private static String all() {
        return Dashboards.ALL.stream().map(dashboard -> dashboard.json().toString()).collect(Collectors.joining());
    }
}
