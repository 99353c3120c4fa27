package io.github.dcssync.command;

import java.lang.reflect.Proxy;
import org.slf4j.LoggerFactory;

/** Signals of the system, by name: the compiler would warn of a class that a Java may lack. */
final class Signals {

    private Signals() {
    }

    /**
     * @param name     of a signal, such as {@code HUP}, which does nothing else from now on
     * @param hearing  what is done instead; nothing where this Java or system has no such signal
     */
    static void hear(String name, Runnable hearing) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ours = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler},
                    (proxy, method, arguments) -> {
                        hearing.run();
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
        } catch (ReflectiveOperationException e) {
            LoggerFactory.getLogger(Signals.class).debug("SIG{} is not heard", name, e);
        }
    }
}
