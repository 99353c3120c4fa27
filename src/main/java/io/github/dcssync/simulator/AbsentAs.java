package io.github.dcssync.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** How a text field without a value is written. The vendor's samples show null on v1.0 and {} on v2. */
public enum AbsentAs {
    NULL,
    EMPTY_OBJECT,
    EMPTY_STRING,
    MISSING;

    /** Rewrites each null of the object. */
    void apply(ObjectNode node) {
        if (this == NULL) {
            return;
        }
        List<String> absent = new ArrayList<>();
        node.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isNull()) {
                absent.add(field.getKey());
            }
        });
        absent.forEach(field -> rewrite(node, field));
    }

    private void rewrite(ObjectNode node, String field) {
        if (this == EMPTY_OBJECT) {
            node.putObject(field);
        } else if (this == EMPTY_STRING) {
            node.put(field, "");
        } else {
            node.remove(field);
        }
    }
}
