package io.github.dcssync.simulator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One decoded name and value of a query. */
record QueryParameter(String name, String value) {

    /** All parameters in the order sent; a query that is null has none. */
    static List<QueryParameter> parse(@Nullable String rawQuery) {
        List<QueryParameter> parameters = new ArrayList<>();
        if (rawQuery != null) {
            for (String part : rawQuery.split("&")) {
                if (!part.isEmpty()) {
                    parameters.add(parsePart(part));
                }
            }
        }
        return parameters;
    }

    private static QueryParameter parsePart(String part) {
        int equals = part.indexOf('=');
        String name = equals < 0 ? part : part.substring(0, equals);
        String value = equals < 0 ? "" : part.substring(equals + 1);
        return new QueryParameter(PercentCodec.decodeQuery(name), PercentCodec.decodeQuery(value));
    }

    String encoded() {
        return PercentCodec.encode(name) + '=' + PercentCodec.encode(value);
    }
}
