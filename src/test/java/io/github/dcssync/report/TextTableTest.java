package io.github.dcssync.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTableTest {

    /** A row of report_history_gap, or of report_daily_backups. */
    private static Map<String, Object> row(Report report, Object... values) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < report.columns().size(); i++) {
            row.put(report.columns().get(i).name(), i < values.length ? values[i] : null);
        }
        return row;
    }

    private static List<String> print(int columns, boolean coloured, Report report, Object[]... rows) {
        StringWriter text = new StringWriter();
        new TextTable(new PrintWriter(text), columns, coloured)
                .print(report.columns(), Arrays.stream(rows).map(values -> row(report, values)).toList());
        return text.toString().lines().toList();
    }

    @Test
    void alignsTextToTheLeftAndNumbersToTheRight() {
        assertThat(print(200, false, Report.DAILY_BACKUPS, new Object[] {"2026-01-01", "s", new BigDecimal(1000000)},
                new Object[] {"2025-12-31", "much-longer", new BigDecimal(7)})).containsExactly(
                        "day         source         total  succeeded  failed  running  manual  automatic  success_rate",
                        "2026-01-01  s            1000000          -       -        -       -          -             -",
                        "2025-12-31  much-longer        7          -       -        -       -          -             -");
    }

    @Test
    void showsTheColumnsWhenThereAreNoRows() {
        assertThat(print(200, false, Report.HISTORY_GAP))
                .containsExactly("source  instance_id  instance_name  endpoint  history_gap_at  as_of");
    }

    @Test
    void goesOnInTheNextLineWhereACellIsTooLongAndCutsNothing() {
        assertThat(print(70, false, Report.HISTORY_GAP, new Object[] {"s", "0123456789-0123456789-0123456789", "name"}))
                .containsExactly("source  instance_id     instance_name  endpoint  history_gap_at  as_of",
                        "s       0123456789-     name           -         -               -",
                        "        0123456789-",
                        "        0123456789")
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(70));
    }

    @Test
    void setsColumnsCloserBeforeItGivesUpTheTable() {
        Object[] row = {"2026-01-01", "demo", 19, 14, 1, 4, 5, 14, new BigDecimal("93.33")};
        assertThat(print(80, false, Report.DAILY_BACKUPS, row)).containsExactly(
                "day        source total succeeded failed running manual automatic success_rate",
                "2026-01-01 demo      19        14      1       4      5        14        93.33");
        assertThat(print(100, false, Report.DAILY_BACKUPS, row)).first().asString()
                .isEqualTo("day         source  total  succeeded  failed  running  manual  automatic  success_rate");
    }

    @Test
    void listsNamesAndValuesWhereTheColumnsFindNoRoom() {
        assertThat(print(40, false, Report.HISTORY_GAP, new Object[] {"s", "id", "a name with a good many words", "e",
            "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"}, new Object[] {"t"})).containsExactly(
                    "row 1 of 2",
                    "source          s",
                    "instance_id     id",
                    "instance_name   a name with a good many",
                    "                words",
                    "endpoint        e",
                    "history_gap_at  2026-01-01T00:00:00Z",
                    "as_of           2026-01-01T00:00:00Z",
                    "",
                    "row 2 of 2",
                    "source          t",
                    "instance_id     -",
                    "instance_name   -",
                    "endpoint        -",
                    "history_gap_at  -",
                    "as_of           -");
    }

    @ParameterizedTest
    @CsvSource({"80", "100"})
    void keepsEveryReportWithinTheTerminalAndShowsAllOfEveryValue(int columns) {
        for (Report report : Report.values()) {
            Object[] values = report.columns().stream().map(column -> switch (column.type()) {
                case NUMBER -> new BigDecimal("1234567.25");
                case BOOLEAN -> (Object) true;
                case INSTANT -> "2026-01-01T00:00:00Z";
                case DAY -> "2026-01-01";
                case TEXT -> "5a1e-dead-beef-\u6f22\u5b57 of " + column.name()
                        + " 0123456789012345678901234567890123456789";
            }).toArray();
            List<String> lines = print(columns, false, report, values);

            assertThat(lines).as(report.view()).allSatisfy(line -> assertThat(Cells.width(line))
                    .isLessThanOrEqualTo(columns)).noneMatch(line -> line.contains("\u2026"));
            assertThat(lines).as(report.view()).anyMatch(line -> line.contains("\u6f22\u5b57"));
        }
    }

    @Test
    void coloursVerdictsOnlyWhenAsked() {
        Object[] row = {"s", "ok", "breach"};
        assertThat(print(200, true, Report.HISTORY_GAP, row).get(1))
                .contains("\u001b[32mok\u001b[0m").contains("\u001b[31mbreach\u001b[0m");
        assertThat(String.join("", print(200, false, Report.HISTORY_GAP, row))).doesNotContain("\u001b");
        assertThat(print(200, true, Report.HISTORY_GAP, new Object[] {"s", " Failed", "x"}).get(1))
                .contains("\u001b[31m Failed\u001b[0m");
    }

    @Test
    void printsNothingThatWouldMoveTheCursorOrTurnTheLine() {
        assertThat(print(200, true, Report.HISTORY_GAP, new Object[] {"s", "a\u001b[2Jb\nc\u202ed"}).get(1))
                .startsWith("s       a?[2Jb?c?d");
    }

    @Test
    void leavesOutFractionsOfASecond() {
        assertThat(print(200, false, Report.HISTORY_GAP,
                new Object[] {"s", "i", "n", "backups", "2026-01-01T00:00:00.123456Z", "2026-01-01T00:00:00Z"}).get(1))
                .endsWith("2026-01-01T00:00:00Z  2026-01-01T00:00:00Z");
    }
}
