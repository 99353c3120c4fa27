package io.github.dcssync.bench;

import java.util.List;
import java.util.Locale;

/** The figures of a scenario as lines of text. */
final class FigureTable {

    private static final String LINE = "%-26s %8s %7s %8s %9s %11s %6s %8s %9s%n";

    private FigureTable() {
    }

    static String of(Scenario scenario, List<Runs> all) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%n%s, %d threads%n" + LINE,
                scenario.title(), scenario.threads(), "", "seconds", "spread", "x floor", "CPU s", "database s",
                "MiB", "WAL MiB", "requests"));
        double floor = all.get(0).median(Measurement::seconds);
        for (Runs runs : all) {
            double median = runs.median(Measurement::seconds);
            text.append(String.format(Locale.ROOT, LINE, runs.contender().title(), two(median),
                    two(runs.largest(Measurement::seconds) / runs.smallest(Measurement::seconds)),
                    two(median / floor), two(runs.median(Measurement::clientSeconds)),
                    two(runs.median(Measurement::databaseSeconds)),
                    Math.round(runs.median(Measurement::mebibytes)),
                    String.format(Locale.ROOT, "%.1f", runs.median(Measurement::logMebibytes)),
                    Math.round(runs.median(Measurement::requests))));
        }
        return text.toString();
    }

    private static String two(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }
}
