package io.github.dcssync.app;

import io.github.dcssync.testkit.RouteFile.Definition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Follows the types of variables and bodies through the routes: what a bean's method gives, what a split takes apart,
 * what a route is called with. Each name that the Java behind the routes does not have is a fault.
 */
final class RouteTypes {

    private static final Pattern PATH = Pattern.compile("\\$\\{(variable|body)((?:\\.\\w+)*)}");
    private static final Pattern USE = Pattern.compile("\\$\\{(variable|body)");
    private static final Pattern METHOD = Pattern.compile("(\\w+)(?:\\((.*)\\))?", Pattern.DOTALL);
    private static final Pattern COMMA = Pattern.compile(",(?=(?:[^']*'[^']*')*[^']*$)(?![^{]*})");
    private static final Path SQL = Path.of(System.getProperty("user.dir"), "src/main/resources");

    private final List<Definition> definitions;
    private final Map<String, Type> variables = new HashMap<>();
    private final Map<String, Type> entries = new HashMap<>();
    private final JavaNames java;

    /**
     * @param registry    from a bean's name to the bean, or null
     * @param fromOutside variables that no route sets, with their types
     */
    RouteTypes(List<Definition> definitions, Function<String, Object> registry, Map<String, Type> fromOutside) {
        this.definitions = definitions;
        java = new JavaNames(registry);
        variables.putAll(fromOutside);
        Map<String, Type> before;
        do {
            before = known();
            java.forget();
            definitions.forEach(this::definition);
        } while (!before.equals(known()));
    }

    private Map<String, Type> known() {
        Map<String, Type> all = new HashMap<>(variables);
        all.putAll(entries);
        return all;
    }

    /** Beans, methods, properties and exceptions that were found. */
    Set<String> seen() {
        return java.seen();
    }

    /** A line for each name that is none. */
    Set<String> faults() {
        return java.faults();
    }

    private void definition(Definition definition) {
        java.at(definition.toString());
        if (definition.route() != null) {
            Map<?, ?> from = (Map<?, ?>) definition.route().get("from");
            steps(from, entries.entrySet().stream().filter(entry -> addressOf(entry.getKey()).equals(from.get("uri")))
                    .map(Map.Entry::getValue).findFirst().orElse(null));
        } else if (definition.type().equals("routeConfiguration")) {
            loose(definition.fields());
        }
    }

    /** What a route is called with, from its address or from those of its template's instances. */
    private Map<String, String> addresses() {
        Map<String, String> addresses = new HashMap<>();
        for (Definition definition : definitions) {
            if (definition.route() != null) {
                String uri = (String) ((Map<?, ?>) definition.route().get("from")).get("uri");
                definitions.stream().filter(one -> definition.id().equals(one.text("routeTemplateRef")))
                        .forEach(one -> addresses.put(instance(uri, one), uri));
                addresses.put(uri, uri);
            }
        }
        return addresses;
    }

    private static String instance(String uri, Definition instance) {
        String address = uri;
        for (Object parameter : (List<?>) instance.fields().get("parameters")) {
            Map<?, ?> named = (Map<?, ?>) parameter;
            address = address.replace("{{" + named.get("name") + "}}", (String) named.get("value"));
        }
        return address;
    }

    /** The address of the route that is called so, or "" when there is none. */
    private String addressOf(String called) {
        Map<String, String> known = addresses();
        if (known.containsKey(called)) {
            return known.get(called);
        }
        Pattern wild = Pattern.compile(Stream.of(called.split("\\$\\{[^}]*}|\\{\\{[^}]*}}", -1)).map(Pattern::quote)
                .reduce((one, other) -> one + ".+" + other).orElseThrow());
        return known.keySet().stream().filter(address -> wild.matcher(address).matches()).findFirst().map(known::get)
                .orElse("");
    }

    /** A configuration: conditions, references and exceptions wherever they stand. */
    private void loose(Object node) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                if (key.equals("method") && value instanceof Map<?, ?> call) {
                    call(call, null);
                } else if (key.equals("simple")) {
                    text((String) value, null);
                } else if (key.equals("exception")) {
                    ((List<?>) value).forEach(name -> java.type((String) name));
                } else if (String.valueOf(key).endsWith("Ref")) {
                    java.bean((String) value);
                } else {
                    loose(value);
                }
            });
        } else if (node instanceof List<?> list) {
            list.forEach(this::loose);
        }
    }

    private Type steps(Map<?, ?> parent, Type before) {
        Type body = before;
        if (parent.get("steps") instanceof List<?> steps) {
            for (Object step : steps) {
                for (Map.Entry<?, ?> one : ((Map<?, ?>) step).entrySet()) {
                    body = step((String) one.getKey(), (Map<?, ?>) one.getValue(), body);
                }
            }
        }
        return body;
    }

    private Type step(String name, Map<?, ?> fields, Type body) {
        switch (name) {
            case "bean":
                Type given = call(fields, body);
                return given == void.class ? body : given;
            case "setBody":
                return expression(fields, body);
            case "setVariable":
                variables.merge((String) fields.get("name"), known(expression(fields, body)), this::same);
                return body;
            case "removeVariable":
                variable((String) fields.get("name"));
                return body;
            case "to", "toD":
                return to(fields, body);
            case "policy":
                java.bean((String) fields.get("ref"));
                return steps(fields, body) == body ? body : null;
            case "split":
                steps(fields, JavaNames.element(expression(fields, body)));
                return body;
            case "throwException":
                java.constructor((String) fields.get("exceptionType"));
                text((String) fields.get("message"), body);
                return body;
            default:
                nested(fields, body);
                return body;
        }
    }

    private void nested(Map<?, ?> fields, Type body) {
        expression(fields, body);
        if (fields.get("ref") instanceof String ref) {
            java.bean(ref);
        }
        steps(fields, body);
        for (String part : List.of("when", "doCatch")) {
            if (fields.get(part) instanceof List<?> branches) {
                branches.forEach(branch -> {
                    loose(((Map<?, ?>) branch).get("exception") == null ? Map.of()
                            : Map.of("exception", ((Map<?, ?>) branch).get("exception")));
                    expression((Map<?, ?>) branch, body);
                    steps((Map<?, ?>) branch, body);
                });
            }
        }
        for (String part : List.of("otherwise", "doFinally")) {
            if (fields.get(part) instanceof Map<?, ?> branch) {
                steps(branch, body);
            }
        }
    }

    private Type to(Map<?, ?> fields, Type body) {
        String uri = (String) fields.get("uri");
        text(fields.toString(), body);
        Matcher beans = Pattern.compile("#(?:bean:)?([\\w-]+)[,}]").matcher(fields.toString());
        while (beans.find()) {
            java.bean(beans.group(1));
        }
        if (uri.startsWith("direct:")) {
            if (addressOf(uri).isEmpty()) {
                java.fault("no route is called " + uri);
            }
            entries.merge(uri, known(body), this::same);
            return null;
        }
        if (!uri.startsWith("sql:classpath:")) {
            return null;
        }
        boolean batch = String.valueOf(fields.get("parameters")).contains("batch=true");
        String sql = sql(uri.substring("sql:classpath:".length()).replace("{{dcs.db.dialect}}", "h2"));
        text(sql.replace(":#", ""), batch ? JavaNames.element(body) : body);
        return sql.contains("select") && !sql.contains("update ") ? null : body;
    }

    private String sql(String name) {
        try {
            return Files.readString(SQL.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is known of both; a variable, or a route's body, is of one type wherever it comes from. */
    private Type same(Type one, Type other) {
        if (one != Object.class && other != Object.class && !one.equals(other)) {
            java.fault("one name stands for a " + one + " and a " + other);
        }
        return one == Object.class ? other : one;
    }

    private static Type known(Type type) {
        return type == null ? Object.class : type;
    }

    /** The type of a step's expression, or null when it is not known. */
    private Type expression(Map<?, ?> fields, Type body) {
        if (fields.get("method") instanceof Map<?, ?> call) {
            return call(call, body);
        }
        if (fields.get("constant") != null) {
            return String.class;
        }
        return fields.get("simple") instanceof String simple ? text(simple, body) : null;
    }

    /** Checks each path of a text, and gives the type of a text that is one path. */
    private Type text(String text, Type body) {
        if (text == null) {
            return null;
        }
        if (USE.matcher(text).results().count() != PATH.matcher(text).results().count()) {
            return java.fault("not only properties are named in " + text);
        }
        Matcher paths = PATH.matcher(text);
        Type type = null;
        while (paths.find()) {
            type = path(paths.group(1), paths.group(2), body);
        }
        return PATH.matcher(text).matches() ? type : null;
    }

    private Type path(String root, String properties, Type body) {
        String[] names = properties.isEmpty() ? new String[0] : properties.substring(1).split("\\.");
        boolean isBody = root.equals("body");
        if (!isBody && names.length == 0) {
            return java.fault("${" + root + "} names no variable");
        }
        Type type = isBody ? body : variable(names[0]);
        for (int i = isBody ? 0 : 1; i < names.length; i++) {
            if (type == null || type == Object.class) {
                return java.fault("of what type ${" + root + properties + "} is before ." + names[i] + " is not known");
            }
            type = java.property(type, names[i]);
        }
        return type == Object.class ? null : type;
    }

    private Type variable(String name) {
        return variables.containsKey(name) ? variables.get(name) : java.fault("no route sets the variable " + name);
    }

    private Type argument(String argument, Type body) {
        if (argument.equals("${exception}")) {
            return Exception.class;
        }
        return argument.startsWith("${") ? text(argument, body) : JavaNames.LITERAL;
    }

    private Type call(Map<?, ?> call, Type body) {
        Matcher method = METHOD.matcher(String.valueOf(call.get("method")));
        if (!method.matches()) {
            return java.fault("a bean is called without a method");
        }
        List<Type> arguments = method.group(2) == null ? null : method.group(2).isBlank() ? List.of()
                : Stream.of(COMMA.split(method.group(2))).map(argument -> argument(argument.strip(), body)).toList();
        return java.method((String) call.get("ref"), method.group(1), arguments, method.group());
    }
}
