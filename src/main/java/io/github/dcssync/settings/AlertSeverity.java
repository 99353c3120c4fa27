package io.github.dcssync.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How bad an alert is, the worst first. */
public enum AlertSeverity {
    /** Somebody has to act now. */
    CRITICAL,
    /** Somebody has to look. */
    WARNING,
    /** Worth a note. */
    INFO;

    static final Map<String, AlertSeverity> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toMap(AlertSeverity::word, Function.identity()));

    /** @return the word in messages and settings */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return the severity of that word, if it is one */
    public static Optional<AlertSeverity> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word.toLowerCase(Locale.ROOT)));
    }
}
