package io.github.dcssync.sync;

import io.github.dcssync.record.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The query of a list's requests, as this API version calls its parameters: {@code start={position}&limit={limit}&
 * beginTime={begin}&endTime={end}}. A parameter that there is nothing to say for is left out.
 */
final class ListQuery {

    private record Parameter(String name, String value) {
    }

    private final List<Parameter> parameters = new ArrayList<>();

    /** @throws IllegalArgumentException when a value is none of {@code {position}}, {@code {limit}}, {@code {begin}},
     *                                   {@code {end}} */
    ListQuery(String template) {
        for (String parameter : template.split("&")) {
            String[] parts = parameter.split("=", 2);
            if (parts.length < 2 || !parts[1].matches("\\{(position|limit|begin|end)}")) {
                throw new IllegalArgumentException("The query of a list has no parameter '" + parameter
                        + "'; give NAME={position}, {limit}, {begin} or {end}");
            }
            parameters.add(new Parameter(parts[0], parts[1]));
        }
    }

    /** @return the query of one request */
    String of(long position, int limit, ListWindow window) {
        StringBuilder query = new StringBuilder();
        for (Parameter parameter : parameters) {
            String value = switch (parameter.value()) {
                case "{position}" -> Long.toString(position);
                case "{limit}" -> Integer.toString(limit);
                case "{begin}" -> digits(window.begin());
                default -> digits(window.end());
            };
            if (value != null) {
                query.append(query.length() == 0 ? "" : "&").append(parameter.name()).append('=').append(value);
            }
        }
        return query.toString();
    }

    private static String digits(Instant time) {
        return time == null ? null : Timestamps.filterDigits(time);
    }
}
