package io.github.dcssync.app;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Policy;
import org.apache.camel.support.AsyncProcessorHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** A policy that does something before and after steps of a route, on the thread that runs them. */
abstract class WrappingPolicy implements Policy {

    /** The steps, with whatever goes wrong in them. */
    interface Steps {
        void run() throws Exception;
    }

    /** Runs the steps, or fails. */
    abstract void run(Exchange exchange, Steps steps) throws Exception;

    @Override
    public final void beforeWrap(Route route, NamedNode definition) {
        // Nothing of the route is to be changed.
    }

    @Override
    public final Processor wrap(Route route, Processor steps) {
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
