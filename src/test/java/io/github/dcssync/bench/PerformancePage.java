package io.github.dcssync.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The page of the documents that shows the figures, between two marks, and the chart. */
final class PerformancePage {

    private static final String BEGIN = "<!-- figures of the benchmark: written by it -->\n";
    private static final String END = "<!-- end of the figures -->";
    private static final String PAGE = "src/site/markdown/performance.md";
    private static final String CHART = "src/site/resources/images/performance.svg";
    private static final String IMAGE = "![Bars: the median of each contender, with its fastest and slowest run]"
            + "(../resources/images/performance.svg)";

    private final Path checkout;

    PerformancePage(Path checkout) {
        this.checkout = checkout;
    }

    /** Puts the figures and the chart in the place of earlier ones. */
    void write(List<Result> results) throws IOException {
        Path page = checkout.resolve(PAGE);
        Files.writeString(page, with(Files.readString(page), results));
        Path chart = checkout.resolve(CHART);
        Files.createDirectories(chart.getParent());
        Files.writeString(chart, BarChart.of(results));
    }

    /** A text with the figures between its marks. */
    static String with(String text, List<Result> results) {
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException(PAGE + " has no marks to write the figures between");
        }
        String figures = results.stream().map(result -> new FigureTable(result).markdown())
                .collect(Collectors.joining("\n"));
        return text.substring(0, begin + BEGIN.length()) + "\n" + IMAGE + "\n\n" + figures + "\n" + text.substring(end);
    }
}
