package io.github.dcssync.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.record.ColumnType;
import io.github.dcssync.record.Timestamps;
import io.github.dcssync.settings.Secrets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** The alerts that nobody has been told yet, and the ends of alerts; each statement is a transaction of its own. */
public final class AlertOutbox {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_ERROR = 1_000;
    private static final String WAITS =
            "(delivered_at is null or resolved_at is not null and resolved_delivered_at is null)";

    private final JdbcTemplate jdbc;
    private final Secrets secrets;
    private final String instant;

    /** @param secrets taken out of the errors that are kept */
    public AlertOutbox(JdbcTemplate jdbc, Dialect dialect, Secrets secrets) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.instant = SqlTypes.cast(dialect, "?", ColumnType.INSTANT);
    }

    /**
     * What is to be told of an alert next.
     *
     * @param alertId    the alert
     * @param isResolved whether it is its end
     * @param message    one JSON object
     */
    public record Message(long alertId, boolean isResolved, String message) {
    }

    /**
     * @return the alerts of which something is to be told: the least often tried first, so that none that the sink
     *         does not take keeps it from others, then the oldest
     */
    public List<Long> waiting() {
        return jdbc.queryForList("select alert_id from alert where " + WAITS + " order by attempts, alert_id",
                Long.class);
    }

    /** @return what is to be told of the alert next: that it was raised comes before that it was resolved */
    public Optional<Message> next(long alertId) {
        return jdbc.query("select alert_id, delivered_at, payload, resolved_at from alert where alert_id = ? and "
                + WAITS, (row, number) -> message(row), alertId).stream().findFirst();
    }

    private static Message message(ResultSet row) throws SQLException {
        boolean resolved = row.getObject(2) != null;
        try {
            ObjectNode message = (ObjectNode) JSON.readTree(row.getString(3));
            message.put("state", resolved ? "resolved" : "raised");
            if (resolved) {
                message.put("resolved_at", SqlTypes.canonical(row, 4, ColumnType.INSTANT));
            }
            return new Message(row.getLong(1), resolved, message.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The payload of alert " + row.getLong(1) + " is no JSON object", e);
        }
    }

    /** Notes that a message was told. */
    public void told(Message message, OffsetDateTime now) {
        String column = message.isResolved() ? "resolved_delivered_at" : "delivered_at";
        jdbc.update("update alert set attempts = attempts + 1, " + column + " = " + instant
                + " where alert_id = ?", Timestamps.canonical(now.toInstant()), message.alertId());
    }

    /** Notes that a message could not be told, and why. */
    public void failed(Message message, String error) {
        jdbc.update("update alert set attempts = attempts + 1, last_error = ? where alert_id = ?",
                Alerts.cut(secrets.mask(error), LONGEST_ERROR), message.alertId());
    }
}
