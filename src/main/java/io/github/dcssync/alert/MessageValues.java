package io.github.dcssync.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.settings.AlertSeverity;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What templates may put into a message: what the program's own message has, and what products ask for besides. */
final class MessageValues {

    /** As many alerts of a digest are named one by one; a message has its limits, and so has a reader. */
    static final int MOST_LINES = 20;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> OF_MESSAGE = Set.of("kind", "of", "dedup_key", "severity", "source", "instance_id",
            "instance_name", "title", "details", "sources", "raised_at", "resolved_at", "state", "count", "alerts");
    private static final Set<String> DERIVED = Set.of("message", "id", "dedup_id", "headline", "about", "advice",
            "lines", "text", "time", "icon", "priority", "style", "source_uri", "routing_key");
    /** A product's shortest limit for what tells one alert from others, PagerDuty's. */
    private static final int LONGEST_ID = 255;
    private static final Map<AlertSeverity, Emphasis> LOOKS = Map.of(AlertSeverity.CRITICAL,
            new Emphasis("\uD83D\uDD34", "P1", "attention"), AlertSeverity.WARNING,
            new Emphasis("\uD83D\uDFE0", "P3", "warning"), AlertSeverity.INFO,
            new Emphasis("\uD83D\uDD35", "P5", "accent"));
    private static final Emphasis OVER = new Emphasis("✅", "P5", "good");

    /** How products show how bad something is. */
    private record Emphasis(String icon, String priority, String style) {
    }

    private MessageValues() {
    }

    /** @return whether a template may name it */
    static boolean isKnown(String path) {
        String first = path.replaceFirst("\\..*", "");
        return path.startsWith("details.") || path.startsWith("message.")
                || first.equals(path) && (OF_MESSAGE.contains(path) || DERIVED.contains(path));
    }

    /** @return the values for one message */
    static ObjectNode of(String message) {
        try {
            return of((ObjectNode) JSON.readTree(message));
        } catch (JsonProcessingException | ClassCastException e) {
            throw new IllegalArgumentException("A message is one JSON object", e);
        }
    }

    /** @return the values for one message, which stays as it is */
    static ObjectNode of(ObjectNode message) {
        ObjectNode values = message.deepCopy();
        boolean isOver = message.path("state").asText().equals("resolved");
        AlertSeverity severity = AlertSeverity.of(message.path("severity").asText()).orElse(AlertSeverity.CRITICAL);
        Emphasis look = isOver ? OVER : LOOKS.get(severity);
        String key = key(message);
        values.set("message", message);
        values.put("dedup_id", key.length() <= LONGEST_ID ? key : key.substring(0, LONGEST_ID - 65) + ":" + hash(key));
        values.put("id", idOf(message, message.path("state").asText()));
        values.put("time", message.path(isOver && message.has("resolved_at") ? "resolved_at" : "raised_at").asText());
        values.put("headline", (isOver ? "Resolved: " : "") + message.path("title").asText());
        values.put("icon", look.icon()).put("priority", look.priority()).put("style", look.style());
        values.put("source_uri", "/dcs-sync/" + encoded(message.path("source").asText()));
        values.put("about", about(message)).put("advice", advice(message)).put("lines", lines(message));
        values.put("text", text(values));
        return values;
    }

    /** @return what a message about the same is known by, whenever it is told */
    static String idOf(ObjectNode message, String state) {
        return hash(key(message) + " " + message.path("raised_at").asText() + " " + state);
    }

    private static String key(ObjectNode message) {
        if (message.hasNonNull("dedup_key")) {
            return message.path("dedup_key").asText();
        }
        StringBuilder keys = new StringBuilder(message.path("kind").asText());
        message.path("alerts").forEach(alert -> keys.append(' ').append(alert.path("dedup_key").asText()));
        return keys.toString();
    }

    private static String about(ObjectNode message) {
        List<String> about = new ArrayList<>();
        about.add(message.path("severity").asText() + " " + kind(message));
        if (message.hasNonNull("source")) {
            about.add("source " + message.path("source").asText());
        }
        if (message.hasNonNull("instance_id")) {
            about.add("instance " + (message.hasNonNull("instance_name")
                    ? message.path("instance_name").asText() + " (" + message.path("instance_id").asText() + ")"
                    : message.path("instance_id").asText()));
        }
        return String.join(" · ", about);
    }

    private static String kind(ObjectNode message) {
        return message.path(message.has("of") ? "of" : "kind").asText().replace('_', ' ');
    }

    private static String advice(ObjectNode message) {
        JsonNode details = message.path("details");
        List<String> advice = new ArrayList<>();
        if (details.hasNonNull("runbook")) {
            advice.add(details.path("runbook").asText());
        }
        if (details.hasNonNull("owner")) {
            advice.add("Mended by: " + details.path("owner").asText());
        }
        if (details.hasNonNull("error")) {
            advice.add(details.path("error").asText());
        }
        return String.join("\n", advice);
    }

    private static String lines(ObjectNode message) {
        List<String> lines = new ArrayList<>();
        JsonNode alerts = message.path("alerts");
        for (int i = 0; i < alerts.size() && i < MOST_LINES; i++) {
            lines.add("• " + alerts.get(i).path("title").asText());
        }
        if (alerts.size() > MOST_LINES) {
            lines.add("… and " + (alerts.size() - MOST_LINES) + " more");
        }
        return String.join("\n", lines);
    }

    private static String text(ObjectNode values) {
        List<String> parts = new ArrayList<>();
        for (String name : List.of("about", "advice", "lines")) {
            String part = values.path(name).asText();
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return String.join("\n", parts);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** @return 64 characters that are the same for the same text */
    static String hash(String text) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)))
                    .toLowerCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
