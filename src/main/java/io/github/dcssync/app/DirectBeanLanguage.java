package io.github.dcssync.app;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.camel.Expression;
import org.apache.camel.language.bean.BeanLanguage;

/**
 * Camel's bean language, which also reads the properties of {@code ${variable.run.shard.name}}, without what Camel does
 * anew at each evaluation: it copies the message twice, and looks the methods of an object up by the object, which it
 * hashes, a page with all its rows. ADR 13 has the figures. What is more than properties, or a method among several of
 * its name, is left to Camel.
 */
final class DirectBeanLanguage extends BeanLanguage {

    private static final int BEAN = 1;
    private static final int METHOD = 2;
    private static final int REF = 4;
    private static final Pattern PROPERTIES = Pattern.compile("(?:\\.[A-Za-z]\\w*)+");

    /** By what follows the name of the variable. */
    private final Map<String, List<PropertyPath.PathStep>> paths = new ConcurrentHashMap<>();

    @Override
    public Expression createExpression(String expression, Object[] properties) {
        String method = expression == null ? property(String.class, properties, METHOD, null) : null;
        if (method == null) {
            return super.createExpression(expression, properties);
        }
        Object bean = property(Object.class, properties, BEAN, null);
        if (bean != null && PROPERTIES.matcher(method).matches()) {
            return new PropertyExpression(bean, paths.computeIfAbsent(method, path -> PropertyPath.steps(path, 1)),
                    () -> super.createExpression(null, properties));
        }
        String ref = bean == null ? property(String.class, properties, REF, null) : null;
        Optional<Expression> call = ref == null ? Optional.empty() : DirectCall.of(getCamelContext(), ref, method);
        return call.orElseGet(() -> super.createExpression(null, properties));
    }
}
