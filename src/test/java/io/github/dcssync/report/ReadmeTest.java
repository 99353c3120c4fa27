package io.github.dcssync.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the README promises about the views is what the program does. */
class ReadmeTest {

    private static List<String> lines() throws IOException {
        return Files.readAllLines(Path.of("README.md"));
    }

    @Test
    void listsTheViewsInTheirOrder() throws IOException {
        assertThat(lines().stream().filter(line -> line.startsWith("| `report_")).map(line -> line.split("`")[1]))
                .containsExactlyElementsOf(Stream.of(Report.values()).map(Report::view).toList());
    }

    @ParameterizedTest
    @EnumSource
    void namesColumnsAndOrderOfEachView(Report report) throws IOException {
        String[] cells = lines().stream().filter(line -> line.startsWith("| `" + report.view() + "` |"))
                .findFirst().orElseThrow().split(" *\\| *");
        assertThat(cells[3].replaceAll(" \\([^)]*\\)", "").split(", "))
                .containsExactlyElementsOf(report.columns().stream().map(ViewColumn::name).toList());
        assertThat(cells[2].replaceFirst(".*Order: ", "").replaceAll(" \\((newest|most) first\\)", " desc"))
                .isEqualTo(report.order().stream().collect(Collectors.joining(", ")));
    }

    @ParameterizedTest
    @EnumSource
    void opensTheTextOfEachViewWithItsGrain(Report report) throws IOException {
        assertThat(Files.readAllLines(Path.of("src/main/resources/views/R__" + report.view() + ".sql")).get(0))
                .startsWith("-- One row per ").endsWith(".");
    }
}
