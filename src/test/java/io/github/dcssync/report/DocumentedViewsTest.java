package io.github.dcssync.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.Document;
import io.github.dcssync.testkit.DocumentedTable;
import io.github.dcssync.testkit.DocumentedTable.Row;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the documents promise about the views is what the program does; other tests hold it against the databases. */
class DocumentedViewsTest {

    private static final String PAGE = "tables-and-views";
    private static final Pattern HEADING = Pattern.compile("(?m)^### `report_[a-z_]+`$");

    @Test
    void areInTheOrderOfTheProgram() {
        assertThat(Document.page(PAGE).section("Report views").find(HEADING)).containsExactlyElementsOf(
                Stream.of(Report.values()).map(report -> "### `" + report.view() + "`").toList());
    }

    @ParameterizedTest
    @EnumSource
    void haveTheirColumnsAndOrder(Report report) throws IOException {
        String heading = "`" + report.view() + "`";
        new DocumentedTable(PAGE, heading, List.of("column", "type", "meaning")).says(report.columns().stream()
                .map(column -> new Row(List.of("`" + column.name() + "`", type(column.type())), "")).toList());
        assertThat(Document.page(PAGE).section(heading).text().lines().filter(line -> line.contains("Order: "))
                .map(line -> line.replaceFirst(".*Order: ", "").replaceFirst("\\.$", "")
                        .replaceAll(" \\((newest|most) first\\)", " desc")))
                .containsExactly(report.order().stream().collect(Collectors.joining(", ")));
    }

    private static String type(ViewColumnType type) {
        return switch (type) {
            case TEXT -> "text";
            case NUMBER -> "number";
            case BOOLEAN -> "boolean";
            case INSTANT -> "instant";
            case DAY -> "day";
        };
    }
}
