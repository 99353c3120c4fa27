package io.github.dcssync.app;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.camel.Exchange;

/** From a variable of an exchange or from its body to a property of a property: {@code variable.run.source.name}. */
final class PropertyPath {

    /** A property and the methods that give it. */
    private record PathStep(String name, Map<Class<?>, Method> methods) {

        Object of(Object owner) {
            try {
                return methods.computeIfAbsent(owner.getClass(), this::find).invoke(owner);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(owner.getClass().getName() + " does not give its " + name, e);
            }
        }

        private Method find(Class<?> type) {
            return getter(type, name).orElseThrow(
                    () -> new IllegalArgumentException(type.getName() + " has no property " + name));
        }
    }

    private final String variable;
    private final List<PathStep> steps;

    /** @param path begins with {@code variable} and its name, or with {@code body} */
    PropertyPath(String path) {
        String[] names = path.split("\\.");
        variable = names[0].equals("variable") ? names[1] : null;
        steps = Stream.of(names).skip(variable == null ? 1 : 2)
                .map(name -> new PathStep(name, new ConcurrentHashMap<>())).toList();
    }

    /** @return the method that gives a property: as a bean's, or as a record's */
    static Optional<Method> getter(Class<?> type, String name) {
        String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        return Stream.of("get" + capital, "is" + capital, name).flatMap(method -> Stream.of(type.getMethods())
                .filter(one -> one.getName().equals(method) && one.getParameterCount() == 0)).findFirst();
    }

    /**
     * @param body of the exchange, or what stands for it
     * @return the value, or null when something on the path is
     */
    Object of(Exchange exchange, Object body) {
        Object value = variable == null ? body : exchange.getVariable(variable);
        for (PathStep step : steps) {
            if (value == null) {
                return null;
            }
            value = step.of(value);
        }
        return value;
    }
}
