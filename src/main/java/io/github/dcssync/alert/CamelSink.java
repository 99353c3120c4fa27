package io.github.dcssync.alert;

import io.github.dcssync.settings.AlertAddress;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.support.DefaultExchange;

/** Sends messages to an endpoint of Camel's, which is first reached when there is one to send. */
final class CamelSink {

    private static final String LOG = "log:";

    private final ProducerTemplate template;
    private final Endpoint endpoint;
    private final Attempts attempts;

    /** @throws ResolveEndpointFailedException when there is no such endpoint, or it has no such option */
    CamelSink(AlertAddress address, CamelContext camel, Attempts attempts) {
        this.endpoint = camel.getEndpoint(uri(address.text()));
        this.template = camel.createProducerTemplate();
        // Traces hear of what is sent by these events, with its address.
        template.setEventNotifierEnabled(false);
        this.attempts = attempts;
    }

    /** A log without options shows nothing but the message. */
    private static String uri(String text) {
        return text.startsWith(LOG) && text.indexOf('?') < 0 ? text + "?plain=true" : text;
    }

    /** Sends one message, one way: a sink that may answer, such as a queue, is not waited for. */
    void send(String message, Map<String, Object> headers) throws Exception {
        Exchange exchange = new DefaultExchange(endpoint.getCamelContext(), ExchangePattern.InOnly);
        exchange.getMessage().setBody(message);
        exchange.getMessage().setHeaders(headers);
        attempts.make(() -> sent(exchange), () -> {});
    }

    private Void sent(Exchange exchange) throws Exception {
        template.send(endpoint, exchange);
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        return null;
    }
}
