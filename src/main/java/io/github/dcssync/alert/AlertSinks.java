package io.github.dcssync.alert;

import io.github.dcssync.settings.OperatorFiles;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.SinkSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.Headers;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;

/** All the places that alerts go to. */
public final class AlertSinks implements AutoCloseable {

    private final Map<String, AlertSink> sinks = new LinkedHashMap<>();

    /**
     * @param network the way to sinks over HTTP
     * @param files   has the templates of messages
     * @param camel   has its components; ready to give endpoints
     * @param version of the program, for the user agent
     * @throws SinkException when Camel cannot use an address, or a template is wrong
     */
    public AlertSinks(List<SinkSettings> settings, Settings.Http network, OperatorFiles files, CamelContext camel,
            String version)
            throws SinkException {
        try {
            for (SinkSettings sink : settings) {
                sinks.put(sink.name(), new AlertSink(sink, network, files, camel, version));
            }
        } catch (SinkException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Hands one message over, or tries to.
     *
     * @param message one JSON object
     * @param headers that go with it: those of the message in the route
     * @param round   says to which sink; with none there is but one
     * @throws SinkException        when the sink has not taken it; without any secret of its address
     * @throws InterruptedException when the program ends
     */
    public void deliver(@Body String message, @Headers Map<String, Object> headers,
            @Variable("round") @Nullable AlertRound round) throws SinkException, InterruptedException {
        AlertSink sink = round == null ? sinks.values().iterator().next() : sinks.get(round.getSink());
        sink.deliver(message, headers);
    }

    @Override
    public void close() {
        sinks.values().forEach(AlertSink::close);
    }
}
