package io.github.dcssync.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dcssync.record.WebPageException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.hc.core5.http.HttpStatus;

/**
 * An error answer of the service, whatever its shape: flat, nested, the gateway's, IAM's, a web page or nothing. The
 * order of the attempts is the official SDK's: code and message at the top, then in any nested object, then a code alone, then the text.
 *
 * @param status    the HTTP status
 * @param code      the service's code as written, or null
 * @param message   its text, or the body's beginning when the body is no known shape, or null
 * @param requestId what the vendor's support asks for, or null
 */
public record ApiError(int status, String code, String message, String requestId) {

    /** {@code error_msg} has at most 1,024 characters by the documents; everything longer is cut to this. */
    private static final int LONGEST_TEXT = 1024;
    private static final Pattern LINE_BREAKING = Pattern.compile("[\\s\\p{Cntrl}\\u0085\\u2028\\u2029]+");
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Pattern HTTP_STATUS = Pattern.compile("[1-5][0-9]{2}");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @return what the answer says */
    public static ApiError of(HttpOperationFailedException answer) {
        return of(answer.getStatusCode(), header(answer.getResponseHeaders(), "X-Request-Id"),
                answer.getResponseBody());
    }

    /**
     * @param exception what a request ended with
     * @return the error answer that caused it, IAM's too, or null when there was none
     */
    public static ApiError in(Throwable exception) {
        if (exception instanceof HttpOperationFailedException answer) {
            return of(answer);
        }
        if (exception instanceof IamException iam) {
            return iam.answer();
        }
        return exception instanceof SourceRefusedException refused ? refused.answer() : null;
    }

    /** @return what an answer with HTTP 200 says that is not the list that was asked for */
    public static ApiError inList(String code, String message) {
        return new ApiError(HttpStatus.SC_OK, storable(code), storable(message), null);
    }

    /**
     * @param status    the HTTP status
     * @param requestId of the header, or null
     * @param text      the body, or null
     * @return what the answer says
     */
    public static ApiError of(int status, String requestId, String text) {
        String body = text != null && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        JsonNode json = parse(body);
        JsonNode error = json == null ? null : describing(json);
        if (error == null) {
            boolean instead = status < HttpStatus.SC_REDIRECTION && body != null && WebPageException.isWebPage(body);
            return new ApiError(status, null, instead ? WebPageException.LINE : storable(body), storable(requestId));
        }
        String id = requestId == null ? text(json, "request_id") : requestId;
        return new ApiError(status, storable(code(error)),
                storable(first(error, "error_msg", "message")), storable(id));
    }

    /** @return the same with each text put through a function; null stays null */
    public ApiError map(UnaryOperator<String> change) {
        return new ApiError(status, map(code, change), map(message, change), map(requestId, change));
    }

    private static String map(String text, UnaryOperator<String> change) {
        return text == null ? null : change.apply(text);
    }

    /** @return one line for people */
    public String line() {
        StringBuilder line = new StringBuilder("HTTP ").append(status);
        if (code != null) {
            line.append(' ').append(code);
        }
        if (message != null) {
            line.append(": ").append(message);
        }
        return LINE_BREAKING.matcher(line).replaceAll(" ").strip();
    }

    /** @return the object with code and message, else the one with a code, or null */
    private static JsonNode describing(JsonNode json) {
        JsonNode whole = first(json, error -> first(error, "error_code", "code") != null
                && first(error, "error_msg", "message") != null);
        return whole == null ? first(json, error -> code(error) != null) : whole;
    }

    /** @return the first object of which this is true, at the top or nested */
    private static JsonNode first(JsonNode json, Predicate<JsonNode> condition) {
        if (!json.isObject()) {
            return null;
        }
        if (condition.test(json)) {
            return json;
        }
        for (JsonNode nested : json) {
            JsonNode found = first(nested, condition);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static JsonNode parse(String body) {
        try {
            return body == null || body.isBlank() ? null : JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** @return the service's code; IAM's {@code "code": 401} is only the HTTP status once more */
    private static String code(JsonNode error) {
        String code = first(error, "error_code", "code");
        return code == null || code.isBlank() || HTTP_STATUS.matcher(code).matches() ? null : code;
    }

    private static String first(JsonNode json, String name, String otherName) {
        String value = text(json, name);
        return value == null ? text(json, otherName) : value;
    }

    private static String text(JsonNode json, String name) {
        JsonNode value = json.get(name);
        return value == null || !value.isValueNode() || value.isNull() || value.asText().isEmpty()
                ? null : value.asText();
    }

    /** @return the value of a header whose name is spelt in any case, or null */
    static String header(Map<String, String> headers, String name) {
        return headers == null ? null : headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue).findFirst().orElse(null);
    }

    /** @return the text cut to what one reads, and without what no database can hold: U+0000 and halves of surrogate pairs */
    public static String storable(String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String cut = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
        // Encoding makes a question mark of half a pair.
        return new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace('\0', '?');
    }
}
