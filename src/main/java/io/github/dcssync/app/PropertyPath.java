package io.github.dcssync.app;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.springframework.util.ClassUtils;

/** From a variable of an exchange or from its body to a property of a property: {@code variable.run.source.name}. */
final class PropertyPath {

    /** A property and the methods that give it. */
    record PathStep(String name, Map<Class<?>, Optional<Method>> methods) {

        private PathStep(String name) {
            this(name, new ConcurrentHashMap<>());
        }

        /** @return whether an object has the property */
        boolean isOf(Object owner) {
            return method(owner).isPresent();
        }

        /**
         * @return what it is
         * @throws InvocationTargetException with what the method has thrown
         */
        Object of(Object owner) throws InvocationTargetException {
            try {
                return method(owner).orElseThrow(() -> new IllegalArgumentException(
                        owner.getClass().getName() + " has no property " + name)).invoke(owner);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(owner.getClass().getName() + " does not give its " + name, e);
            }
        }

        private Optional<Method> method(Object owner) {
            return methods.computeIfAbsent(owner.getClass(), type -> getter(type, name)
                    // The class of a list is nobody's business.
                    .map(method -> ClassUtils.getInterfaceMethodIfPossible(method, type))
                    .filter(method -> Modifier.isPublic(method.getDeclaringClass().getModifiers())));
        }
    }

    private final String variable;
    private final List<PathStep> steps;

    /** @param path begins with {@code variable} and its name, or with {@code body} */
    PropertyPath(String path) {
        String[] names = path.split("\\.");
        variable = names[0].equals("variable") ? names[1] : null;
        steps = steps(path, variable == null ? 1 : 2);
    }

    /** @param skipped how many names of the path are not those of properties */
    static List<PathStep> steps(String path, int skipped) {
        return Stream.of(path.split("\\.")).skip(skipped).map(PathStep::new).toList();
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
        try {
            for (PathStep step : steps) {
                if (value == null) {
                    return null;
                }
                value = step.of(value);
            }
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("A property on the way cannot be read", e);
        }
        return value;
    }
}
