package io.github.dcssync.database;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.record.ColumnType;
import io.github.dcssync.record.Timestamps;
import java.time.OffsetDateTime;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The outbox of alerts, written in the transaction it is called in: what is open is not raised again, what has ended
 * is resolved once.
 */
public final class Alerts {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcTemplate jdbc;
    private final String instant;

    /** @param jdbc takes part in the transaction of the thread that calls */
    public Alerts(JdbcTemplate jdbc, Dialect dialect) {
        this.jdbc = jdbc;
        this.instant = SqlTypes.cast(dialect, "?", ColumnType.INSTANT);
    }

    /**
     * What has happened.
     *
     * @param kind     the kind of alert, as in {@code fleet_empty}
     * @param subject  what it is about; kind and subject tell it from others
     * @param severity {@code critical}, {@code warning} or {@code info}
     * @param source   the source
     * @param title    one line for people
     * @param details  what a program may want to know
     */
    public record Event(String kind, String subject, String severity, String source, String title,
            Map<String, Object> details) {

        /** @return the same for the same alert, whenever it is raised */
        public String dedupKey() {
            return kind + ":" + subject;
        }
    }

    /** Raises an alert unless it is open. */
    public void raise(Event event, OffsetDateTime now) {
        Integer open = jdbc.queryForObject("select count(*) from alert where open_key = ?", Integer.class,
                event.dedupKey());
        if (open != null && open > 0) {
            return;
        }
        String time = Timestamps.canonical(now.toInstant());
        jdbc.update("insert into alert (kind, dedup_key, open_key, severity, source, title, payload, raised_at)"
                + " values (?, ?, ?, ?, ?, ?, ?, " + instant + ")", event.kind(), event.dedupKey(),
                event.dedupKey(), event.severity(), event.source(), event.title(), payload(event, time), time);
    }

    /** Resolves an alert if it is open. */
    public void resolve(String kind, String subject, OffsetDateTime now) {
        jdbc.update("update alert set resolved_at = " + instant + ", open_key = null where open_key = ?",
                Timestamps.canonical(now.toInstant()), kind + ":" + subject);
    }

    private static String payload(Event event, String raisedAt) {
        ObjectNode message = JSON.createObjectNode();
        message.put("kind", event.kind()).put("dedup_key", event.dedupKey()).put("severity", event.severity())
                .put("source", event.source()).put("title", event.title());
        message.set("details", JSON.valueToTree(event.details()));
        message.put("raised_at", raisedAt);
        return message.toString();
    }
}
