package io.github.dcssync.app;

import io.github.dcssync.sync.FaultHandling;
import io.github.dcssync.sync.SyncRun;
import io.github.dcssync.sync.Task;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Leaves for Camel's redelivery whether a request is sent again (variable {@code again}) and when (the header that
 * beats the delay of the policy), and for whoever decides about the list what went wrong (variable {@code fault}).
 */
final class RetryDecision implements Processor {

    private final FaultHandling faultHandling;

    RetryDecision(FaultHandling faultHandling) {
        this.faultHandling = faultHandling;
    }

    @Override
    public void process(Exchange exchange) {
        SyncRun run = exchange.getVariable("run", SyncRun.class);
        Task task = exchange.getVariable("task", Task.class);
        FaultHandling.Ruled fault =
                faultHandling.rule(run, task, exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        exchange.setVariable("fault", fault);
        Duration delay = faultHandling.decideRetry(run, task, fault,
                exchange.getIn().getHeader(Exchange.REDELIVERY_COUNTER, Integer.class));
        exchange.setVariable("again", delay != null);
        if (delay != null) {
            exchange.getIn().setHeader(Exchange.REDELIVERY_DELAY, delay.toMillis());
        }
    }
}
