package io.github.dcssync.alert;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is posted to a sink.
 *
 * @param target  path and query as they are sent; null for those of the sink's address
 * @param body    in UTF-8
 * @param headers beside those of HTTP itself
 */
record SinkRequest(String target, byte[] body, Map<String, Object> headers) {

    static SinkRequest of(String target, String body, Map<String, Object> headers) {
        return new SinkRequest(target, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** The same with one more header. */
    SinkRequest with(String header, String value) {
        Map<String, Object> more = new LinkedHashMap<>(headers);
        more.keySet().removeIf(header::equalsIgnoreCase);
        more.put(header, value);
        return new SinkRequest(target, body, more);
    }
}
