package io.github.dcssync.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One element of a list as JSON, rendered once for each version of the API and kept. Never changes. */
final class ListedRecord {

    /** The second of a time that is missing or cannot be read; no time filter lets it pass. */
    static final long NO_TIME = Long.MIN_VALUE;

    private final Shape shape;
    private final byte[] stored;
    private final boolean isVerbatim;
    private final String id;
    private final long createdAt;
    private final long updatedAt;
    private final boolean isFinished;
    private volatile byte @Nullable [] renderedV1;
    private volatile byte @Nullable [] renderedV2;

    private ListedRecord(Shape shape, byte[] stored, boolean isVerbatim, String id, JsonNode node) {
        this.shape = shape;
        this.stored = stored;
        this.isVerbatim = isVerbatim;
        this.id = id;
        this.createdAt = second(node.path("created_at").asText());
        this.updatedAt = second(node.path("updated_at").asText());
        this.isFinished = node.path("progress").asText().equals("100.00");
    }

    static ListedRecord of(Shape shape, String idField, ObjectNode node) {
        return new ListedRecord(shape, JsonText.write(node), false, node.path(idField).asText(), node);
    }

    /** A record that is sent exactly as given, be it JSON or not. */
    static ListedRecord verbatim(Shape shape, String idField, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        JsonNode node = readIfObject(bytes);
        return new ListedRecord(shape, bytes, true, node.path(idField).asText(), node);
    }

    String id() {
        return id;
    }

    /** Seconds since 1970. */
    long createdAt() {
        return createdAt;
    }

    /** Seconds since 1970. */
    long updatedAt() {
        return updatedAt;
    }

    /** Whether it was done to its end, as a backup must be to restore from it. */
    boolean isFinished() {
        return isFinished;
    }

    /** The stored form; a copy the caller may change. */
    ObjectNode node() {
        return JsonText.readObject(stored);
    }

    byte[] bytes(ApiVersion version, AbsentAs absentAs) {
        byte[] rendered = version == ApiVersion.V1_0 ? renderedV1 : renderedV2;
        if (rendered == null) {
            rendered = render(version, absentAs);
            if (version == ApiVersion.V1_0) {
                renderedV1 = rendered;
            } else {
                renderedV2 = rendered;
            }
        }
        return rendered;
    }

    private byte[] render(ApiVersion version, AbsentAs absentAs) {
        if (isVerbatim || shape.isStoredAs(version) && absentAs == AbsentAs.NULL) {
            return stored;
        }
        ObjectNode node = node();
        if (!shape.isStoredAs(version)) {
            shape.convert(node);
        }
        absentAs.apply(node);
        return JsonText.write(node);
    }

    private static JsonNode readIfObject(byte[] json) {
        try {
            return JsonText.readObject(json);
        } catch (UncheckedIOException e) {
            return JsonText.MAPPER.createObjectNode();
        }
    }

    private static long second(String time) {
        try {
            return Instant.parse(time).getEpochSecond();
        } catch (DateTimeException e) {
            return NO_TIME;
        }
    }
}
