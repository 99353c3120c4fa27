package io.github.dcssync.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A small JSON object, and the reading and writing of larger ones. */
final class JsonText {

    static final ObjectMapper MAPPER = new ObjectMapper();

    private final ObjectNode node = MAPPER.createObjectNode();

    JsonText put(String name, String value) {
        node.put(name, value);
        return this;
    }

    byte[] bytes() {
        return write(node);
    }

    static byte[] write(ObjectNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a JSON object; throws UncheckedIOException when the text is anything else. */
    static ObjectNode readObject(byte[] json) {
        try {
            return MAPPER.readValue(json, ObjectNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
