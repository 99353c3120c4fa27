package io.github.dcssync.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The figures of a scenario: a line a contender, the same on a terminal and in a document. */
final class FigureTable {

    private static final String WIDTHS = "%-26s %8s %7s %8s %6s %7s %8s %8s %6s %8s %9s";

    private final Result result;

    FigureTable(Result result) {
        this.result = result;
    }

    /** For a terminal: columns of equal width under a title. */
    String text() {
        return Stream
                .concat(Stream.of("\n" + title() + " (" + result.machine() + ")"),
                        Stream.concat(Stream.of(names("")), rows())
                                .map(row -> WIDTHS.formatted(row.toArray()).stripTrailing()))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** For a document: a heading and a table of Markdown. */
    String markdown() {
        List<String> names = names("whole process");
        String line = names.stream().map(unused -> "---").collect(Collectors.joining(" | ", "| ", " |"));
        return "### " + title() + "\n\n" + result.machine() + "\n\n"
                + Stream.concat(Stream.of(row(names), line), rows().map(FigureTable::row))
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    private String title() {
        return result.title().substring(0, 1).toUpperCase(Locale.ROOT) + result.title().substring(1);
    }

    private static String row(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static List<String> names(String first) {
        return List.of(first, "seconds", "spread", "× floor", "× SDK", "× batch", "CPU s", "DB CPU s", "MiB",
                "WAL MiB", "requests");
    }

    private Stream<List<String>> rows() {
        return result.contenders().stream().map(this::cells);
    }

    private List<String> cells(Runs runs) {
        List<String> cells = new ArrayList<>(List.of(runs.contender().title(), two(result.median(runs)),
                two(result.spread(runs))));
        for (Contender other : List.of(result.base(), Contender.VENDOR_SDK, Contender.SPRING_BATCH)) {
            OptionalDouble ratio = result.ratio(runs, other);
            cells.add(ratio.isEmpty() ? "" : two(ratio.getAsDouble()));
        }
        cells.add(two(runs.median(Measurement::clientSeconds)));
        cells.add(two(runs.median(Measurement::databaseSeconds)));
        cells.add(String.format(Locale.ROOT, "%.0f", runs.median(Measurement::mebibytes)));
        cells.add(String.format(Locale.ROOT, "%.1f", runs.median(Measurement::logMebibytes)));
        cells.add(String.format(Locale.ROOT, "%.0f", runs.median(Measurement::requests)));
        return cells;
    }

    private static String two(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }
}
