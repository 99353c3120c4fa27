package io.github.dcssync.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.dcssync.api.ApiError;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.record.NoListException;
import io.github.dcssync.record.Page;
import io.github.dcssync.record.PageReader;
import io.github.dcssync.record.Rejected;
import io.github.dcssync.record.Row;
import io.github.dcssync.record.WebPageException;
import io.github.dcssync.settings.IdleFilters;
import io.github.dcssync.settings.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

    Finding finding(Source source) {
        if (status == 204) {
            return Finding.ok(SUBJECT, "HTTP 204" + duration() + ", no instances");
        }
        if (status != 200) {
            return Finding.problem(SUBJECT, error() + remedy(source));
        }
        Page list;
        try {
            list = read();
        } catch (IOException e) {
            return Finding.problem(SUBJECT, "HTTP 200, but not with a list of instances: " + fault(e)
                    + "; check " + source.keyOf("dcs.endpoint") + ", and whether a proxy answers in its place");
        }
        return Finding.ok(SUBJECT, "HTTP 200" + duration()
                + (list.total() == null ? "" : ", instances: " + list.total()));
    }

    /**
     * @return a warning for each name pattern that fits nothing and for ids that are not listed; none where it is not known
     *         that all instances came: a service that gives no count may list fewer at a time than it is asked for
     */
    List<Finding> idleFilters(Source source) {
        if (status != 200 && status != 204) {
            return List.of();
        }
        Page list;
        try {
            list = status == 200 ? read() : Page.empty(ListKind.INSTANCE);
        } catch (IOException e) {
            return List.of();
        }
        List<String> ids = new ArrayList<>();
        List<String> names = new ArrayList<>();
        list.elements().forEach(instance -> {
            names.add(
                    instance instanceof Row row ? row.value(ListKind.INSTANCE, "name") : ((Rejected) instance).name());
            ids.add(instance instanceof Row row ? row.key() : null);
        });
        boolean isWhole = names.isEmpty() || list.total() != null && list.total() <= names.size();
        return !isWhole ? List.of()
                : IdleFilters.of(source, ids, names).stream().map(line -> Finding.warning("instances", line)).toList();
    }

    private String duration() {
        return " in " + Duration.between(sentAt, arrivedAt).toMillis() + " ms";
    }

    private String error() {
        Map<String, String> headers = requestId == null ? Map.of() : Map.of("X-Request-Id", requestId);
        ApiError error = ApiError.of(new HttpOperationFailedException("", status, "", "", headers, body));
        return error.line() + (error.requestId() == null ? "" : " (request " + error.requestId() + ")");
    }

    private String remedy(Source source) {
        return switch (status) {
            case 401 -> !source.credentials().isToken()
                    ? keysRemedy(source)
                    : "; check " + source.keyOf("dcs.iam.endpoint") + " and " + source.keyOf("dcs.project-id")
                            + ": the token is for another project or region";
            case 403 -> "; give the user the right to list instances of this project (" + IamActions.INSTANCES
                    + "), and for a sync " + IamActions.BACKUPS + " and " + IamActions.RESTORES;
            case 400, 404 -> "; check " + source.keyOf("dcs.endpoint") + " and " + source.keyOf("dcs.project-id");
            case 301, 302, 303, 307, 308 -> "; redirects are not followed: check " + source.keyOf("dcs.endpoint");
            default -> "";
        };
    }

    private static String keysRemedy(Source source) {
        return source.choice().isSettings()
                ? "; check " + source.keyOf("dcs.access-key") + ", " + source.keyOf("dcs.secret-key")
                        + " and, for temporary keys, " + source.keyOf("dcs.security-token")
                : "; check the keys (" + source.choice().found() + ") and, for temporary ones, their security token";
    }

    /** Reads the answer as a sync does. */
    private Page read() throws IOException {
        Page list = PageReader.mapper(ListKind.INSTANCE).readValue(body.getBytes(StandardCharsets.UTF_8), Page.class);
        list.requireWhatItCounts();
        return list;
    }

    private static String fault(IOException thrown) {
        IOException known = thrown instanceof JsonProcessingException json ? WebPageException.orSame(json) : thrown;
        return known instanceof WebPageException || known instanceof NoListException ? known.getMessage()
                : "it is no JSON";
    }
}
