package io.github.dcssync.settings;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Options of an H2 URL with which the tables would not be those of other databases, or the file not ours alone. */
final class H2Options {

    private static final String NAMES =
            "it changes how H2 writes and compares names, which the tables and reports rely on";
    private static final String TEXTS = "it changes which texts are equal and how they are sorted, ids too";
    private static final String SERVED =
            "dcs-sync keeps an H2 file to itself; PostgreSQL and MariaDB serve many processes";
    private static final String SPOKEN = "dcs-sync speaks H2's own SQL";

    /** Why an option is refused, by its name. */
    private static final Map<String, String> REASONS = Map.of(
            "AUTO_SERVER", SERVED,
            "CASE_INSENSITIVE_IDENTIFIERS", NAMES,
            "COLLATION", TEXTS,
            "DATABASE_TO_LOWER", NAMES,
            "DATABASE_TO_UPPER", NAMES,
            "FILE_LOCK", SERVED,
            "IGNORECASE", TEXTS,
            "MODE", SPOKEN);

    /** What each of them is where it is left out. */
    private static final Map<String, Set<String>> HARMLESS = Map.of(
            "COLLATION", Set.of("OFF"),
            "FILE_LOCK", Set.of("FILE", "FS"),
            "DATABASE_TO_UPPER", Set.of("TRUE", "T", "YES", "Y", "1"),
            "IGNORECASE", Set.of("FALSE", "OFF", "0"),
            "MODE", Set.of("REGULAR"));
    private static final Set<String> OFF = Set.of("FALSE", "F", "NO", "N", "0");

    private static final Pattern SEPARATOR = Pattern.compile("(?<!\\\\);");

    private H2Options() {
    }

    /**
     * What is wrong with the options of a URL.
     *
     * @param url any JDBC URL
     * @return what to do about it, which names the first such option and shows no value; empty when there is none
     */
    static Optional<String> refusal(String url) {
        if (!url.toLowerCase(Locale.ROOT).startsWith("jdbc:h2:")) {
            return Optional.empty();
        }
        return SEPARATOR.splitAsStream(url).skip(1).map(option -> option.toUpperCase(Locale.ROOT).strip().split("=", 2))
                .filter(option -> option.length == 2 && isRefused(option[0], option[1])).findFirst()
                .map(option -> "leave out " + option[0] + ": " + REASONS.get(option[0]));
    }

    private static boolean isRefused(String name, String value) {
        return REASONS.containsKey(name) && !HARMLESS.getOrDefault(name, OFF).contains(value);
    }
}
