package io.github.dcssync.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.dcssync.database.BulkInsert;
import io.github.dcssync.database.Dialect;
import io.github.dcssync.database.Statements;
import io.github.dcssync.record.ColumnType;
import io.github.dcssync.record.Timestamps;
import io.github.dcssync.secret.Secrets;
import java.sql.ResultSet;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The outbox of alerts, written in the transaction it is called in: what is open is not raised again, what has ended
 * is resolved once. Texts are kept without secrets and cut at {@value #LONGEST_TEXT} characters.
 */
public final class Alerts {

    static final int LONGEST_TEXT = 2_000;
    private static final int LONGEST_CAUSE = 255;

    /** So many at a time fit into a statement. */
    private static final int PIECE = 500;
    private static final Map<String, ColumnType> COLUMNS = columns();

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Statements statements;
    private final BulkInsert insert;
    private final Secrets secrets;

    /**
     * @param jdbc    takes part in the transaction of the thread that calls
     * @param secrets taken out of every text
     */
    public Alerts(JdbcTemplate jdbc, Dialect dialect, Secrets secrets) {
        this.statements = new Statements(jdbc, "alert");
        this.insert = new BulkInsert(jdbc, dialect, "alert", COLUMNS);
        this.secrets = secrets;
    }

    private static Map<String, ColumnType> columns() {
        Map<String, ColumnType> columns = new LinkedHashMap<>();
        for (String text : List.of("kind", "dedup_key", "open_key", "severity", "source", "instance_id", "title",
                "payload",
                "run_id", "cause")) {
            columns.put(text, ColumnType.TEXT);
        }
        columns.put("raised_at", ColumnType.INSTANT);
        return columns;
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
     * @param cause      what it has in common with alerts about others, in words; or null
     */
    public record Event(String kind, String subject, String severity, String source, String instanceId, String title,
            Map<String, Object> details, @Nullable String cause) {

        /** Something that has a cause of its own. */
        public Event(String kind, String subject, String severity, String source, String instanceId, String title,
                Map<String, Object> details) {
            this(kind, subject, severity, source, instanceId, title, details, null);
        }

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
     * Raises an alert as {@link #raiseAll} does.
     *
     * @return whether there is a new one
     */
    public boolean raise(Event event, @Nullable String runId, OffsetDateTime now) {
        return raiseAll(List.of(event), runId, now) > 0;
    }

    /**
     * Raises alerts unless they are open, or about an instance that is gone or not selected: nothing would end them. Three
     * statements for hundreds of them.
     *
     * @param events of different keys
     * @param runId  the sync that goes on: nobody is told before it has ended; or null
     * @return how many are new
     */
    public int raiseAll(List<Event> events, @Nullable String runId, OffsetDateTime now) {
        return pieces(events).stream().mapToInt(piece -> raisePiece(piece, runId, now)).sum();
    }

    private int raisePiece(List<Event> events, @Nullable String runId, OffsetDateTime now) {
        Map<String, Subject> instances = subjects(events);
        List<Event> about = events.stream().filter(event -> event.instanceId() == null
                || !instances.containsKey(event.instanceId()) || instances.get(event.instanceId()).isRead()).toList();
        if (about.isEmpty()) {
            return 0;
        }
        Set<String> open = open(about.stream().map(Event::dedupKey).toList());
        List<@Nullable String[]> rows = about.stream().filter(event -> !open.contains(event.dedupKey()))
                .map(event -> row(event, instances.get(event.instanceId()), runId, now)).toList();
        insert.insert(rows);
        return rows.size();
    }

    private @Nullable String[] row(Event event, @Nullable Subject instance, @Nullable String runId,
            OffsetDateTime now) {
        return new @Nullable String[] {event.kind(), event.dedupKey(), event.dedupKey(), event.severity(),
            event.source(),
            event.instanceId(), shown(event.title()), payload(event, instance == null ? null : instance.name(), now),
            runId, event.cause() == null ? null : cut(secrets.mask(event.cause()), LONGEST_CAUSE),
            Timestamps.canonical(now.toInstant())};
    }

    private static <T> List<List<T>> pieces(List<T> all) {
        return IntStream.iterate(0, from -> from < all.size(), from -> from + PIECE)
                .mapToObj(from -> all.subList(from, Math.min(from + PIECE, all.size()))).toList();
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

    /** Resolves those of some alerts that are open, hundreds by one statement. */
    public void resolveAll(Collection<String> dedupKeys, OffsetDateTime now) {
        pieces(List.copyOf(dedupKeys)).forEach(piece -> statements.get("resolve-all")
                .param("now", Statements.kept(now)).param("keys", piece).update());
    }

    /** Resolves the open alerts of a kind about a source, but for those with these subjects. */
    public void resolveAllBut(String kind, String source, Collection<String> subjects, OffsetDateTime now) {
        Set<String> kept = subjects.stream().map(subject -> kind + ":" + subject).collect(Collectors.toSet());
        resolveAll(statements.get("open-of-kind").param("kind", kind).param("source", source).query(String.class).list()
                .stream().filter(key -> !kept.contains(key)).toList(), now);
    }

    private Set<String> open(List<String> keys) {
        return Set.copyOf(statements.get("open").param("keys", keys).query(String.class).list());
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

    private Map<String, Subject> subjects(List<Event> events) {
        Set<String> ids = events.stream().map(Event::instanceId).filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, Subject> subjects = new HashMap<>();
        if (!ids.isEmpty()) {
            statements.get("instances").param("instanceIds", ids).query((ResultSet row) -> {
                subjects.put(row.getString(1), new Subject(row.getString(2), row.getBoolean(3)));
            });
        }
        return subjects;
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
