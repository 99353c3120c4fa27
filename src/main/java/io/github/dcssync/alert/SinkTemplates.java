package io.github.dcssync.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dcssync.settings.OperatorFiles;
import io.github.dcssync.settings.SinkProduct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What messages to a product look like: a file of {@code config/alerts} that an operator may change. It has a template for
 * each state that a message may be about; {@code raised} stands in for one that is left out.
 */
final class SinkTemplates {

    private static final String RAISED = "raised";
    private static final Set<String> STATES = Set.of(RAISED, "resolved", "digest", Heartbeat.KIND);
    private static final JsonMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final Map<String, MessageTemplate> templates;

    private SinkTemplates(Map<String, MessageTemplate> templates) {
        this.templates = templates;
    }

    /**
     * @param escape spells one character for the product
     * @throws SinkException when the file cannot be read, or is none of templates
     */
    static SinkTemplates load(SinkProduct product, OperatorFiles files, UnaryOperator<String> escape)
            throws SinkException {
        return load(files.file(OperatorFiles.ALERTS + "/" + product.word() + ".json"), escape);
    }

    static SinkTemplates load(Path file, UnaryOperator<String> escape) throws SinkException {
        JsonNode document = read(file);
        if (!(document instanceof ObjectNode object) || !object.has(RAISED)) {
            throw new SinkException(file + ": give one JSON object with a template " + RAISED);
        }
        Map<String, MessageTemplate> templates = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> state : object.properties()) {
            if (!STATES.contains(state.getKey())) {
                throw new SinkException(file + ": there is no state " + state.getKey() + "; the templates are "
                        + String.join(", ", STATES.stream().sorted().toList()));
            }
            List<String> unknown = MessageTemplate.places(state.getValue()).stream()
                    .filter(place -> !MessageValues.isKnown(place)).toList();
            if (!unknown.isEmpty()) {
                throw new SinkException(file + ": " + state.getKey() + " has ${" + unknown.get(0)
                        + "}, which no message has; see src/site/markdown/errors-and-alerts.md for what there is");
            }
            templates.put(state.getKey(), new MessageTemplate(state.getValue(), escape));
        }
        return new SinkTemplates(templates);
    }

    private static JsonNode read(Path file) throws SinkException {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new SinkException(file + ": is no JSON: " + e.getOriginalMessage() + " in line "
                    + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()));
        } catch (IOException e) {
            throw new SinkException(file + ": cannot be read; it has the form of alerts for sinks of its name");
        }
    }

    /** @return the template for a message with these values */
    MessageTemplate of(ObjectNode values) {
        return Stream.of(values.path("kind").asText(), values.path("state").asText()).map(templates::get)
                .filter(Objects::nonNull).findFirst().orElse(templates.get(RAISED));
    }
}
