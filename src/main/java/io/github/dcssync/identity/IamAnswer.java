package io.github.dcssync.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dcssync.api.ApiError;
import io.github.dcssync.api.IamException;
import io.github.dcssync.api.SourceRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * What IAM answers, whole. Printing it shows no secret.
 *
 * @param status    of HTTP
 * @param token     the header {@code X-Subject-Token}, or null
 * @param requestId what the vendor's support asks for, or null
 * @param body      as text; empty when there is none
 */
public record IamAnswer(int status, @Nullable String token, @Nullable String requestId, String body) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static IamAnswer of(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        String body = entity == null ? "" : new String(entity.getContent().readAllBytes(), StandardCharsets.UTF_8);
        return new IamAnswer(response.getCode(), header(response, "X-Subject-Token"), header(response, "X-Request-Id"),
                body);
    }

    private static @Nullable String header(ClassicHttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    /** Whether the status is one of success. */
    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /**
     * @return the body, never null; what it lacks is a missing node
     * @throws IOException when it is no JSON
     */
    public JsonNode json() throws IOException {
        try {
            JsonNode json = JSON.readTree(body);
            return json == null ? JSON.missingNode() : json;
        } catch (JsonProcessingException e) {
            throw new IOException("IAM's answer is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * @param what what IAM did not give, and to whom
     * @return an {@link IamException} where that may pass, else a {@link SourceRefusedException}: asked again, IAM would lock
     *         a user
     */
    public IOException refusal(String what) {
        ApiError error = ApiError.of(status, requestId, body);
        String message = what + ": " + error.line();
        boolean isFinal = status / 100 == 4 && status != HttpStatus.SC_TOO_MANY_REQUESTS
                && status != HttpStatus.SC_REQUEST_TIMEOUT;
        return isFinal ? new SourceRefusedException(message, error) : new IamException(message, error);
    }

    @Override
    public String toString() {
        return "IamAnswer[status=" + status + ", requestId=" + requestId + "]";
    }
}
