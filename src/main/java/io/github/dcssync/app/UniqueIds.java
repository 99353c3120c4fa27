package io.github.dcssync.app;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.model.ModelLifecycleStrategy;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.spi.ResourceAware;

/**
 * Refuses a second route or template of the same id while the files are read: Camel puts the later file's in place of the
 * earlier one's without a word, so that a copy under another name would decide by the order of the alphabet.
 */
final class UniqueIds implements ModelLifecycleStrategy {

    private final Map<String, OptionalIdentifiedDefinition<?>> seen = new HashMap<>();

    @Override
    public void onAddRouteDefinition(RouteDefinition route) {
        see(route);
    }

    @Override
    public void onRemoveRouteDefinition(RouteDefinition route) {
        // What is removed to make room was seen.
    }

    @Override
    public void onAddRouteTemplateDefinition(RouteTemplateDefinition template) {
        see(template);
    }

    @Override
    public void onRemoveRouteTemplateDefinition(RouteTemplateDefinition template) {
        // As with routes.
    }

    private void see(OptionalIdentifiedDefinition<?> definition) {
        String id = definition.getId();
        OptionalIdentifiedDefinition<?> earlier = id == null ? null : seen.putIfAbsent(id, definition);
        if (earlier != null && earlier != definition) {
            throw new RuntimeCamelException("the id " + id + " is in " + file(earlier) + " and again in "
                    + file(definition) + "; give one of them another id, or the file the name of the one it replaces");
        }
    }

    private static String file(OptionalIdentifiedDefinition<?> definition) {
        return definition instanceof ResourceAware read && read.getResource() != null
                ? read.getResource().getURI().getPath() : "the program";
    }
}
