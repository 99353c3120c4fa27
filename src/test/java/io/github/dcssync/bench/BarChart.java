package io.github.dcssync.bench;

import java.util.List;
import java.util.Locale;

/**
 * The results as an SVG image: a field a scenario, a bar a contender as long as its median, with a line from its fastest
 * run to its slowest. Each field has a scale of its own, which begins at zero. Readable on light and on dark.
 */
final class BarChart {

    private static final int COLUMNS = 2;
    private static final int FIELD_WIDTH = 470;
    private static final int BARS_FROM = 165;
    private static final int LONGEST_BAR = 180;
    private static final int BAR_HEIGHT = 14;
    private static final int LINE_HEIGHT = 20;
    private static final int TITLE_HEIGHT = 30;
    private static final int GAP = 22;
    private static final int MARGIN = 12;
    private static final String HEAD = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img" \
            aria-label="Medians of each contender in each scenario, with the fastest and the slowest run">
            <style>
            svg { color: #1f2328; background: #ffffff; font: 12px system-ui, sans-serif }
            text { fill: currentColor }
            .title { font-weight: 600 }
            .number { font-variant-numeric: tabular-nums }
            .bar { fill: #8c959f }
            .dcs-sync { fill: #0969da }
            .whisker { stroke: currentColor; stroke-width: 1.5 }
            @media (prefers-color-scheme: dark) {
            svg { color: #e6edf3; background: #0d1117 }
            .bar { fill: #6e7681 }
            .dcs-sync { fill: #4493f8 }
            }
            </style>
            """;

    private final StringBuilder body = new StringBuilder();

    private BarChart() {
    }

    /** The text of the image. */
    static String of(List<Result> results) {
        BarChart chart = new BarChart();
        int top = MARGIN;
        for (int first = 0; first < results.size(); first += COLUMNS) {
            int height = 0;
            for (int i = first; i < Math.min(first + COLUMNS, results.size()); i++) {
                chart.field(results.get(i), MARGIN + (i - first) * FIELD_WIDTH, top);
                height = Math.max(height, TITLE_HEIGHT + results.get(i).contenders().size() * LINE_HEIGHT + GAP);
            }
            top += height;
        }
        return HEAD.formatted(COLUMNS * FIELD_WIDTH + MARGIN, top) + chart.body + "</svg>\n";
    }

    private void field(Result result, int left, int top) {
        text("title", left, top + BAR_HEIGHT, result.title() + ", seconds");
        double longest = result.contenders().stream().mapToDouble(runs -> runs.largest(result.task()::of)).max()
                .orElseThrow();
        int line = top + TITLE_HEIGHT;
        for (Runs runs : result.contenders()) {
            bar(result, runs, left, line, LONGEST_BAR / longest);
            line += LINE_HEIGHT;
        }
    }

    private void bar(Result result, Runs runs, int left, int top, double scale) {
        int from = left + BARS_FROM;
        double slowest = from + runs.largest(result.task()::of) * scale;
        double fastest = from + runs.smallest(result.task()::of) * scale;
        int middle = top + BAR_HEIGHT / 2;
        text("name", left, top + BAR_HEIGHT - 3, runs.contender().title());
        add("<rect class=\"bar %s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>", runs.contender().key(), from,
                top, result.median(runs) * scale, BAR_HEIGHT);
        add("<path class=\"whisker\" d=\"M%1$.1f %3$dH%2$.1fM%1$.1f %4$dv6M%2$.1f %4$dv6\"/>", fastest, slowest,
                middle, middle - 3);
        text("number", slowest + 6, top + BAR_HEIGHT - 3, String.format(Locale.ROOT, "%.2f (%.1f ×)",
                result.median(runs), result.ratio(runs, result.base()).orElseThrow()));
    }

    private void text(String kind, double x, int y, String text) {
        add("<text class=\"%s\" x=\"%.1f\" y=\"%d\">%s</text>", kind, x, y,
                text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }

    private void add(String format, Object... values) {
        body.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
