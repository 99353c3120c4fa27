package io.github.dcssync.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads one element of a list. Missing, null, {@code {}} and "" are all absent; a value that its column cannot take
 * goes to {@code extra} beside the fields this version does not know; without a usable key the element is rejected.
 */
final class RowReader {

    /** H2's longest text column. */
    private static final int LONGEST_EXTRA = 1_000_000;

    private final RecordKind kind;
    private final int width;

    RowReader(RecordKind kind) {
        this.kind = kind;
        this.width = kind.columns().size();
    }

    /** Reads the element that the parser stands at. */
    Element read(JsonParser json) throws IOException {
        long start = json.currentTokenLocation().getByteOffset();
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return new Rejected("the list element is not an object", asReceived(json, start));
        }
        String[] values = new String[width];
        Extra extra = new Extra();
        String key = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken token = json.nextToken();
            if (name.equals(kind.key())) {
                key = token.isScalarValue() && token != JsonToken.VALUE_NULL ? json.getText() : null;
                json.skipChildren();
            } else {
                readField(json, token, name, values, extra);
            }
        }
        if (isMissing(key) || ColumnType.ID.canonical(key) == null) {
            return new Rejected(whyUnusable(key), asReceived(json, start));
        }
        values[width - 1] = extra.json();
        if (values[width - 1] != null && values[width - 1].length() > LONGEST_EXTRA) {
            return new Rejected("its unknown or unreadable fields are longer than " + LONGEST_EXTRA + " characters",
                    asReceived(json, start));
        }
        return new Row(key, values);
    }

    private void readField(JsonParser json, JsonToken token, String name, String[] values, Extra extra)
            throws IOException {
        Integer position = kind.position(name);
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        if (position == null || !token.isScalarValue()) {
            keepOrPass(json, name, extra);
            return;
        }
        String text = json.getText();
        if (text.isEmpty()) {
            return;
        }
        ColumnType type = kind.columns().get(position).type();
        String canonical = type.canonical(text);
        if (canonical == null) {
            extra.put(name, json.readValueAsTree());
        } else {
            values[position] = type == ColumnType.GIGABYTES ? sum(values[position], canonical) : canonical;
        }
    }

    private static String sum(String one, String other) {
        return one == null ? other : new BigDecimal(one).add(new BigDecimal(other)).toPlainString();
    }

    private void keepOrPass(JsonParser json, String name, Extra extra) throws IOException {
        // The instance is that of the request; a copy of it in the record says nothing new.
        if (name.equals("instance_id") || kind.ignores(name)) {
            json.skipChildren();
        } else {
            extra.put(name, json.readValueAsTree());
        }
    }

    private static boolean isMissing(String key) {
        return key == null || key.isBlank();
    }

    private String whyUnusable(String key) {
        if (isMissing(key)) {
            return kind.key() + " is missing";
        }
        return key.length() > ColumnType.LONGEST_ID
                ? kind.key() + " is longer than " + ColumnType.LONGEST_ID + " characters"
                : kind.key() + " has characters that no database can hold";
    }

    private static String asReceived(JsonParser json, long start) {
        long end = json.currentLocation().getByteOffset();
        byte[] answer = (byte[]) json.currentLocation().contentReference().getRawContent();
        return new String(answer, (int) start, (int) (end - start), StandardCharsets.UTF_8);
    }

    /** The fields without a column, by name, so that their order in the answer makes no difference. */
    private static final class Extra {

        private SortedMap<String, JsonNode> fields;

        void put(String name, JsonNode value) {
            boolean absent = value.isNull() || value.isObject() && value.isEmpty()
                    || value.isTextual() && value.textValue().isEmpty();
            if (absent) {
                return;
            }
            if (fields == null) {
                fields = new TreeMap<>();
            }
            fields.put(name, value);
        }

        String json() throws IOException {
            return fields == null ? null : ExtraJson.write(fields);
        }
    }
}
