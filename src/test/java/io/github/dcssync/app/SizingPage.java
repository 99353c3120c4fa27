package io.github.dcssync.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What fleets of several sizes take, as the page for operators has it between two marks. */
final class SizingPage {

    private static final String BEGIN = "<!-- figures of the fleet: written by its measurement -->\n";
    private static final String END = "<!-- end of the figures -->";
    private static final String PAGE = "src/site/markdown/operations.md";
    private static final int INSTANCES_A_PAGE = 1000;
    /** Of the default {@code dcs.requests-per-second}. */
    private static final int USUAL_RATE = 20;
    private static final double SECONDS_A_MINUTE = 60;
    private static final double MINUTES_TO_READ = 10;
    private static final int DAYS = 365;
    private static final double MILLIS_A_SECOND = 1000;
    private static final double BYTES_A_KILOBYTE = 1000;
    private static final double BYTES_A_GIGABYTE = 1e9;

    private final Path checkout;

    SizingPage(Path checkout) {
        this.checkout = checkout;
    }

    /** Puts the figures in the place of earlier ones. */
    void write(List<FleetFigures> figures) throws IOException {
        Path page = checkout.resolve(PAGE);
        Files.writeString(page, with(Files.readString(page), figures));
    }

    /** A text with the figures between its marks. */
    static String with(String text, List<FleetFigures> figures) {
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END, Math.max(begin, 0));
        if (begin < 0 || end < 0) {
            throw new IllegalArgumentException(PAGE + " has no marks to write the figures between");
        }
        return text.substring(0, begin + BEGIN.length()) + "\n" + measured(figures)
                + "\nWhat that makes, computed, with a backup a day and with 20 requests a second, the default:\n\n"
                + computed(figures) + "\n" + text.substring(end);
    }

    private static String measured(List<FleetFigures> figures) {
        return table(List.of("instances", "a list without news, ms of the processor",
                "a list for the first time, ms of the processor", "heap in use in the middle of a sync, MiB",
                "database, KB an instance"), figures,
                each -> List.of(whole(each.instances()), decimal(each.millis()), decimal(each.firstMillis()),
                        whole(each.heapMebibytes()),
                        whole(each.databaseBytes() / BYTES_A_KILOBYTE / each.instances())));
    }

    private static String computed(List<FleetFigures> figures) {
        return table(List.of("instances", "requests a sync", "time of a sync", "seconds of the processor a sync",
                "`dcs.requests-per-second` for a sync in 10 minutes", "growth a year, GB"), figures,
                each -> List.of(whole(each.instances()), whole(requests(each)), time(requests(each)),
                        whole(each.millis() * each.lists() / MILLIS_A_SECOND),
                        whole(Math.ceil(requests(each) / (MINUTES_TO_READ * SECONDS_A_MINUTE))),
                        decimal(growth(each))));
    }

    /** One a list, and one for each thousand instances, of which there is one more than fit. */
    private static long requests(FleetFigures each) {
        return each.lists() + each.instances() / INSTANCES_A_PAGE + 1L;
    }

    private static String time(long requests) {
        double minutes = requests / SECONDS_A_MINUTE / USUAL_RATE;
        return minutes < SECONDS_A_MINUTE ? decimal(minutes) + " minutes" : decimal(minutes / SECONDS_A_MINUTE)
                + " hours";
    }

    /** A backup takes what the fleet's records took, all of the database shared among them. */
    private static double growth(FleetFigures each) {
        return (double) each.databaseBytes() / each.records() * each.instances() * DAYS / BYTES_A_GIGABYTE;
    }

    private static String table(List<String> names, List<FleetFigures> figures,
            Function<FleetFigures, List<String>> cells) {
        return Stream.concat(Stream.of(names, names.stream().map(unused -> "---").toList()),
                figures.stream().map(cells))
                .map(row -> row.stream().collect(Collectors.joining(" | ", "| ", " |\n")))
                .collect(Collectors.joining());
    }

    private static String whole(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, number < 1 ? "%.2f" : "%.1f", number);
    }
}
