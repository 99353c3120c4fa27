package io.github.dcssync.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSON document with places in its texts that values are put into: {@code ${name}}, {@code ${details.owner}}, and
 * {@code ${title:150}} for at most so many characters. A text that is one place and nothing else becomes the value itself,
 * whatever it is, and is left out with its name where there is none. A value is put in and never looked at again: nothing in
 * it is evaluated, and none can end the text that it stands in.
 */
final class MessageTemplate {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern PLACE =
            Pattern.compile("\\$\\{([a-z][a-z0-9_]*(?:\\.[a-z0-9_]+)*)(?::([0-9]{1,6}))?}");

    private final JsonNode document;
    private final UnaryOperator<String> escape;

    /** @param escape spells a character so that the reader takes it for itself; never longer texts at once */
    MessageTemplate(JsonNode document, UnaryOperator<String> escape) {
        this.document = document;
        this.escape = escape;
    }

    /** @return what the places of a document are called */
    static List<String> places(JsonNode document) {
        if (document.isTextual()) {
            return PLACE.matcher(document.textValue()).results().map(place -> place.group(1)).toList();
        }
        List<String> places = new ArrayList<>();
        document.forEach(part -> places.addAll(places(part)));
        return places;
    }

    /** @return the document with these values */
    JsonNode fill(ObjectNode values) {
        return filled(document, values);
    }

    private JsonNode filled(JsonNode node, ObjectNode values) {
        if (node.isTextual()) {
            return text(node.textValue(), values);
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JSON.createObjectNode();
            object.properties().forEach(field -> {
                JsonNode value = filled(field.getValue(), values);
                if (!value.isMissingNode()) {
                    copy.set(field.getKey(), value);
                }
            });
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JSON.createArrayNode();
            array.forEach(element -> {
                JsonNode value = filled(element, values);
                if (!value.isMissingNode()) {
                    copy.add(value);
                }
            });
            return copy;
        }
        return node;
    }

    private JsonNode text(String text, ObjectNode values) {
        Matcher places = PLACE.matcher(text);
        if (places.matches()) {
            JsonNode value = value(places.group(1), values);
            boolean isAbsent = value.isMissingNode() || value.isNull()
                    || value.isTextual() && value.textValue().isEmpty();
            return isAbsent ? MissingNode.getInstance()
                    : value.isContainerNode() || !value.isTextual() && places.group(2) == null ? value
                            : TextNode.valueOf(spelled(value.asText(), places.group(2)));
        }
        return TextNode.valueOf(places.reset().replaceAll(place -> {
            JsonNode value = value(place.group(1), values);
            return Matcher.quoteReplacement(value.isNull() ? ""
                    : spelled(value.isContainerNode() ? value.toString() : value.asText(), place.group(2)));
        }));
    }

    private static JsonNode value(String path, ObjectNode values) {
        JsonNode value = values;
        for (String name : path.split("\\.")) {
            value = value.path(name);
        }
        return value;
    }

    /** Cut between characters as they are spelled, with a sign that it was. */
    private String spelled(String text, @Nullable String most) {
        int limit = most == null ? Integer.MAX_VALUE : Integer.parseInt(most);
        StringBuilder spelled = new StringBuilder();
        int fits = 0;
        for (int at = 0; at < text.length();) {
            int end = at + Character.charCount(text.codePointAt(at));
            spelled.append(escape.apply(text.substring(at, end)));
            if (spelled.length() < limit) {
                fits = spelled.length();
            }
            if (spelled.length() > limit) {
                return spelled.substring(0, fits) + (limit > 0 ? "…" : "");
            }
            at = end;
        }
        return spelled.toString();
    }
}
