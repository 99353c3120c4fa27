package io.github.dcssync.rule;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The name of a class of exceptions, with or without its package. It stands for the subclasses too.
 *
 * @param name as written
 */
record ExceptionName(String name) {

    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z_][\\w$]*(\\.[A-Za-z_][\\w$]*)*");
    /** Where to look for a class whose name is written without its package. */
    private static final List<String> PACKAGES =
            List.of("java.lang.", "java.io.", "java.net.", "java.net.http.", "javax.net.ssl.", "java.nio.channels.");
    /** Deeper chains are not followed; they may be circles. */
    private static final int DEEPEST_CAUSE = 32;

    /** @return null when the name may stand in a rule, else what is wrong with it */
    @Nullable
    String violation() {
        if (!WELL_FORMED.matcher(name).matches()) {
            return "is no class name";
        }
        boolean unknown = name.contains(".") && known(name) == null;
        return unknown ? "is no class of this program; check the spelling, or leave the package out" : null;
    }

    /** @return whether the exception, or what caused it, is of this class */
    boolean matches(@Nullable Throwable exception) {
        return exception != null && Stream.iterate(exception, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST_CAUSE).anyMatch(cause -> names(cause.getClass()));
    }

    /** @return whether this name stands for all that the other one does, as far as the classes are known here */
    boolean covers(ExceptionName other) {
        if (name.equals(other.name)) {
            return true;
        }
        Class<?> type = other.type();
        return type != null && names(type);
    }

    private boolean names(Class<?> type) {
        return Stream.<Class<?>>iterate(type, ancestor -> ancestor != null, Class::getSuperclass)
                .anyMatch(ancestor -> name.equals(ancestor.getSimpleName()) || name.equals(ancestor.getName()));
    }

    private @Nullable Class<?> type() {
        if (name.contains(".")) {
            return known(name);
        }
        for (String prefix : PACKAGES) {
            Class<?> type = known(prefix + name);
            if (type != null) {
                return type;
            }
        }
        return null;
    }

    private static @Nullable Class<?> known(String fullName) {
        try {
            return Class.forName(fullName, false, ExceptionName.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }
}
