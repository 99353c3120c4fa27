package io.github.dcssync.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.SortedMap;

/** Reads what belongs to {@code extra}, and writes it as JSON text that every database can hold. */
final class ExtraJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    /** Reading the digits of longer ones would take seconds. */
    private static final int LONGEST_NUMBER = 1_000;

    /** No documented answer is deeper than five; this leaves room, and keeps a hostile one from filling the stack. */
    private static final int DEEPEST_NESTING = 64;

    private ExtraJson() {
    }

    /**
     * Reads the value that the parser, which reads bytes, stands at. A number that Java cannot hold is kept as text, and
     * so is what lies too deep in others.
     */
    static JsonNode read(JsonParser json) throws IOException {
        if (json.currentToken().isStructStart() && json.getParsingContext().getNestingDepth() > DEEPEST_NESTING) {
            return asReceived(json);
        }
        return switch (json.currentToken()) {
            case START_OBJECT -> {
                ObjectNode object = MAPPER.createObjectNode();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    json.nextToken();
                    object.set(name, read(json));
                }
                yield object;
            }
            case START_ARRAY -> {
                ArrayNode array = MAPPER.createArrayNode();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    array.add(read(json));
                }
                yield array;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(json);
            default -> json.readValueAsTree();
        };
    }

    private static JsonNode asReceived(JsonParser json) throws IOException {
        long start = json.currentTokenLocation().getByteOffset();
        json.skipChildren();
        long end = json.currentLocation().getByteOffset();
        byte[] answer = (byte[]) json.currentLocation().contentReference().getRawContent();
        return TextNode.valueOf(Mending.received(answer, (int) start, (int) end));
    }

    private static JsonNode number(JsonParser json) throws IOException {
        if (json.getTextLength() > LONGEST_NUMBER || json.isNaN()) {
            return TextNode.valueOf(json.getText());
        }
        try {
            return json.currentToken() == JsonToken.VALUE_NUMBER_INT
                    ? json.readValueAsTree() : DecimalNode.valueOf(json.getDecimalValue());
        } catch (NumberFormatException e) {
            return TextNode.valueOf(json.getText());
        }
    }

    static String write(SortedMap<String, JsonNode> fields) throws IOException {
        return escapeHalfPairs(MAPPER.writeValueAsString(fields));
    }

    /** Half a surrogate pair is legal in JSON as an escape, but in no database as a character. */
    private static String escapeHalfPairs(String json) {
        StringBuilder escaped = null;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            boolean pair = Character.isHighSurrogate(c) && i + 1 < json.length()
                    && Character.isLowSurrogate(json.charAt(i + 1));
            if (Character.isSurrogate(c) && !pair) {
                escaped = escaped == null ? new StringBuilder(json.substring(0, i)) : escaped;
                escaped.append(String.format("\\u%04x", (int) c));
            } else if (pair) {
                if (escaped != null) {
                    escaped.append(c).append(json.charAt(i + 1));
                }
                i++;
            } else if (escaped != null) {
                escaped.append(c);
            }
        }
        return escaped == null ? json : escaped.toString();
    }
}
