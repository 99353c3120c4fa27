package io.github.dcssync.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.dcssync.database.Statements;
import io.github.dcssync.record.Timestamps;
import io.github.dcssync.secret.Secrets;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The outbox of alerts, written in the transaction it is called in: what is open is not raised again, what has ended
 * is resolved once. Texts are kept without secrets and cut at {@value #LONGEST_TEXT} characters.
 */
public final class Alerts {

    static final int LONGEST_TEXT = 2_000;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Statements statements;
    private final Secrets secrets;

    /**
     * @param jdbc    takes part in the transaction of the thread that calls
     * @param secrets taken out of every text
     */
    public Alerts(JdbcTemplate jdbc, Secrets secrets) {
        this.statements = new Statements(jdbc, "alert");
        this.secrets = secrets;
    }

    /**
     * What has happened.
     *
     * @param kind       the kind of alert, as in {@code fleet_empty}
     * @param subject    what it is about, at most 600 characters; kind and subject tell it from others
     * @param severity   {@code critical}, {@code warning} or {@code info}
     * @param source     the source
     * @param instanceId the instance it is about, or null
     * @param title      one line for people
     * @param details    what a program may want to know: texts, numbers, booleans, null
     */
    public record Event(String kind, String subject, String severity, String source, String instanceId, String title,
            Map<String, Object> details) {

        /** Something about a source as a whole, which is then the subject. */
        public static Event ofSource(String kind, String severity, String source, String title,
                Map<String, Object> details) {
            return new Event(kind, source, severity, source, null, title, details);
        }

        /** Something about one instance, whose id is then the subject. */
        public static Event ofInstance(String kind, String severity, String source, String instanceId, String title,
                Map<String, Object> details) {
            return new Event(kind, instanceId, severity, source, instanceId, title, details);
        }

        /** @return the same for the same alert, whenever it is raised */
        public String dedupKey() {
            return kind + ":" + subject;
        }
    }

    /** The instance that an alert is about, and whether syncs read it. */
    private record Subject(String name, boolean isRead) {
    }

    /** Raises an alert outside a sync, or at its end, as {@link #raise(Event, String, OffsetDateTime)} does. */
    public boolean raise(Event event, OffsetDateTime now) {
        return raise(event, null, now);
    }

    /**
     * Raises an alert unless it is open, or about an instance that is gone or not selected: nothing would end it.
     *
     * @param runId the sync that goes on: nobody is told before it has ended; or null
     * @return whether there is a new one
     */
    public boolean raise(Event event, String runId, OffsetDateTime now) {
        Optional<Subject> instance = event.instanceId() == null ? Optional.empty() : find(event.instanceId());
        if (instance.isPresent() && !instance.get().isRead()) {
            return false;
        }
        if (statements.get("open").param("key", event.dedupKey()).query(String.class).optional().isPresent()) {
            return false;
        }
        statements.get("insert").param("kind", event.kind()).param("key", event.dedupKey())
                .param("severity", event.severity()).param("source", event.source())
                .param("instanceId", event.instanceId()).param("title", shown(event.title()))
                .param("payload", payload(event, instance.map(Subject::name).orElse(null), now)).param("runId", runId)
                .param("raisedAt", Statements.kept(now)).update();
        return true;
    }

    /**
     * Resolves an alert if it is open.
     *
     * @return whether it was
     */
    public boolean resolve(String kind, String subject, OffsetDateTime now) {
        return resolve(kind + ":" + subject, now);
    }

    /**
     * Resolves an alert if it is open.
     *
     * @return whether it was
     */
    public boolean resolve(String dedupKey, OffsetDateTime now) {
        return statements.get("resolve").param("now", Statements.kept(now)).param("key", dedupKey).update() > 0;
    }

    /** Resolves the open alerts of a kind about a source, but for those with these subjects. */
    public void resolveAllBut(String kind, String source, Collection<String> subjects, OffsetDateTime now) {
        Set<String> kept = subjects.stream().map(subject -> kind + ":" + subject).collect(Collectors.toSet());
        statements.get("open-of-kind").param("kind", kind).param("source", source).query(String.class).list().stream()
                .filter(key -> !kept.contains(key)).forEach(key -> resolve(key, now));
    }

    private String payload(Event event, String instanceName, OffsetDateTime raisedAt) {
        ObjectNode message = JSON.createObjectNode();
        message.put("kind", event.kind()).put("dedup_key", event.dedupKey()).put("severity", event.severity())
                .put("source", event.source()).put("instance_id", event.instanceId())
                .put("instance_name", instanceName == null ? null : shown(instanceName))
                .put("title", shown(event.title()));
        message.set("details", shown(JSON.valueToTree(event.details())));
        message.put("raised_at", Timestamps.canonical(raisedAt.toInstant()));
        return message.toString();
    }

    private Optional<Subject> find(String instanceId) {
        return statements.get("instance").param("instanceId", instanceId)
                .query((row, number) -> new Subject(row.getString(1), row.getBoolean(2))).optional();
    }

    private JsonNode shown(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(shown(field.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, shown(array.get(i)));
            }
        }
        return node.isTextual() ? TextNode.valueOf(shown(node.textValue())) : node;
    }

    private String shown(String text) {
        return cut(secrets.mask(text), LONGEST_TEXT);
    }

    /** @return at most so many characters, with no half of a surrogate pair at the end */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
