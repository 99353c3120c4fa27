package io.github.dcssync.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.SortedMap;

/** Writes {@code extra} as JSON text that every database can hold. */
final class ExtraJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private ExtraJson() {
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
