package io.github.dcssync.simulator;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads query parameters strictly: a bad value is refused by its name, an unknown name is not looked at. */
final class QueryReader {

    private static final DateTimeFormatter FOURTEEN_DIGITS =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);

    private final ApiVersion version;
    private final Map<String, String> query;

    QueryReader(SimulatedRequest request) {
        version = request.operation().version();
        query = request.query();
    }

    /** The text of a parameter, or null. */
    @Nullable
    String text(String name) {
        return query.get(name);
    }

    boolean isTrue(String name) {
        return "true".equalsIgnoreCase(query.get(name));
    }

    int number(String name, int byDefault, int least, int most) {
        String text = query.get(name);
        if (text == null) {
            return byDefault;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw DcsError.INVALID_PARAMETER.about(version, name);
        }
        throw DcsError.INVALID_PARAMETER.about(version, name);
    }

    /** A time of fourteen digits in seconds since 1970, or the default. */
    long second(String name, long byDefault, ZoneOffset zone) {
        String text = query.get(name);
        if (text == null) {
            return byDefault;
        }
        try {
            return LocalDateTime.parse(text, FOURTEEN_DIGITS).toEpochSecond(zone);
        } catch (DateTimeException e) {
            throw DcsError.INVALID_PARAMETER.about(version, name);
        }
    }

    ApiVersion version() {
        return version;
    }
}
