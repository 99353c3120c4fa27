package io.github.dcssync.app;

import io.github.dcssync.client.LargeAnswers;
import io.github.dcssync.store.RejectedPages;
import io.github.dcssync.sync.SyncRun;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.apache.camel.Exchange;

/**
 * Lets steps of a route run for few messages of a source, or of all that share an account, at a time; the others wait. Camel's own {@code throttle} lets
 * go of a message only when its whole route has ended.
 */
final class BulkheadPolicy extends WrappingPolicy {

    private final int few;
    private final Map<String, Semaphore> places = new ConcurrentHashMap<>();

    /** @param few messages of one source at a time */
    BulkheadPolicy(int few) {
        this.few = few;
    }

    @Override
    void run(Exchange exchange, Steps steps) throws Exception {
        String source = exchange.getVariable("run", SyncRun.class).getSource().account();
        Semaphore place = places.computeIfAbsent(source, name -> new Semaphore(few, true));
        place.acquire();
        try (LargeAnswers large = LargeAnswers.open()) {
            steps.run();
            shorten(exchange);
        } finally {
            place.release();
        }
    }

    /** An answer that could not be read is held until it may be asked for again: no more of it than is kept. */
    private static void shorten(Exchange exchange) {
        if (exchange.getException() != null && exchange.getMessage().getBody() instanceof byte[] answer) {
            exchange.getMessage().setBody(RejectedPages.worthKeeping(answer));
        }
    }
}
