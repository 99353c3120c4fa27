package io.github.dcssync.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** A message as a template has it, posted to the sink's address. */
final class TemplateFormat implements SinkFormat {

    private static final String TYPE = "Content-Type";

    private final SinkTemplates templates;
    private final String type;

    TemplateFormat(SinkTemplates templates) {
        this(templates, null);
    }

    private TemplateFormat(SinkTemplates templates, String type) {
        this.templates = templates;
        this.type = type;
    }

    /** The same with another type of contents than the route has. */
    TemplateFormat ofType(String other) {
        return new TemplateFormat(templates, other);
    }

    @Override
    public SinkRequest request(String message, Map<String, Object> headers) {
        ObjectNode values = MessageValues.of(message);
        SinkRequest request =
                SinkRequest.of(null, templates.of(values).fill(values).toString(), new LinkedHashMap<>(headers));
        return type == null ? request : request.with(TYPE, type);
    }
}
