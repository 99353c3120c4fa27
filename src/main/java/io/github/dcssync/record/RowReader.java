package io.github.dcssync.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/** Reads one element of a list. Without a usable key it is rejected: nothing could ever find it again. */
final class RowReader {

    /** H2's longest text column. */
    static final int LONGEST_EXTRA = 1_000_000;

    private final ListKind kind;

    RowReader(ListKind kind) {
        this.kind = kind;
    }

    /**
     * Reads the element that the parser stands at.
     *
     * @param repaired whether U+FFFD may stand for bytes that were replaced: two keys may be the same then
     */
    Element read(JsonParser json, boolean repaired) throws IOException {
        long start = json.currentTokenLocation().getByteOffset();
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            json.finishToken();
            return new Rejected("the list element is not an object", asReceived(json, start));
        }
        RowFields fields = new RowFields(kind);
        String key = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken token = json.nextToken();
            if (name.equals(kind.key())) {
                key = token.isScalarValue() && token != JsonToken.VALUE_NULL ? json.getText() : null;
                json.skipChildren();
            } else {
                fields.read(json, name);
            }
        }
        String[] values = fields.values();
        if (key == null) {
            return rejected(null, "is missing", asReceived(json, start), values);
        }
        String fault = repaired && key.indexOf('\uFFFD') >= 0 ? "has bytes that are no UTF-8" : fault(key);
        if (fault != null) {
            return rejected(key, fault, asReceived(json, start), values);
        }
        String extra = values[values.length - 1];
        if (extra != null && extra.length() > LONGEST_EXTRA) {
            return new Rejected("its unknown or unreadable fields are longer than " + LONGEST_EXTRA + " characters",
                    asReceived(json, start));
        }
        return new Row(key, values);
    }

    /** What moves by the minute stands in an instance's text, too: only its id tells that it was refused before. */
    private Rejected rejected(@Nullable String key, String fault, String received, @Nullable String[] values) {
        String reason = kind.key() + " " + fault;
        if (kind.belongsToInstance()) {
            return new Rejected(reason, received);
        }
        String name = values[kind.columnPosition("name")];
        return new Rejected(reason, received, DigestUtils.sha256Hex(key == null ? received : key), name);
    }

    /** @return why the key cannot be one, or null */
    @Nullable
    String fault(String key) {
        if (key.isBlank()) {
            return "is missing";
        }
        // To MariaDB "a" and "a " are one key, to the others two: a page with both would fail there for ever.
        if (!key.equals(key.strip())) {
            return "begins or ends with a blank";
        }
        if (key.length() > ColumnType.LONGEST_ID) {
            return "is longer than " + ColumnType.LONGEST_ID + " characters";
        }
        if (ColumnType.ID.canonical(key) == null) {
            return "has characters that no database can hold";
        }
        return kind.belongsToInstance() || PathSegment.isPlain(key) ? null : "is not " + PathSegment.WANTED;
    }

    private static String asReceived(JsonParser json, long start) {
        long end = json.currentLocation().getByteOffset();
        byte[] answer = (byte[]) json.currentLocation().contentReference().getRawContent();
        return Mending.received(answer, (int) start, (int) end);
    }
}
