package io.github.dcssync.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.settings.HttpAddress;
import java.util.Map;

/** Events of PagerDuty: an alert triggers, its end resolves; that the program lives is a change, which wakes nobody. */
final class PagerDutyFormat implements SinkFormat {

    private static final String EVENTS = "/v2/enqueue";
    private static final String CHANGES = "/v2/change/enqueue";

    private final String target;
    private final String routingKey;
    private final SinkTemplates templates;

    PagerDutyFormat(HttpAddress address, SinkTemplates templates) {
        this.target = address.target().equals("/") ? EVENTS : address.target();
        this.routingKey = address.key();
        this.templates = templates;
    }

    @Override
    public SinkRequest request(String message, Map<String, Object> headers) {
        ObjectNode values = MessageValues.of(message).put("routing_key", routingKey);
        boolean isChange = values.path("kind").asText().equals(Heartbeat.KIND);
        return SinkRequest.of(isChange ? target.replace(EVENTS, CHANGES) : target,
                templates.of(values).fill(values).toString(), headers);
    }
}
