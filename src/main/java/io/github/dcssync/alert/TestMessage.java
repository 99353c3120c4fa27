package io.github.dcssync.alert;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.record.Timestamps;
import io.github.dcssync.settings.SinkSettings;
import java.time.Instant;
import java.util.List;

/** What a sink is told to see whether it is reached. */
public final class TestMessage {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String KIND = "test";

    private TestMessage() {
    }

    /** @return the messages, in order: where the sink keeps alerts the last one ends the first */
    public static List<String> of(SinkSettings sink, Instant now) {
        ObjectNode message = JSON.createObjectNode().put("kind", KIND).put("dedup_key", KIND + ":" + sink.name())
                .put("severity", "info").put("source", "dcs-sync").putNull("instance_id").putNull("instance_name")
                .put("title", "A test of dcs-sync: the sink " + sink.name() + " is reached");
        message.putObject("details");
        message.put("raised_at", Timestamps.canonical(now)).put("state", "raised");
        String raised = message.toString();
        return sink.address().product().takesSingleAlerts() ? List.of(raised,
                message.put("state", "resolved").put("resolved_at", Timestamps.canonical(now)).toString())
                : List.of(raised);
    }
}
