package io.github.dcssync.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One entry of a table. What is wrong with a field is noted, and null or an empty list is given instead. */
public final class TableEntry {

    private final String place;
    private final ObjectNode fields;
    private final List<String> faults;

    /**
     * @param place  file and line
     * @param key    the key whose value names the entry
     * @param faults takes what is wrong
     */
    TableEntry(String place, String key, ObjectNode fields, List<String> faults) {
        this.place = place + (fields.path(key).isValueNode() ? ", " + key + " '" + fields.get(key).asText() + "'" : "");
        this.fields = fields;
        this.faults = faults;
    }

    public void refuse(String text) {
        faults.add(place + ": " + text);
    }

    /** Refuses every key that is not one of these. */
    public void allow(Collection<String> keys) {
        fields.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                refuse("the key '" + key + "' is not known; known are " + String.join(", ", keys));
            }
        });
    }

    public boolean has(String key) {
        return fields.has(key);
    }

    /** @return the text of a key that has to be there, without blanks around it and on one line */
    public @Nullable String text(String key) {
        JsonNode value = fields.path(key);
        if (!value.isValueNode() || value.isNull() || value.asText().isBlank()) {
            refuse("'" + key + "' has to be there, with a text");
            return null;
        }
        return value.asText().strip().replaceAll("\\s+", " ");
    }

    /** @return the texts of a key that may be left out and may have one value or several */
    public List<String> texts(String key) {
        JsonNode value = fields.path(key);
        List<String> texts = new ArrayList<>();
        if (value.isMissingNode()) {
            return texts;
        }
        for (JsonNode one : value.isArray() ? value : List.of(value)) {
            if (one.isValueNode() && !one.isNull() && !one.asText().isBlank()) {
                texts.add(one.asText().strip());
            } else {
                refuse("'" + key + "' has something in it that is no text: " + one);
            }
        }
        if (value.isEmpty() && value.isArray()) {
            refuse("'" + key + "' is empty; leave the key out when all are meant");
        }
        return texts;
    }

    /** @return whether the value of the key has keys itself */
    public boolean isNested(String key) {
        return fields.path(key).isObject();
    }

    /** @return the value of a key as an entry of its own */
    public TableEntry nested(String key) {
        return new TableEntry(place + ", " + key, "", (ObjectNode) fields.get(key), faults);
    }

    /** @return the value of a key that has to be there and is true or false */
    public boolean truth(String key) {
        if (!fields.path(key).isBoolean()) {
            refuse("'" + key + "' has to be there, and is true or false");
        }
        return fields.path(key).asBoolean();
    }

    /** @return the value of a key that has to be there and is one of these words */
    public <E extends Enum<E>> @Nullable E choice(String key, List<E> allowed) {
        String text = text(key);
        for (E one : allowed) {
            if (word(one).equals(text)) {
                return one;
            }
        }
        if (text != null) {
            refuse("'" + key + "' is '" + text + "'; it has to be one of "
                    + allowed.stream().map(TableEntry::word).collect(Collectors.joining(", ")));
        }
        return null;
    }

    public <E extends Enum<E>> @Nullable E choice(String key, Class<E> type) {
        return choice(key, Arrays.asList(type.getEnumConstants()));
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }
}
