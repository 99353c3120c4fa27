package io.github.dcssync.app;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.AsyncCallback;
import org.apache.camel.ErrorHandlerFactory;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.spi.Policy;
import org.apache.camel.support.AsyncProcessorHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * A policy that does something before and after steps of a route, on the thread that runs them. What fails in them is
 * not tried again by itself but with all the others, by the error handler of their route.
 */
abstract class WrappingPolicy implements Policy {

    /** The steps, with whatever goes wrong in them. */
    interface Steps {
        void run() throws Exception;
    }

    /** Runs the steps, or fails. */
    abstract void run(Exchange exchange, Steps steps) throws Exception;

    /** Of the routes whose steps Camel is about to make; it gives each the handler that the route then has. */
    private final Map<Route, ErrorHandlerFactory> handlers = new ConcurrentHashMap<>();

    @Override
    public final void beforeWrap(Route route, NamedNode definition) {
        handlers.put(route, route.getErrorHandlerFactory());
        route.setErrorHandlerFactory(new NoErrorHandlerDefinition());
    }

    @Override
    public final Processor wrap(Route route, Processor steps) {
        route.setErrorHandlerFactory(handlers.remove(route));
        return new DelegateAsyncProcessor(steps) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                try {
                    run(exchange, () -> AsyncProcessorHelper.process(getProcessor(), exchange));
                } catch (Exception e) {
                    keep(exchange, e);
                }
                callback.done(true);
                return true;
            }
        };
    }

    /** What the steps say of a failure comes before what follows from it. */
    private static void keep(Exchange exchange, Exception exception) {
        if (exception instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (exchange.getException() == null) {
            exchange.setException(exception);
        }
    }
}
