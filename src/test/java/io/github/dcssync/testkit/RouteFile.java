package io.github.dcssync.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A file of routes as the tree of maps, lists and scalars that YAML makes of it. */
public record RouteFile(String name, String text, List<Definition> definitions) {

    private static final Path FOLDER = Path.of(System.getProperty("user.dir"), "routes");
    private static final String ENDING = ".camel.yaml";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([^}:]+?)(:[^}]*)?}}");

    /** A route, a template, an instance of one or a route configuration. */
    public record Definition(String file, String type, Map<?, ?> fields) {

        public String id() {
            return text(type.equals("templatedRoute") ? "routeId" : "id");
        }

        public String text(String field) {
            return fields.get(field) instanceof String text ? text : null;
        }

        /** The route itself, of a template too; null for all else. */
        public Map<?, ?> route() {
            return switch (type) {
                case "route" -> fields;
                case "routeTemplate" -> (Map<?, ?>) fields.get("route");
                default -> null;
            };
        }

        /** The names of a template's parameters. */
        public Set<String> parameters() {
            Set<String> names = new LinkedHashSet<>();
            if (fields.get("parameters") instanceof List<?> parameters) {
                parameters.forEach(parameter -> names.add((String) ((Map<?, ?>) parameter).get("name")));
            }
            return names;
        }

        /** Every step of every depth. */
        public List<Step> steps() {
            List<Step> steps = new ArrayList<>();
            collect(fields, steps);
            return steps;
        }

        /** Every {@code {{key}}}. */
        public Set<String> placeholders() {
            Set<String> keys = new LinkedHashSet<>();
            Matcher matcher = PLACEHOLDER.matcher(fields.toString());
            while (matcher.find()) {
                keys.add(matcher.group(1));
            }
            return keys;
        }

        @Override
        public String toString() {
            return file + ": " + type + " " + id();
        }
    }

    /** A step by its EIP's name. */
    public record Step(String name, Map<?, ?> fields) {

        public String uri() {
            return fields.get("uri") instanceof String uri ? uri : "";
        }

        public String id() {
            return fields.get("id") instanceof String id ? id : null;
        }
    }

    public static List<RouteFile> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(RouteFile::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<Definition> allDefinitions() {
        return all().stream().flatMap(file -> file.definitions().stream()).toList();
    }

    /** The file's name without its ending. */
    public String stem() {
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : null;
    }

    private static RouteFile read(Path file) {
        try {
            String text = Files.readString(file);
            String name = file.getFileName().toString();
            List<Definition> definitions = new ArrayList<>();
            for (Object item : (List<?>) new Load(LoadSettings.builder().build()).loadFromString(text)) {
                ((Map<?, ?>) item).forEach(
                        (type, fields) -> definitions.add(new Definition(name, (String) type, (Map<?, ?>) fields)));
            }
            return new RouteFile(name, text, definitions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void collect(Object node, List<Step> steps) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (key.equals("steps")) {
                    ((List<?>) value).forEach(step -> ((Map<?, ?>) step).forEach((name, fields) -> steps.add(
                            new Step((String) name,
                                    fields instanceof Map<?, ?> known ? known : Map.of("uri", fields)))));
                }
                collect(value, steps);
            });
        } else if (node instanceof List<?> list) {
            list.forEach(item -> collect(item, steps));
        }
    }
}
