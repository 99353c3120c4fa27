package io.github.dcssync.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.settings.HttpAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Alerts of Opsgenie: one is created under its alias and closed by it; that the program lives is a ping of a heartbeat. */
final class OpsgenieFormat implements SinkFormat {

    private static final String ALERTS = "/v2/alerts";
    /** What the heartbeat is called that an operator adds in Opsgenie. */
    private static final String PING = "/v2/heartbeats/dcs-sync/ping";

    private final String base;
    private final String key;
    private final SinkTemplates templates;

    OpsgenieFormat(HttpAddress address, SinkTemplates templates) {
        this.base = address.target().replaceFirst("(" + ALERTS + ")?/?$", "");
        this.key = address.key();
        this.templates = templates;
    }

    @Override
    public SinkRequest request(String message, Map<String, Object> headers) {
        ObjectNode values = MessageValues.of(message);
        return SinkRequest.of(base + path(values), templates.of(values).fill(values).toString(), headers)
                .with("Authorization", "GenieKey " + key);
    }

    private static String path(ObjectNode values) {
        if (values.path("kind").asText().equals(Heartbeat.KIND)) {
            return PING;
        }
        return values.path("state").asText().equals("resolved")
                ? ALERTS + "/" + URLEncoder.encode(values.path("dedup_id").asText(), StandardCharsets.UTF_8)
                        .replace("+", "%20") + "/close?identifierType=alias"
                : ALERTS;
    }
}
