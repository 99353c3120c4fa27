package io.github.dcssync.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class FiguresTest {

    private static final Result RESULT = new Result("cold", "less < & more", "a machine", Task.FILL, List.of(
            runs(Contender.FLOOR, 1, 2, 3), runs(Contender.DCS_SYNC, 9, 4, 6, 4), runs(Contender.VENDOR_SDK, 10)));

    @TempDir
    private Path folder;

    private static Runs runs(Contender contender, double... seconds) {
        return new Runs(contender, DoubleStream.of(seconds).mapToObj(each -> new Measurement(each, each / 2, 1.5, 0.25,
                100, 7, 12)).toList());
    }

    @Test
    void takeTheMiddleRunAndTheMeanOfTwoInTheMiddle() {
        assertThat(RESULT.contenders()).extracting(RESULT::median).containsExactly(2.0, 5.0, 10.0);
    }

    @Test
    void divideTheSlowestRunByTheFastest() {
        assertThat(RESULT.contenders()).extracting(RESULT::spread).containsExactly(3.0, 2.25, 1.0);
    }

    @Test
    void compareTheFirstRequestWhereThatIsTheTask() {
        Result begin = new Result("start", "a", "b", Task.BEGIN, RESULT.contenders());

        assertThat(begin.contenders()).extracting(begin::median).containsExactly(1.0, 2.5, 5.0);
    }

    @Test
    void compareWithThoseWhoTookPart() {
        assertThat(new FigureTable(RESULT).markdown()).contains(
                "| dcs-sync | 5.00 | 2.25 | 2.50 | 0.50 |  | 1.50 | 0.25 | 100 | 7.0 | 12 |");
        assertThat(new FigureTable(RESULT).text().lines()).hasSize(6);
    }

    @Test
    void areDrawnAsLongAsTheyTookFromTheFastestToTheSlowest() throws Exception {
        Document chart = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(
                BarChart.of(List.of(RESULT, RESULT, RESULT)).getBytes(StandardCharsets.UTF_8)));

        NodeList bars = chart.getElementsByTagName("rect");
        assertThat(bars.getLength()).isEqualTo(9);
        assertThat(number(bars, 0, "width")).isEqualTo(36);
        assertThat(number(bars, 1, "width")).isEqualTo(90);
        assertThat(number(bars, 2, "width")).isEqualTo(180);
        assertThat(((Element) chart.getElementsByTagName("path").item(1)).getAttribute("d"))
                .startsWith("M%.1f ".formatted(number(bars, 1, "x") + 72))
                .contains("H%.1f".formatted(number(bars, 1, "x") + 162));
        assertThat(chart.getElementsByTagName("text").item(0).getTextContent()).isEqualTo("less < & more, seconds");
    }

    private static double number(NodeList bars, int place, String name) {
        return Double.parseDouble(((Element) bars.item(place)).getAttribute(name));
    }

    @Test
    void areKeptTheNewestOfEachScenarioInTheirOrder() throws Exception {
        ResultFile file = new ResultFile(folder.resolve("bench/results.json"));
        Result help = new Result("help", "--help", "a machine", Task.HELP, RESULT.contenders());
        file.add(help);
        file.add(new Result("cold", "old", "a machine", Task.FILL, List.of()));

        file.add(RESULT);

        assertThat(file.read()).containsExactly(RESULT, help);
    }

    @Test
    void takeThePlaceOfEarlierOnesInTheDocument() {
        String begin = "<!-- figures of the benchmark: written by it -->\n";
        String page = "before\n" + begin + "old\n<!-- end of the figures -->\nafter\n";

        assertThat(PerformancePage.with(page, List.of(RESULT))).startsWith("before\n" + begin + "\n![Bars")
                .endsWith("|\n\n<!-- end of the figures -->\nafter\n").contains("### Less < & more\n\na machine\n\n| ")
                .doesNotContain("old");
        assertThatThrownBy(() -> PerformancePage.with("no marks", List.of(RESULT)))
                .hasMessageContaining("performance.md has no marks");
    }
}
