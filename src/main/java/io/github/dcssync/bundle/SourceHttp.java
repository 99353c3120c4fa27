package io.github.dcssync.bundle;

import io.github.dcssync.settings.Settings;
import org.apache.camel.component.http.HttpComponent;

/** How Camel speaks HTTP: every attempt is its to repeat, and no header of a message leaves. */
final class SourceHttp {

    private SourceHttp() {
    }

    /** @return the component for one scheme, with a connection for each worker of each source */
    static HttpComponent component(Settings settings) {
        long responseMillis = settings.http().responseTimeout().toMillis();
        int connections = settings.listing().parallelism() * settings.sources().size();
        HttpComponent http = new HttpComponent();
        http.setConnectTimeout(settings.http().connectTimeout().toMillis());
        http.setConnectionRequestTimeout(responseMillis);
        http.setResponseTimeout(responseMillis);
        http.setSoTimeout(responseMillis);
        http.setConnectionsPerRoute(connections);
        http.setMaxTotalConnections(connections);
        http.setSkipRequestHeaders(true);
        http.setCookieManagementDisabled(true);
        http.setResponsePayloadStreamingThreshold(Integer.MAX_VALUE);
        return http;
    }
}
