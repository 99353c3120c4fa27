package io.github.dcssync.observe;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import javax.management.DynamicMBean;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectInstance;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * A server of MBeans that shows no secret: neither in the names of what is registered by way of it nor in what these beans
 * say. The names of endpoints are their addresses.
 */
public final class MaskedMBeans implements InvocationHandler {

    private final MBeanServer server;
    private final UnaryOperator<String> mask;
    private final Map<ObjectName, DynamicMBean> beans = new ConcurrentHashMap<>();

    private MaskedMBeans(MBeanServer server, UnaryOperator<String> mask) {
        this.server = server;
        this.mask = mask;
    }

    /**
     * @param server that everybody asks
     * @param mask   takes secrets out of a text
     * @return what to register beans with, and find them by the names that they were meant to have
     */
    public static MBeanServer over(MBeanServer server, UnaryOperator<String> mask) {
        return (MBeanServer) Proxy.newProxyInstance(MaskedMBeans.class.getClassLoader(),
                new Class<?>[] {MBeanServer.class}, new MaskedMBeans(server, mask));
    }

    /** Whoever has registered a bean is told what it says: its consoles mask for themselves, and know its types. */
    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        Object[] shown = arguments == null ? new Object[0] : shown(method.getName(), arguments);
        DynamicMBean own = shown.length > 0 && shown[0] instanceof ObjectName name ? beans.get(name) : null;
        if (own != null && method.getName().equals("getAttribute")) {
            return own.getAttribute((String) shown[1]);
        } else if (own != null && method.getName().equals("invoke")) {
            return own.invoke((String) shown[1], (Object[]) shown[2], (String[]) shown[3]);
        }
        try {
            Object answer = method.invoke(server, shown);
            note(method.getName(), arguments, answer);
            return answer;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void note(String method, Object @Nullable [] arguments, @Nullable Object answer)
            throws MalformedObjectNameException {
        if (arguments != null && answer instanceof ObjectInstance registered
                && arguments[0] instanceof DynamicMBean bean) {
            beans.put(registered.getObjectName(), bean);
        } else if (arguments != null && method.equals("unregisterMBean")) {
            beans.remove(shown((ObjectName) arguments[0]));
        }
    }

    private Object[] shown(String method, Object[] arguments) throws MalformedObjectNameException {
        Object[] shown = arguments.clone();
        for (int i = 0; i < shown.length; i++) {
            if (shown[i] instanceof ObjectName name) {
                shown[i] = shown(name);
            } else if (method.equals("registerMBean") && shown[i] instanceof DynamicMBean bean) {
                shown[i] = new MaskedMBean(bean, mask);
            }
        }
        return shown;
    }

    /** What is quoted is read before it is masked: a quoted secret is spelled otherwise. */
    private ObjectName shown(ObjectName name) throws MalformedObjectNameException {
        Hashtable<String, String> keys = name.getKeyPropertyList();
        keys.replaceAll((key, value) -> value.startsWith("\"")
                ? ObjectName.quote(mask.apply(ObjectName.unquote(value)))
                : mask.apply(value));
        return keys.equals(name.getKeyPropertyList()) ? name : new ObjectName(name.getDomain(), keys);
    }
}
