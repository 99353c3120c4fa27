package io.github.dcssync.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.database.SqlTypes;
import io.github.dcssync.database.Statements;
import io.github.dcssync.record.ColumnType;
import io.github.dcssync.secret.Secrets;
import io.github.dcssync.settings.SinkFilter;
import io.github.dcssync.settings.SinkProduct;
import io.github.dcssync.settings.SinkSettings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The alerts that a sink has not been told yet, and the ends of those that it has. What ended before it was told is over,
 * and what a sync has raised that still goes on waits for its end.
 */
public final class AlertOutbox {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_ERROR = 1_000;
    /** As many as every database takes in one statement. */
    private static final int MOST_IDS = 10_000;
    /** A sync that has begun so long ago has met by then what has failed others that began with it. */
    static final Duration GATHERING = Duration.ofMinutes(2);

    private final Statements statements;
    private final TransactionTemplate transaction;
    private final Secrets secrets;
    private final int digestAbove;

    /**
     * @param transaction on the same database
     * @param secrets     taken out of the errors that are kept
     * @param digestAbove more alerts of one kind and source that wait are one message
     */
    public AlertOutbox(JdbcTemplate jdbc, TransactionTemplate transaction, Secrets secrets, int digestAbove) {
        this.statements = new Statements(jdbc, "alert");
        this.transaction = transaction;
        this.secrets = secrets;
        this.digestAbove = digestAbove;
    }

    /**
     * What alerts have in common that may be told together: that they were raised, or that they are over.
     *
     * @param source that all are about; of several it is their cause that they have in common
     * @param cause  in words, or null
     */
    record Topic(String kind, @Nullable String source, boolean isEnd, @Nullable String cause) {

        Topic(String kind, String source, boolean isEnd) {
            this(kind, source, isEnd, null);
        }

        /** @return by what key a sink knows alerts of one cause; null of those that are known by their own */
        @Nullable
        String toldAs() {
            return cause == null ? null : kind + ": " + cause;
        }

        String state() {
            return isEnd ? "resolved" : "raised";
        }
    }

    /**
     * Alerts that are told by one message: one, or those of a digest.
     *
     * @param isMany whether so many of the topic wait that they have one time at which they were told
     */
    public record Due(Topic topic, List<Long> alertIds, boolean isDigest, boolean isMany) {

        /** @return the same in two parts; a part with one alert is no digest */
        public List<Due> halves() {
            int half = alertIds.size() / 2;
            return Stream.of(alertIds.subList(0, half), alertIds.subList(half, alertIds.size()))
                    .map(part -> new Due(topic, part, part.size() > 1, isMany)).toList();
        }
    }

    /**
     * What waits for a sink.
     *
     * @param due  may be told now
     * @param held waits for others of its cause: to be told with it, or to be over, too
     * @param isGathering whether others may be about to be raised
     */
    public record Backlog(List<Due> due, List<Long> held, boolean isGathering) {
    }

    /** An alert that waits, or its end. */
    private record WaitingAlert(long id, Topic topic) {
    }

    /**
     * What is to be told next.
     *
     * @param name     what the log calls it
     * @param isEnd    whether it is told that the alerts are over
     * @param alertIds the alerts; none where it is about none that is kept
     * @param text     one JSON object
     * @param toldAs   by what key the sink then knows the alerts together, or null
     */
    public record Message(String name, boolean isEnd, List<Long> alertIds, String text, @Nullable String toldAs) {

        Message(String name, boolean isEnd, List<Long> alertIds, String text) {
            this(name, isEnd, alertIds, text, null);
        }
    }

    /** @return the alerts of which some sink may have to be told something, and whether they are over */
    public Map<Long, Boolean> unsettled() {
        Map<Long, Boolean> alerts = new HashMap<>();
        statements.get("unsettled").query((ResultSet row) -> {
            alerts.put(row.getLong(1), row.getObject(2) != null);
        });
        return alerts;
    }

    /**
     * @param isAnew whether the sink is asked for all that goes on, and not for what is new alone
     * @param now    the time
     * @return what it is to be told: the least often tried first, so that none that the sink does not take keeps it from
     *         others, then the oldest
     */
    public Backlog waiting(SinkSettings sink, boolean isAnew, OffsetDateTime now) {
        boolean isSingle = sink.address().product().takesSingleAlerts();
        List<WaitingAlert> rows = rows(sink, isAnew);
        Set<String> goingOn = rows.stream().allMatch(row -> row.topic().cause() == null) ? Set.of()
                : Set.copyOf(statements.get("going-on-as").param("sink", sink.name()).query(String.class).list());
        Map<Topic, List<Long>> byTopic = new LinkedHashMap<>();
        rows.forEach(row -> byTopic.computeIfAbsent(row.topic(), one -> new ArrayList<>()).add(row.id()));
        boolean isGathering = byTopic.keySet().stream().anyMatch(topic -> topic.cause() != null && !topic.isEnd())
                && statements.get("syncs-begun").param("since", Statements.kept(now.minus(GATHERING)))
                        .query(Integer.class).single() > 0;
        List<Due> due = new ArrayList<>();
        List<Long> held = new ArrayList<>();
        byTopic.forEach((topic, all) -> {
            if (topic.cause() == null) {
                due.addAll(due(topic, all, isSingle));
            } else if (topic.isEnd() ? goingOn.contains(topic.toldAs()) : isGathering) {
                held.addAll(all);
            } else {
                boolean isTogether = topic.isEnd() || all.size() > 1 || goingOn.contains(topic.toldAs());
                due.add(new Due(topic, all, isTogether, all.size() > 1));
            }
        });
        // In the order in which they were found, whichever are told together.
        Map<Long, Integer> places = new HashMap<>();
        rows.forEach(row -> places.put(row.id(), places.size()));
        due.sort(Comparator.comparing(one -> places.get(one.alertIds().get(0))));
        return new Backlog(due, held, isGathering);
    }

    private List<Due> due(Topic topic, List<Long> alerts, boolean isSingle) {
        boolean isMany = alerts.size() > digestAbove;
        return isMany && !isSingle ? List.of(new Due(topic, alerts, true, true))
                : alerts.stream().map(alert -> new Due(topic, List.of(alert), false, isMany)).toList();
    }

    private List<WaitingAlert> rows(SinkSettings sink, boolean isAnew) {
        // Alertmanager has rules of its own by which it tells alerts together.
        boolean isGrouped = sink.address().product() != SinkProduct.ALERTMANAGER;
        List<WaitingAlert> rows = new ArrayList<>();
        statements.get(isAnew ? "waiting-anew" : "waiting").param("sink", sink.name()).query((ResultSet row) -> {
            if (isFor(sink.filter(), row)) {
                boolean isEnd = row.getObject(4) != null;
                String kind = row.getString(2);
                String cause = row.getString(7);
                boolean isTogether = isGrouped && cause != null && (!isEnd || row.getString(8) != null);
                rows.add(new WaitingAlert(row.getLong(1), isTogether ? new Topic(kind, null, isEnd, cause)
                        : new Topic(kind, row.getString(3), isEnd)));
            }
        });
        return rows;
    }

    /** Whoever has heard of an alert hears of its end, too. */
    private static boolean isFor(SinkFilter filter, ResultSet row) throws SQLException {
        return row.getObject(4) != null || filter.takes(row.getString(2), row.getString(5), row.getString(3),
                filter.owners().isEmpty() ? null : owner(row.getString(6)));
    }

    private static String owner(String payload) {
        try {
            JsonNode owner = JSON.readTree(payload).path("details").path("owner");
            return owner.isTextual() ? owner.textValue() : null;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The payload of an alert is no JSON object", e);
        }
    }

    /** @return what a sink is to be told of alerts now, or nothing when that has changed since they were found to wait */
    public Optional<Message> message(SinkSettings sink, Due due) {
        List<Long> ids = new ArrayList<>();
        List<ObjectNode> alerts = new ArrayList<>();
        parts(due.alertIds()).forEach(part -> statements.get("messages").param("sink", sink.name())
                .param("alertIds", part).query((ResultSet row) -> {
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
                + (due.topic().cause() == null ? " about source " + due.topic().source() : " of one cause")
                : "Alert " + ids.get(0);
        return Optional.of(new Message(name, due.topic().isEnd(), ids, message.toString(),
                due.isDigest() ? due.topic().toldAs() : null));
    }

    private static ObjectNode alert(Topic topic, ResultSet row) throws SQLException {
        ObjectNode message = payload(row.getString(2));
        message.put("state", topic.state());
        if (topic.isEnd()) {
            message.put("resolved_at", SqlTypes.canonical(row, 3, ColumnType.INSTANT));
        }
        return message;
    }

    private static ObjectNode payload(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The payload of an alert is no JSON object", e);
        }
    }

    /**
     * @return what a sink has been told that still goes on, in messages of so many alerts each; for one that forgets what it
     *         does not hear of
     */
    public List<Message> goingOn(SinkSettings sink, int most) {
        List<ObjectNode> alerts = statements.get("going-on").param("sink", sink.name())
                .query((row, number) -> payload(row.getString(1)).put("state", "raised")).list();
        List<Message> messages = new ArrayList<>();
        for (int from = 0; from < alerts.size(); from += most) {
            ObjectNode message = JSON.createObjectNode().put("kind", "digest").put("state", "raised");
            message.putArray("alerts").addAll(alerts.subList(from, Math.min(alerts.size(), from + most)));
            messages.add(new Message("What goes on", false, List.of(), message.toString()));
        }
        return messages;
    }

    /** @return when a sink was last told that the program lives, by whatever process */
    public Optional<OffsetDateTime> heartbeat(SinkSettings sink) {
        return statements.get("heartbeat").param("sink", sink.name()).query(OffsetDateTime.class).optional();
    }

    /** Notes that a sink was told that the program lives. */
    public void heartbeat(SinkSettings sink, OffsetDateTime now) {
        for (String statement : List.of("move-heartbeat", "add-heartbeat")) {
            if (statements.get(statement).param("sink", sink.name()).param("now", Statements.kept(now)).update() > 0) {
                return;
            }
        }
    }

    /** Notes that a sink was told a message. */
    public void told(SinkSettings sink, Message message, OffsetDateTime now) {
        String statement = message.isEnd() ? "told-resolved" : "told-raised";
        String ofSink = message.isEnd() ? "sink-told-resolved" : "sink-told-raised";
        note(sink, message, part -> {
            StatementSpec noted = statements.get(ofSink).param("now", Statements.kept(now)).param("alertIds", part)
                    .param("sink", sink.name());
            (message.isEnd() ? noted : noted.param("toldAs", message.toldAs(), Types.VARCHAR)).update();
            statements.get(statement).param("now", Statements.kept(now)).param("alertIds", part).update();
        });
    }

    /** Notes that a sink could not be told a message, and why. */
    public void failed(SinkSettings sink, Message message, String error) {
        String masked = Alerts.cut(secrets.mask(error), LONGEST_ERROR);
        note(sink, message, part -> {
            statements.get("sink-failed").param("alertIds", part).param("error", masked).param("sink", sink.name())
                    .update();
            statements.get("failed").param("alertIds", part)
                    .param("error", sink.isNamed() ? sink.name() + ": " + masked : masked).update();
        });
    }

    /** What is noted about some alerts. */
    private interface NotedPart {
        void of(List<Long> alertIds);
    }

    private void note(SinkSettings sink, Message message, NotedPart note) {
        parts(message.alertIds()).forEach(part -> transaction.executeWithoutResult(status -> {
            statements.get("note-sink").param("alertIds", part).param("sink", sink.name()).update();
            note.of(part);
        }));
    }

    /**
     * Notes which alerts no sink waits for.
     *
     * @param unsettled as they were found before the sinks were told
     * @param waiting   those that a sink has still to be told
     */
    public void settle(Map<Long, Boolean> unsettled, Collection<Long> waiting) {
        unsettled.keySet().removeAll(waiting);
        List<Long> over = unsettled.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
        List<Long> open = unsettled.keySet().stream().filter(alert -> !unsettled.get(alert)).toList();
        update("settle-over", over);
        update("settle-open", open);
        update("unsettle", waiting);
    }

    private void update(String statement, Collection<Long> alerts) {
        parts(alerts).forEach(part -> statements.get(statement).param("alertIds", part).update());
    }

    /** @return the ids in ascending order, in parts of which each is for one statement */
    private static List<List<Long>> parts(Collection<Long> ids) {
        List<Long> sorted = ids.stream().sorted().toList();
        List<List<Long>> parts = new ArrayList<>();
        for (int from = 0; from < sorted.size(); from += MOST_IDS) {
            parts.add(sorted.subList(from, Math.min(sorted.size(), from + MOST_IDS)));
        }
        return parts;
    }
}
