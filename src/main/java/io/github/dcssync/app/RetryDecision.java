package io.github.dcssync.app;

import io.github.dcssync.sync.FaultHandling;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.sync.Task;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Leaves for Camel's redelivery whether a request is sent again (variable {@code again}) and when (the header that
 * beats the delay of the policy).
 */
final class RetryDecision implements Processor {

    private final FaultHandling faultHandling;

    RetryDecision(FaultHandling faultHandling) {
        this.faultHandling = faultHandling;
    }

    @Override
    public void process(Exchange exchange) {
        Duration delay = faultHandling.decideRetry(exchange.getVariable("run", SyncRun.class),
                exchange.getVariable("task", Task.class),
                exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class),
                exchange.getIn().getHeader(Exchange.REDELIVERY_COUNTER, Integer.class));
        exchange.setVariable("again", delay != null);
        if (delay != null) {
            exchange.getIn().setHeader(Exchange.REDELIVERY_DELAY, delay.toMillis());
        }
    }
}
