package io.github.dcssync.settings;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.camel.util.SensitiveUtils;

/** The groups of keys that Camel reads. It refuses what it does not know of them, and passes over other groups. */
final class CamelGroups {

    private static final String PREFIX = "camel.";
    /** As camel-main has them; a test compares it with camel-main's own description. */
    private static final List<String> KNOWN = List.of("beans", "component", "context", "dataformat", "debug",
            "devconsole", "faulttolerance", "globaloptions", "health", "language", "lra", "main", "management", "mdc",
            "metrics", "opentelemetry", "opentelemetry2", "resilience4j", "rest", "routecontroller", "routetemplate",
            "server", "ssl", "startupcondition", "telemetrydev", "threadpool", "trace", "variable", "vault");

    private CamelGroups() {
    }

    static boolean isKnown(String key) {
        return KNOWN.contains(group(key));
    }

    static void check(String key, String value, String origin, Violations faults) {
        if (!isKnown(key)) {
            String meant = DidYouMean.to(PREFIX + group(key), KNOWN.stream().map(PREFIX::concat))
                    .map(group -> "did you mean one of " + group + "?")
                    .orElse("take it out, or see Camel's manual for its keys");
            faults.wrong(Violations.show(false, key), Violations.show(SensitiveUtils.containsSensitive(key), value),
                    origin,
                    "Camel knows no such group of keys; " + meant);
        }
    }

    /** Camel reads {@code routeController}, {@code route-controller} and {@code routeTemplate[0]}. */
    private static String group(String key) {
        return Stream.of(key.substring(PREFIX.length()).split("[.\\[]", 2)).findFirst().orElse("").replace("-", "")
                .toLowerCase(Locale.ROOT);
    }
}
