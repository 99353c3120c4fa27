package io.github.dcssync.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.settings.HttpAddress;
import java.util.Map;

/** Alerts of Alertmanager, always in an array: one, or all that go on. */
final class AlertmanagerFormat implements SinkFormat {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ALERTS = "/api/v2/alerts";

    private final String target;
    private final SinkTemplates templates;

    AlertmanagerFormat(HttpAddress address, SinkTemplates templates) {
        this.target = address.target().replaceFirst("(" + ALERTS + ")?/?$", "") + ALERTS;
        this.templates = templates;
    }

    @Override
    public SinkRequest request(String message, Map<String, Object> headers) {
        ObjectNode values = MessageValues.of(message);
        ArrayNode alerts = JSON.createArrayNode();
        if (values.has("alerts")) {
            values.path("alerts").forEach(alert -> alerts.add(filled(MessageValues.of((ObjectNode) alert))));
        } else {
            alerts.add(filled(values));
        }
        return SinkRequest.of(target, alerts.toString(), headers);
    }

    private JsonNode filled(ObjectNode values) {
        return templates.of(values).fill(values);
    }
}
