package io.github.dcssync.bundle;

import io.github.dcssync.sync.SyncRun;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Policy;
import org.apache.camel.support.AsyncProcessorHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Lets steps of a route run for few messages of a source at a time; the others wait. Camel's own {@code throttle} lets
 * go of a message only when its whole route has ended.
 */
final class OneOfFew implements Policy {

    private final int few;
    private final Map<String, Semaphore> places = new ConcurrentHashMap<>();

    /** @param few messages of one source at a time */
    OneOfFew(int few) {
        this.few = few;
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
                Semaphore place = place(exchange);
                try {
                    place.acquire();
                    try {
                        AsyncProcessorHelper.process(getProcessor(), exchange);
                    } finally {
                        place.release();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    exchange.setException(e);
                } catch (Exception e) {
                    exchange.setException(e);
                }
                callback.done(true);
                return true;
            }
        };
    }

    private Semaphore place(Exchange exchange) {
        String source = exchange.getVariable("run", SyncRun.class).getSource().name();
        return places.computeIfAbsent(source, name -> new Semaphore(few, true));
    }
}
