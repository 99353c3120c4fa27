package io.github.dcssync.bundle;

import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Policy;
import org.apache.camel.support.AsyncProcessorHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs steps of a route in one transaction. Camel's own {@code transacted} brings an error handler that marks what has
 * failed as dealt with, and then nobody further out tries it again.
 */
final class OneTransaction implements Policy {

    private final TransactionTemplate transaction;

    OneTransaction(TransactionTemplate transaction) {
        this.transaction = transaction;
    }

    @Override
    public void beforeWrap(Route route, NamedNode definition) {
        // Nothing of the route is to be changed.
    }

    @Override
    public Processor wrap(Route route, Processor steps) {
        return new DelegateAsyncProcessor(steps) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                try {
                    transaction.executeWithoutResult(status -> run(getProcessor(), exchange, status));
                } catch (RuntimeException e) {
                    if (exchange.getException() == null) {
                        exchange.setException(e);
                    }
                }
                callback.done(true);
                return true;
            }
        };
    }

    private static void run(AsyncProcessor steps, Exchange exchange, TransactionStatus status) {
        try {
            AsyncProcessorHelper.process(steps, exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        if (exchange.getException() != null) {
            status.setRollbackOnly();
        }
    }
}
