package io.github.dcssync.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dcssync.api.ApiError;
import io.github.dcssync.settings.Credentials;
import io.github.dcssync.settings.IdleFilters;
import io.github.dcssync.settings.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * What a source said when it was asked for one instance.
 *
 * @param status    HTTP status
 * @param requestId what the vendor's support asks for, or null
 * @param date      the service's time (Date header), or null
 * @param body      as text, may be empty
 * @param sentAt    when the request was made
 * @param arrivedAt when the answer was there
 */
record InstancesAnswer(int status, String requestId, String date, String body, Instant sentAt, Instant arrivedAt) {

    private static final String SUBJECT = "answer";

    Finding finding(Credentials credentials) {
        if (status == 204) {
            return Finding.ok(SUBJECT, "HTTP 204" + duration() + ", no instances");
        }
        if (status != 200) {
            return Finding.problem(SUBJECT, error() + remedy(credentials));
        }
        JsonNode list = parsed();
        if (!list.path("instances").isArray()) {
            return Finding.problem(SUBJECT, "HTTP 200, but not with a list of instances; check the endpoint, and"
                    + " whether a proxy answers in its place");
        }
        JsonNode total = list.path("instance_num");
        return Finding.ok(SUBJECT, "HTTP 200" + duration()
                + (total.isIntegralNumber() ? ", instances: " + total.asText() : ""));
    }

    /** @return a warning for each name pattern that fits nothing, where all instances came */
    List<Finding> idleFilters(Source source) {
        JsonNode list = status == 200 ? parsed() : JsonMapper.builder().build().missingNode();
        List<String> names = new ArrayList<>();
        list.path("instances").forEach(instance -> names.add(instance.path("name").textValue()));
        return list.path("instance_num").asLong(names.size()) > names.size() ? List.of()
                : IdleFilters.of(source, names).stream().map(line -> Finding.warning("instances", line)).toList();
    }

    private String duration() {
        return " in " + Duration.between(sentAt, arrivedAt).toMillis() + " ms";
    }

    private String error() {
        Map<String, String> headers = requestId == null ? Map.of() : Map.of("X-Request-Id", requestId);
        ApiError error = ApiError.of(new HttpOperationFailedException("", status, "", "", headers, body));
        return error.line() + (error.requestId() == null ? "" : " (request " + error.requestId() + ")");
    }

    private String remedy(Credentials credentials) {
        return switch (status) {
            case 401 -> credentials instanceof Credentials.KeyPair
                    ? "; check access-key, secret-key and, for temporary keys, security-token"
                    : "; check iam.endpoint and project-id: the token is for another project or region";
            case 403 -> "; give the user the right to list instances, backups and restorations of this project";
            case 400, 404 -> "; check endpoint and project-id";
            case 301, 302, 303, 307, 308 -> "; redirects are not followed: check the endpoint";
            default -> "";
        };
    }

    private JsonNode parsed() {
        try {
            return JsonMapper.builder().build().readTree(body);
        } catch (JsonProcessingException e) {
            return JsonMapper.builder().build().missingNode();
        }
    }
}
