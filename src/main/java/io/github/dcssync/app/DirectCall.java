package io.github.dcssync.app;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.language.bean.RuntimeBeanExpressionException;
import org.apache.camel.spi.Language;
import org.apache.camel.support.ExpressionAdapter;
import org.springframework.util.ClassUtils;

/** A call of the one method of its name that a bean has, with arguments in Camel's simple language. */
final class DirectCall extends ExpressionAdapter {

    private static final Pattern CALL = Pattern.compile("(\\w+)\\((.*)\\)");
    /** An expression or a word; what else there may be, as null and *, is Camel's to read. */
    private static final Pattern ARGUMENT =
            Pattern.compile("\\$\\{[^\\s'\"(){},]+}|(?!(?:null|true|false)$)[A-Za-z][\\w-]*");

    private final Object bean;
    private final Method method;
    private final List<Expression> arguments;

    private DirectCall(Object bean, Method method, List<Expression> arguments) {
        this.bean = bean;
        this.method = method;
        this.arguments = arguments;
    }

    /**
     * @param ref  the bean's name
     * @param call {@code name(argument, argument)}
     * @return nothing where this is no such call
     */
    static Optional<Expression> of(CamelContext camel, String ref, String call) {
        Matcher parts = CALL.matcher(call);
        Object bean = camel.getRegistry().lookupByName(ref);
        if (bean == null || !parts.matches()) {
            return Optional.empty();
        }
        List<String> arguments = parts.group(2).isEmpty() ? List.of() : List.of(parts.group(2).split(", "));
        List<Method> methods = Stream.of(bean.getClass().getMethods())
                .filter(method -> method.getName().equals(parts.group(1)) && !method.isVarArgs())
                .map(method -> ClassUtils.getInterfaceMethodIfPossible(method, bean.getClass())).toList();
        if (methods.size() != 1 || methods.get(0).getParameterCount() != arguments.size()
                || !Modifier.isPublic(methods.get(0).getDeclaringClass().getModifiers())
                || !arguments.stream().allMatch(argument -> ARGUMENT.matcher(argument).matches())) {
            return Optional.empty();
        }
        Language simple = camel.resolveLanguage("simple");
        return Optional
                .of(new DirectCall(bean, methods.get(0), arguments.stream().map(simple::createExpression).toList()));
    }

    @Override
    public void init(CamelContext camel) {
        arguments.forEach(argument -> argument.init(camel));
    }

    @Override
    public Object evaluate(Exchange exchange) {
        try {
            Object[] values = new Object[arguments.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = argument(exchange, i);
            }
            return method.invoke(bean, values);
        } catch (InvocationTargetException e) {
            throw new RuntimeBeanExpressionException(exchange, bean.getClass().getName(), method.getName(),
                    e.getCause());
        } catch (IllegalAccessException | NoTypeConversionAvailableException e) {
            throw new RuntimeBeanExpressionException(exchange, bean.getClass().getName(), method.getName(), e);
        }
    }

    private Object argument(Exchange exchange, int position) throws NoTypeConversionAvailableException {
        Class<?> type = method.getParameterTypes()[position];
        Object value = arguments.get(position).evaluate(exchange, Object.class);
        return value == null || type.isInstance(value) ? value
                : exchange.getContext().getTypeConverter().mandatoryConvertTo(type, exchange, value);
    }
}
