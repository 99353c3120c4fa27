package io.github.dcssync.app;

import io.github.dcssync.database.Conflicts;
import io.github.dcssync.database.DatabaseFaults;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Leaves for Camel's redelivery when something is asked of the database again (the header that beats the delay of the
 * policy): soon after a conflict with others, else when it may be back.
 */
final class DatabasePause implements Processor {

    private static final Duration UNTIL_IT_IS_BACK = Duration.ofSeconds(1);

    @Override
    public void process(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Duration pause = DatabaseFaults.isConflict(failure)
                ? Conflicts.pause(exchange.getIn().getHeader(Exchange.REDELIVERY_COUNTER, 1, Integer.class))
                : UNTIL_IT_IS_BACK;
        exchange.getIn().setHeader(Exchange.REDELIVERY_DELAY, pause.toMillis());
    }
}
