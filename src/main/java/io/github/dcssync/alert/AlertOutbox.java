package io.github.dcssync.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.database.Dialect;
import io.github.dcssync.database.SqlTypes;
import io.github.dcssync.record.ColumnType;
import io.github.dcssync.record.Timestamps;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The alerts that nobody has been told yet, and the ends of those that somebody has; each statement is a transaction of
 * its own. What ended before it was told is over, and what a sync has raised that still goes on waits for its end.
 */
public final class AlertOutbox {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_ERROR = 1_000;
    private static final String WAITS = "(delivered_at is null and resolved_at is null"
            + " or delivered_at is not null and resolved_at is not null and resolved_delivered_at is null)"
            + " and not exists (select 1 from sync_lease l where l.run_id = alert.run_id"
            + " and l.expires_at > current_timestamp(6))";

    private final JdbcTemplate jdbc;
    private final Secrets secrets;
    private final int digestAbove;
    private final String instant;

    /**
     * @param secrets     taken out of the errors that are kept
     * @param digestAbove more alerts of one kind and source that wait are one message
     */
    public AlertOutbox(JdbcTemplate jdbc, Dialect dialect, Secrets secrets, int digestAbove) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.digestAbove = digestAbove;
        this.instant = SqlTypes.cast(dialect, "?", ColumnType.INSTANT);
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

        private String ids() {
            return AlertOutbox.list(alertIds);
        }
    }

    /**
     * @return what is to be told: the least often tried first, so that none that the sink does not take keeps it from
     *         others, then the oldest
     */
    public List<Due> waiting() {
        Map<Long, Topic> alerts = new LinkedHashMap<>();
        Map<Topic, List<Long>> byTopic = new HashMap<>();
        jdbc.query("select alert_id, kind, source, delivered_at from alert where " + WAITS
                + " order by attempts, alert_id", row -> {
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
        jdbc.query("select alert_id, payload, resolved_at, delivered_at from alert where alert_id in ("
                + list(due.alertIds()) + ") and " + WAITS + " order by alert_id", row -> {
                    if (due.topic().isEnd() == (row.getObject(4) != null)) {
                        ids.add(row.getLong(1));
                        alerts.add(alert(due.topic(), row));
                    }
                });
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
        String column = message.isEnd() ? "resolved_delivered_at" : "delivered_at";
        jdbc.update("update alert set attempts = attempts + 1, " + column + " = " + instant + " where alert_id in ("
                + message.ids() + ")", Timestamps.canonical(now.toInstant()));
    }

    /** Notes that a message could not be told, and why. */
    public void failed(Message message, String error) {
        jdbc.update("update alert set attempts = attempts + 1, last_error = ? where alert_id in (" + message.ids()
                + ")", Alerts.cut(secrets.mask(error), LONGEST_ERROR));
    }

    /** Our own numbers, of which there may be more than a statement has parameters. */
    private static String list(List<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
