package io.github.dcssync.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.dcssync.database.Dialect;
import io.github.dcssync.database.SqlTypes;
import io.github.dcssync.record.ColumnType;
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

    /** Of an alert that is open; unlike {@code is not null}, H2 finds these by their index. */
    private static final String IS_OPEN = "open_key > ''";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcTemplate jdbc;
    private final Secrets secrets;
    private final String instant;

    /**
     * @param jdbc    takes part in the transaction of the thread that calls
     * @param secrets taken out of every text
     */
    public Alerts(JdbcTemplate jdbc, Dialect dialect, Secrets secrets) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.instant = SqlTypes.cast(dialect, "?", ColumnType.INSTANT);
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
        Integer open = jdbc.queryForObject("select count(*) from alert where open_key = ?", Integer.class,
                event.dedupKey());
        if (open != null && open > 0) {
            return false;
        }
        String time = Timestamps.canonical(now.toInstant());
        jdbc.update("insert into alert (kind, dedup_key, open_key, severity, source, instance_id, title, payload,"
                + " run_id, raised_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, " + instant + ")", event.kind(),
                event.dedupKey(), event.dedupKey(), event.severity(), event.source(), event.instanceId(),
                shown(event.title()), payload(event, instance.map(Subject::name).orElse(null), time), runId, time);
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
        return 0 < jdbc.update("update alert set resolved_at = " + instant + ", open_key = null where open_key = ?",
                Timestamps.canonical(now.toInstant()), dedupKey);
    }

    /** Resolves the open alerts of a kind about a source, but for those with these subjects. */
    public void resolveAllBut(String kind, String source, Collection<String> subjects, OffsetDateTime now) {
        Set<String> kept = subjects.stream().map(subject -> kind + ":" + subject).collect(Collectors.toSet());
        jdbc.queryForList("select open_key from alert where " + IS_OPEN + " and kind = ? and source = ?",
                String.class, kind, source).stream().filter(key -> !kept.contains(key))
                .forEach(key -> resolve(key, now));
    }

    private String payload(Event event, String instanceName, String raisedAt) {
        ObjectNode message = JSON.createObjectNode();
        message.put("kind", event.kind()).put("dedup_key", event.dedupKey()).put("severity", event.severity())
                .put("source", event.source()).put("instance_id", event.instanceId())
                .put("instance_name", shown(instanceName)).put("title", shown(event.title()));
        message.set("details", shown(JSON.valueToTree(event.details())));
        message.put("raised_at", raisedAt);
        return message.toString();
    }

    private Optional<Subject> find(String instanceId) {
        return jdbc.query("select name, gone_at, is_selected from dcs_instance where instance_id = ?",
                (row, number) -> new Subject(row.getString(1), row.getObject(2) == null && row.getBoolean(3)),
                instanceId).stream().findFirst();
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

    /** @return at most so many characters, with no half of a surrogate pair at the end, or null for null */
    static String cut(String text, int most) {
        if (text == null || text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
