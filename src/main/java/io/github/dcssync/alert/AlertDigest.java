package io.github.dcssync.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.alert.AlertOutbox.Topic;
import java.util.Comparator;
import java.util.List;

/** One message for many alerts of a kind and source, or of a kind and cause. */
final class AlertDigest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> SEVERITIES = List.of("critical", "warning", "info");

    private AlertDigest() {
    }

    /**
     * @param alerts whole messages, the oldest first; at least one
     * @return a message with what they share, the worst of their severities, and themselves
     */
    static ObjectNode of(Topic topic, List<ObjectNode> alerts) {
        ObjectNode digest = JSON.createObjectNode();
        if (topic.cause() != null) {
            return ofCause(topic, alerts);
        }
        digest.put("kind", "digest").put("of", topic.kind()).put("severity", worst(alerts))
                .put("source", topic.source()).put("count", alerts.size())
                .put("title", alerts.size() + " alerts of kind " + topic.kind() + " about source " + topic.source()
                        + (topic.isEnd() ? " are over" : ""))
                .put("raised_at", alerts.get(0).path("raised_at").textValue())
                .put("state", topic.state());
        digest.putArray("alerts").addAll(alerts);
        return digest;
    }

    /** Of alerts about several sources, or parts of one, it says why: that is mended once. */
    private static ObjectNode ofCause(Topic topic, List<ObjectNode> alerts) {
        List<String> sources = alerts.stream().map(alert -> alert.path("source").asText()).distinct().sorted().toList();
        ObjectNode digest = JSON.createObjectNode();
        digest.put("kind", "digest").put("of", topic.kind()).put("dedup_key", topic.toldAs())
                .put("severity", worst(alerts)).put("source", String.join(", ", sources)).put("count", alerts.size())
                .put("title", alerts.size() + (alerts.size() == 1 ? " alert" : " alerts") + " of kind " + topic.kind()
                        + (alerts.size() == 1 ? " has" : " have") + " one cause: " + topic.cause()
                        + (topic.isEnd() ? ", which is over" : ""));
        ObjectNode details = digest.putObject("details").put("cause", topic.cause());
        JsonNode error = alerts.get(0).path("details").path("error");
        if (error.isTextual()) {
            details.set("error", error);
        }
        digest.put("raised_at", alerts.get(0).path("raised_at").textValue()).put("state", topic.state());
        if (topic.isEnd()) {
            digest.put("resolved_at", alerts.stream().map(alert -> alert.path("resolved_at").asText())
                    .max(Comparator.naturalOrder()).orElseThrow());
        }
        sources.forEach(digest.putArray("sources")::add);
        digest.putArray("alerts").addAll(alerts);
        return digest;
    }

    private static String worst(List<ObjectNode> alerts) {
        List<String> severities = alerts.stream().map(alert -> alert.path("severity").asText()).toList();
        return SEVERITIES.stream().filter(severities::contains).findFirst().orElse(severities.get(0));
    }
}
