package io.github.dcssync.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.database.SqlTypes;
import io.github.dcssync.database.Statements;
import io.github.dcssync.record.ColumnType;
import io.github.dcssync.secret.Secrets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The alerts that nobody has been told yet, and the ends of those that somebody has; each statement is a transaction of
 * its own. What ended before it was told is over, and what a sync has raised that still goes on waits for its end.
 */
public final class AlertOutbox {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_ERROR = 1_000;
    /** As many as every database takes in one statement. */
    private static final int MOST_IDS = 10_000;

    private final Statements statements;
    private final Secrets secrets;
    private final int digestAbove;

    /**
     * @param secrets     taken out of the errors that are kept
     * @param digestAbove more alerts of one kind and source that wait are one message
     */
    public AlertOutbox(JdbcTemplate jdbc, Secrets secrets, int digestAbove) {
        this.statements = new Statements(jdbc, "alert");
        this.secrets = secrets;
        this.digestAbove = digestAbove;
    }

    /** What alerts have in common that may be told together: that they were raised, or that they are over. */
    record Topic(String kind, String source, boolean isEnd) {

        String state() {
            return isEnd ? "resolved" : "raised";
        }
    }

    /** Alerts that are told by one message: one, or those of a digest. */
    public record Due(Topic topic, List<Long> alertIds, boolean isDigest) {

        /** @return the same in two parts; a part with one alert is no digest */
        public List<Due> halves() {
            int half = alertIds.size() / 2;
            return Stream.of(alertIds.subList(0, half), alertIds.subList(half, alertIds.size()))
                    .map(part -> new Due(topic, part, part.size() > 1)).toList();
        }
    }

    /**
     * What is to be told next.
     *
     * @param name     what the log calls it
     * @param isEnd    whether it is told that the alerts are over
     * @param alertIds the alerts
     * @param text     one JSON object
     */
    public record Message(String name, boolean isEnd, List<Long> alertIds, String text) {
    }

    /**
     * @return what is to be told: the least often tried first, so that none that the sink does not take keeps it from
     *         others, then the oldest
     */
    public List<Due> waiting() {
        Map<Long, Topic> alerts = new LinkedHashMap<>();
        Map<Topic, List<Long>> byTopic = new HashMap<>();
        statements.get("waiting").query((ResultSet row) -> {
            Topic topic = new Topic(row.getString(2), row.getString(3), row.getObject(4) != null);
            alerts.put(row.getLong(1), topic);
            byTopic.computeIfAbsent(topic, one -> new ArrayList<>()).add(row.getLong(1));
        });
        List<Due> waiting = new ArrayList<>();
        alerts.forEach((alert, topic) -> {
            List<Long> all = byTopic.get(topic);
            if (all.size() <= digestAbove) {
                waiting.add(new Due(topic, List.of(alert), false));
            } else if (alert.equals(all.get(0))) {
                waiting.add(new Due(topic, all, true));
            }
        });
        return waiting;
    }

    /** @return what is to be told of alerts now, or nothing when that has changed since they were found to wait */
    public Optional<Message> message(Due due) {
        List<Long> ids = new ArrayList<>();
        List<ObjectNode> alerts = new ArrayList<>();
        parts(due.alertIds())
                .forEach(part -> statements.get("messages").param("alertIds", part).query((ResultSet row) -> {
                    if (due.topic().isEnd() == (row.getObject(4) != null)) {
                        ids.add(row.getLong(1));
                        alerts.add(alert(due.topic(), row));
                    }
                }));
        if (ids.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode message = due.isDigest() ? AlertDigest.of(due.topic(), alerts) : alerts.get(0);
        String name = due.isDigest() ? "The digest of " + ids.size() + " alerts of kind " + due.topic().kind()
                + " about source " + due.topic().source() : "Alert " + ids.get(0);
        return Optional.of(new Message(name, due.topic().isEnd(), ids, message.toString()));
    }

    private static ObjectNode alert(Topic topic, ResultSet row) throws SQLException {
        try {
            ObjectNode message = (ObjectNode) JSON.readTree(row.getString(2));
            message.put("state", topic.state());
            if (topic.isEnd()) {
                message.put("resolved_at", SqlTypes.canonical(row, 3, ColumnType.INSTANT));
            }
            return message;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The payload of alert " + row.getLong(1) + " is no JSON object", e);
        }
    }

    /** Notes that a message was told. */
    public void told(Message message, OffsetDateTime now) {
        String statement = message.isEnd() ? "told-resolved" : "told-raised";
        parts(message.alertIds()).forEach(part -> statements.get(statement).param("now", Statements.kept(now))
                .param("alertIds", part).update());
    }

    /** Notes that a message could not be told, and why. */
    public void failed(Message message, String error) {
        parts(message.alertIds()).forEach(part -> statements.get("failed").param("alertIds", part)
                .param("error", Alerts.cut(secrets.mask(error), LONGEST_ERROR)).update());
    }

    /** @return the ids in ascending order, in parts of which each is for one statement */
    private static List<List<Long>> parts(List<Long> ids) {
        List<Long> sorted = ids.stream().sorted().toList();
        List<List<Long>> parts = new ArrayList<>();
        for (int from = 0; from < sorted.size(); from += MOST_IDS) {
            parts.add(sorted.subList(from, Math.min(sorted.size(), from + MOST_IDS)));
        }
        return parts;
    }
}
