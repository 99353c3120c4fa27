package io.github.dcssync.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Collects the fields of one record. Missing, null, {@code {}} and "" are all absent; a value that its column cannot
 * take goes to {@code extra} beside the fields this version does not know, as does a second value for a column.
 */
final class RowFields {

    private final ListKind kind;
    private final @Nullable String[] values;
    /** By name, so that the order in the answer makes no difference. */
    private final SortedMap<String, JsonNode> extra = new TreeMap<>();
    private final SortedMap<String, String> gigabytes = new TreeMap<>();

    RowFields(ListKind kind) {
        this.kind = kind;
        this.values = new String[kind.columns().size()];
    }

    /** Reads the value that the parser stands at, to its end. */
    void read(JsonParser json, String name) throws IOException {
        Integer position = kind.position(name);
        if (position == null || !json.currentToken().isScalarValue()) {
            keepOrPass(json, name);
            return;
        }
        String text = json.currentToken() == JsonToken.VALUE_NULL ? "" : json.getText();
        if (!text.isEmpty() && !set(position, name, kind.columns().get(position).type().canonical(text))) {
            keep(name, ExtraJson.read(json));
        }
    }

    private boolean set(int position, String name, @Nullable String canonical) {
        if (canonical == null) {
            return false;
        }
        if (kind.columns().get(position).type() == ColumnType.GIGABYTES) {
            return gigabytes.putIfAbsent(name, canonical) == null;
        }
        if (values[position] == null) {
            values[position] = canonical;
        }
        return values[position].equals(canonical);
    }

    private void keepOrPass(JsonParser json, String name) throws IOException {
        // The instance is that of the request; a copy of it in the record says nothing new.
        if (name.equals("instance_id") || kind.ignores(name)) {
            json.skipChildren();
        } else {
            keep(name, ExtraJson.read(json));
        }
    }

    private void keep(String name, JsonNode value) {
        boolean absent = value.isNull() || value.isObject() && value.isEmpty()
                || value.isTextual() && value.textValue().isEmpty();
        if (!absent) {
            extra.put(name, value);
        }
    }

    /** @return the row's values; source and project are not among them yet */
    @Nullable
    String[] values() throws IOException {
        addUpGigabytes();
        values[values.length - 1] = extra.isEmpty() ? null : ExtraJson.write(extra);
        return values;
    }

    private void addUpGigabytes() {
        if (gigabytes.isEmpty()) {
            return;
        }
        BigDecimal sum = gigabytes.values().stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
        String canonical = ColumnType.GIGABYTES.canonical(sum.toPlainString());
        if (canonical == null) {
            gigabytes.forEach((name, part) -> keep(name, TextNode.valueOf(part)));
        } else {
            gigabytes.keySet().forEach(name -> values[Objects.requireNonNull(kind.position(name))] = canonical);
        }
    }
}
