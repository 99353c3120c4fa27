package io.github.dcssync.app;

import io.github.dcssync.api.SourceClient;
import io.github.dcssync.client.HttpBounds;
import io.github.dcssync.settings.Settings;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.http.base.HttpHeaderFilterStrategy;

/** How Camel speaks HTTP: every attempt is its to repeat, and no header of a message leaves. */
final class SourceHttp {

    private SourceHttp() {
    }

    static HttpBounds bounds(Settings settings) {
        return HttpBounds.of(settings.http(), SourceClient.MOST_BYTES);
    }

    /** @return the component for one scheme, with a connection for each worker of each source */
    static HttpComponent component(Settings settings) {
        int connections = settings.listing().parallelism() * settings.accounts().size();
        HttpComponent http = new HttpComponent();
        http.setClientConnectionManager(bounds(settings).connections(connections));
        http.setSkipRequestHeaders(true);
        http.setHeaderFilterStrategy(new WithoutAnswersHeaders());
        http.setCookieManagementDisabled(true);
        http.setResponsePayloadStreamingThreshold(Integer.MAX_VALUE);
        return http;
    }

    /** A header of a message steers what comes after it: the names of a server's headers are none of a route's. */
    private static final class WithoutAnswersHeaders extends HttpHeaderFilterStrategy {
        @Override
        public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
            return true;
        }
    }
}
