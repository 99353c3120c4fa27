package io.github.dcssync.alert;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.alert.AlertOutbox.Topic;
import java.util.List;

/** One message for many alerts of a kind and source. */
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
        digest.put("kind", "digest").put("of", topic.kind()).put("severity", worst(alerts))
                .put("source", topic.source()).put("count", alerts.size())
                .put("title", alerts.size() + " alerts of kind " + topic.kind() + " about source " + topic.source()
                        + (topic.isEnd() ? " are over" : ""))
                .put("raised_at", alerts.get(0).path("raised_at").textValue())
                .put("state", topic.state());
        digest.putArray("alerts").addAll(alerts);
        return digest;
    }

    private static String worst(List<ObjectNode> alerts) {
        List<String> severities = alerts.stream().map(alert -> alert.path("severity").asText()).toList();
        return SEVERITIES.stream().filter(severities::contains).findFirst().orElse(severities.get(0));
    }
}
