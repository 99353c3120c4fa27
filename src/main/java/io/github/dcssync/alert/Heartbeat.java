package io.github.dcssync.alert;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.alert.AlertOutbox.Message;
import io.github.dcssync.record.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What sinks are told so that they notice when nothing comes any more.
 *
 * @param every   how often each sink is told
 * @param node    the name of this machine and process
 * @param version of the program
 */
public record Heartbeat(Duration every, String node, String version) {

    /** What it is called in place of an alert's kind. */
    public static final String KIND = "heartbeat";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    Message message(Instant now) {
        ObjectNode message = JSON.createObjectNode().put("kind", KIND).put("dedup_key", KIND).put("severity", "info")
                .putNull("source").putNull("instance_id").putNull("instance_name")
                .put("title", "dcs-sync lives, on " + node);
        message.putObject("details").put("node", node).put("version", version);
        message.put("raised_at", Timestamps.canonical(now)).put("state", "raised");
        return new Message("The heartbeat", false, List.of(), message.toString());
    }
}
