package io.github.dcssync.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** The parameters of a request, by name, each given once. */
public final class Parameters {

    private Parameters() {
    }

    /**
     * @param query what follows the question mark, or null
     * @throws RefusedRequest when it cannot be decoded, or a name is there twice
     */
    public static Map<String, String> of(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (query == null || query.isEmpty()) {
            return parameters;
        }
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (parameters.put(name, value) != null) {
                throw new RefusedRequest(RefusedRequest.BAD_REQUEST, "'" + name + "' is given twice: give it once");
            }
        }
        return parameters;
    }

    /** @return a whole number from 0 on, no larger than any client can count */
    public static long wholeNumber(String name, String text) {
        if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) > Integer.MAX_VALUE) {
            throw new RefusedRequest(RefusedRequest.BAD_REQUEST,
                    "'" + text + "' is no " + name + ": write a whole number from 0 to " + Integer.MAX_VALUE);
        }
        return Long.parseLong(text);
    }

    private static String decode(String text) {
        return decodeLiterally(text.replace("+", "%20"));
    }

    /** @throws RefusedRequest when it cannot be decoded; a plus is one */
    static String decodeLiterally(String text) {
        try {
            String decoded = PercentEncoding.decode(text);
            if (decoded.indexOf('\0') >= 0) {
                throw new RefusedRequest(RefusedRequest.BAD_REQUEST,
                        "'" + text + "' holds the character 0: leave it out");
            }
            return decoded;
        } catch (IllegalArgumentException e) {
            throw new RefusedRequest(RefusedRequest.BAD_REQUEST,
                    "'" + text + "' cannot be decoded: write UTF-8, and % as %25");
        }
    }
}
