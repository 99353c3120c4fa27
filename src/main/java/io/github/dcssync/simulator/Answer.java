package io.github.dcssync.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * An HTTP answer, also a broken one.
 *
 * @param status the HTTP status
 * @param headers further headers; X-Request-Id is always added
 * @param body the whole body, in bytes
 * @param bytesToSend after so many bytes of the body the connection closes, though Content-Length names them all;
 *     0 sends the headers alone, a negative number drops the connection before the status line
 * @param delay time to wait before the answer
 */
public record Answer(int status, Map<String, String> headers, byte[] body, int bytesToSend, Duration delay) {

    private static final int NOTHING_AT_ALL = -1;

    /** A complete answer with a JSON body. */
    public static Answer json(int status, byte[] body) {
        return new Answer(status, Map.of("Content-Type", "application/json"), body, body.length, Duration.ZERO);
    }

    /** A complete answer with a JSON body, in UTF-8. */
    public static Answer json(int status, String body) {
        return json(status, body.getBytes(StandardCharsets.UTF_8));
    }

    /** The page of a proxy or load balancer. */
    public static Answer html(int status, String body) {
        return json(status, body).withHeader("Content-Type", "text/html");
    }

    /** An answer without a body, such as 204. */
    public static Answer empty(int status) {
        return new Answer(status, Map.of(), new byte[0], 0, Duration.ZERO);
    }

    /** No answer: the connection closes before the status line. */
    public static Answer dropped() {
        return new Answer(0, Map.of(), new byte[0], NOTHING_AT_ALL, Duration.ZERO);
    }

    /** The same with one header more, or another value for it. */
    public Answer withHeader(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Answer(status, Map.copyOf(more), body, bytesToSend, delay);
    }

    /** The same, cut off after the first {@code bytes} bytes of the body. */
    public Answer truncatedTo(int bytes) {
        return new Answer(status, headers, body, Math.min(bytes, body.length), delay);
    }

    /** The same, later. */
    public Answer delayedBy(Duration time) {
        return new Answer(status, headers, body, bytesToSend, time);
    }

    boolean isDropped() {
        return bytesToSend < 0;
    }
}
