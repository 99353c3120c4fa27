package io.github.dcssync.alert;

import io.github.dcssync.client.Network;
import io.github.dcssync.client.ProxyException;
import io.github.dcssync.client.TlsException;
import io.github.dcssync.secret.Secrets;
import io.github.dcssync.settings.AlertAddress;
import io.github.dcssync.settings.HttpAddress;
import io.github.dcssync.settings.MailAddress;
import io.github.dcssync.settings.OperatorFiles;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.SinkProduct;
import io.github.dcssync.settings.SinkSettings;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/** A place that alerts go to: hands one JSON message at a time over, in bounded time. */
final class AlertSink implements AutoCloseable {

    /** The longest that one attempt at handing over one message takes. */
    static final Duration LONGEST = Duration.ofSeconds(10);

    private static final int LONGEST_ERROR = 500;

    private final Attempts attempts = new Attempts(LONGEST);
    private final Settings.Http network;
    private final OperatorFiles files;
    private final CamelContext camel;
    private final String version;
    private Way way;

    /** How a message reaches the sink. */
    private interface Delivery {
        void deliver(String message, Map<String, Object> headers) throws Exception;
    }

    /**
     * What is done for a sink as its settings are.
     *
     * @param settings of the sink
     * @param secrets  what nobody may see of them
     * @param client   that it posts with, or null
     */
    private record Way(SinkSettings settings, Secrets secrets, Delivery delivery,
            @Nullable CloseableHttpClient client) {

        void close() {
            if (client != null) {
                client.close(CloseMode.IMMEDIATE);
            }
        }
    }

    /**
     * @param settings of the sink, of whose address nothing is evaluated
     * @param network  the way to a sink over HTTP
     * @param files    has the templates of messages
     * @param camel    has the components; ready to give endpoints
     * @param version  of the program, for the user agent
     * @throws SinkException when Camel cannot use the address, or a template is wrong
     */
    AlertSink(SinkSettings settings, Settings.Http network, OperatorFiles files, CamelContext camel,
            String version) throws SinkException {
        this.network = network;
        this.files = files;
        this.camel = camel;
        this.version = version;
        way = way(settings);
    }

    private Way way(SinkSettings settings) throws SinkException {
        AlertAddress address = settings.address();
        Secrets secrets = address.secrets();
        settings.secret().ifPresent(secrets::add);
        if (address.http().isPresent()) {
            return http(settings, address.http().get(), secrets);
        }
        return new Way(settings, secrets,
                address.mail().isPresent() ? mail(address.mail().get()) : endpoint(settings, secrets), null);
    }

    private Way http(SinkSettings settings, HttpAddress address, Secrets secrets) throws SinkException {
        SinkProduct product = settings.address().product();
        SinkFormat format = SinkFormat.of(product, address, files);
        Network outwards = Network.toOthers(network);
        CloseableHttpClient client = SinkClient.of(LONGEST, "dcs-sync/" + version, outwards, outwards.tls(),
                SystemDefaultDnsResolver.INSTANCE);
        Webhook webhook = new Webhook(product.isKeyed() ? address.withoutUser() : address, client, attempts);
        BodySignature signature = settings.secret().map(BodySignature::new).orElse(null);
        return new Way(settings, secrets, (message, headers) -> {
            SinkRequest request = format.request(message, headers);
            webhook.post(signature == null ? request : signature.on(request));
        }, client);
    }

    private Delivery mail(MailAddress address) throws SinkException {
        MailSink mail = new MailSink(address, files, attempts, LONGEST, network.tls());
        return (message, headers) -> mail.send(message);
    }

    private Delivery endpoint(SinkSettings settings, Secrets secrets) throws SinkException {
        try {
            return new CamelSink(settings.address(), camel, attempts)::send;
        } catch (ResolveEndpointFailedException e) {
            throw new SinkException(settings.key() + "=" + settings.address().shown() + ": Camel has no such endpoint;"
                    + " correct its path and options: "
                    + shown(secrets, String.valueOf(e.getCause() == null ? e : e.getCause())));
        }
    }

    /** Address and secret may stand in files, which have others by now. */
    private synchronized Way current() throws SinkException {
        SinkSettings now = way.settings().current();
        if (!now.isSamePlace(way.settings())) {
            Way former = way;
            way = way(new SinkSettings(now.name(), now.key(), now.address(), now.filter(), now.secret(),
                    former.settings().reread()));
            former.close();
        }
        return way;
    }

    /**
     * Hands one message over, or tries to.
     *
     * @param message one JSON object
     * @param headers that go with it: those of the message in the route
     * @throws SinkException        when the sink has not taken it; without any secret of its address
     * @throws InterruptedException when the program ends
     */
    void deliver(String message, Map<String, Object> headers) throws SinkException, InterruptedException {
        Way now = current();
        try {
            now.delivery().deliver(message, headers);
        } catch (InterruptedException e) {
            throw e;
        } catch (SinkException e) {
            throw new SinkException(shown(now.secrets(), e.getMessage()), e.isRefusal());
        } catch (ProxyException | TlsException e) {
            throw new SinkException(shown(now.secrets(), String.valueOf(e.getMessage())));
        } catch (Exception e) {
            throw new SinkException(shown(now.secrets(), e.toString()));
        }
    }

    /** What somebody else says, on one line that moves no cursor. */
    private static String shown(Secrets secrets, String text) {
        String line = secrets.mask(text).replaceAll("[\\p{C}\\p{Z}\\s]+", " ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST_ERROR ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_ERROR)) + "...";
    }

    @Override
    public void close() {
        attempts.close();
        synchronized (this) {
            way.close();
        }
    }
}
