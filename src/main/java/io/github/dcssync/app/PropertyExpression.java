package io.github.dcssync.app;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.language.bean.RuntimeBeanExpressionException;
import org.apache.camel.support.ExpressionAdapter;

/** A property of a property of an object. */
final class PropertyExpression extends ExpressionAdapter {

    private final Object bean;
    private final List<PropertyPath.PathStep> steps;
    private final Supplier<Expression> otherwise;

    /** @param otherwise what is evaluated when one of the properties is not there */
    PropertyExpression(Object bean, List<PropertyPath.PathStep> steps, Supplier<Expression> otherwise) {
        this.bean = bean;
        this.steps = steps;
        this.otherwise = otherwise;
    }

    @Override
    public Object evaluate(Exchange exchange) {
        Object value = bean;
        try {
            for (PropertyPath.PathStep step : steps) {
                if (value == null || !step.isOf(value)) {
                    return otherwise.get().evaluate(exchange, Object.class);
                }
                value = step.of(value);
            }
        } catch (InvocationTargetException e) {
            throw new RuntimeBeanExpressionException(exchange, bean.getClass().getName(), steps.toString(),
                    e.getCause());
        }
        return value;
    }
}
