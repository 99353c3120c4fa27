package io.github.dcssync.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A part of an address between two slashes. */
public final class RequestSegment {

    private RequestSegment() {
    }

    /** @return it as a browser's {@code encodeURIComponent} writes it */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("%21", "!")
                .replace("%27", "'").replace("%28", "(").replace("%29", ")").replace("%7E", "~");
    }

    /** @throws RefusedRequest when it cannot be decoded */
    public static String decode(String text) {
        return Parameters.decodeLiterally(text);
    }
}
