package io.github.dcssync.app;

import org.apache.camel.Exchange;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs steps of a route in one transaction. Camel's own {@code transacted} brings an error handler that marks what has
 * failed as dealt with, and then nobody further out tries it again.
 */
final class TransactionPolicy extends WrappingPolicy {

    private final TransactionTemplate transaction;

    TransactionPolicy(TransactionTemplate transaction) {
        this.transaction = transaction;
    }

    @Override
    void run(Exchange exchange, Steps steps) {
        transaction.executeWithoutResult(status -> run(exchange, steps, status));
    }

    private static void run(Exchange exchange, Steps steps, TransactionStatus status) {
        try {
            steps.run();
        } catch (Exception e) {
            exchange.setException(e);
        }
        if (exchange.getException() != null) {
            status.setRollbackOnly();
        }
    }
}
