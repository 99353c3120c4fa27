package io.github.dcssync.app;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/** Looks up what routes name in Java, as Camel does; what is not there is a fault. */
final class JavaNames {

    /** The type of an argument that is written out. */
    static final Type LITERAL = void.class;

    private final Function<String, Object> registry;
    private final Set<String> seen = new LinkedHashSet<>();
    private final Set<String> faults = new LinkedHashSet<>();
    private String place;

    /** @param registry from a bean's name to the bean, or null */
    JavaNames(Function<String, Object> registry) {
        this.registry = registry;
    }

    /** Where the following names stand. */
    void at(String newPlace) {
        place = newPlace;
    }

    void forget() {
        seen.clear();
        faults.clear();
    }

    Set<String> seen() {
        return seen;
    }

    Set<String> faults() {
        return faults;
    }

    /** Always null, as the type of what is not there. */
    Type fault(String line) {
        faults.add(place + ": " + line);
        return null;
    }

    /** The bean, or null when there is none or its name is known later. */
    Object bean(String name) {
        if (name.contains("{{") || name.contains("${") || name.endsWith("-")) {
            return null;
        }
        Object bean = registry.apply(name);
        if (bean == null) {
            fault("there is no bean " + name);
        } else {
            seen.add(name);
        }
        return bean;
    }

    /**
     * @param arguments their types, null for what is not known; or null where Camel chooses them
     * @return what the method gives
     */
    Type method(String ref, String name, List<Type> arguments, String call) {
        Object bean = bean(ref);
        if (bean == null) {
            return null;
        }
        return Arrays.stream(bean.getClass().getMethods()).filter(method -> method.getName().equals(name))
                .filter(method -> arguments == null || takes(method, arguments)).findFirst().map(method -> {
                    seen.add(ref + "." + name);
                    return method.getGenericReturnType();
                }).orElseGet(() -> fault(ref + " has no public method " + call));
    }

    private static boolean takes(Method method, List<Type> arguments) {
        Class<?>[] parameters = method.getParameterTypes();
        if (parameters.length != arguments.size()) {
            return false;
        }
        for (int i = 0; i < parameters.length; i++) {
            Type argument = arguments.get(i);
            boolean fits = argument == null || (argument == LITERAL
                    ? parameters[i] == String.class || ClassUtils.isPrimitiveOrWrapper(parameters[i])
                    : ClassUtils.isAssignable(parameters[i], raw(argument)));
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /** The type of a property: Camel takes a method of that very name first, whatever it wants. */
    Type property(Type owner, String name) {
        if (Arrays.stream(raw(owner).getMethods()).anyMatch(method -> method.getName().equals(name)
                && method.getParameterCount() > 0)) {
            return fault("Camel would call the method " + name + " of " + raw(owner).getName() + ", not its property");
        }
        return PropertyPath.getter(raw(owner), name)
                .filter(method -> Modifier.isPublic(method.getDeclaringClass().getModifiers())).map(method -> {
                    seen.add(raw(owner).getSimpleName() + "." + method.getName());
                    return given(owner, method);
                }).orElseGet(() -> fault(raw(owner).getName() + " has no public property " + name));
    }

    /** Of what is generic itself it is what that is of. */
    private static Type given(Type owner, Method getter) {
        if (!(owner instanceof ParameterizedType)) {
            return getter.getGenericReturnType();
        }
        ResolvableType type = ResolvableType.forType(getter.getGenericReturnType(), ResolvableType.forType(owner));
        return type.hasGenerics()
                ? ResolvableType.forClassWithGenerics(type.toClass(), type.resolveGenerics()).getType()
                : type.toClass();
    }

    void type(String name) {
        try {
            seen.add(Class.forName(name).getName());
        } catch (ClassNotFoundException e) {
            fault("there is no class " + name);
        }
    }

    /** Of an exception that a route throws. */
    void constructor(String name) {
        try {
            seen.add(Class.forName(name).getConstructor(String.class).getName());
        } catch (ReflectiveOperationException e) {
            fault("there is no " + name + "(String)");
        }
    }

    /** What a list has, or null when that is not known. */
    static Type element(Type list) {
        return list instanceof ParameterizedType generic && Iterable.class.isAssignableFrom(raw(list))
                ? generic.getActualTypeArguments()[0] : null;
    }

    private static Class<?> raw(Type type) {
        if (type instanceof ParameterizedType generic) {
            return (Class<?>) generic.getRawType();
        }
        return type instanceof Class<?> plain ? plain : Object.class;
    }
}
