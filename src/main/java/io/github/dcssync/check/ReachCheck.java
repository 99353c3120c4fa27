package io.github.dcssync.check;

import io.github.dcssync.client.Cutoff;
import io.github.dcssync.client.HttpBounds;
import io.github.dcssync.client.Network;
import io.github.dcssync.client.ProxyException;
import io.github.dcssync.client.TlsException;
import io.github.dcssync.settings.ProxyAddress;
import io.github.dcssync.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;

/** Whether a server can be reached: its name, its port and, for https, its certificate. */
final class ReachCheck {

    private static final int MOST_BYTES = 1024;
    /** Enough to have a certificate replaced in. */
    private static final Duration SOON = Duration.ofDays(14);

    private final Settings.Http http;
    private final SSLSocketFactory tls;
    private final Clock clock;

    ReachCheck(Settings.Http http, SSLSocketFactory tls, Clock clock) {
        this.http = http;
        this.tls = tls;
        this.clock = clock;
    }

    /**
     * @param key    where it is set, for the remedies
     * @param server what the server is to the source, for the findings' subjects: empty or ending with a blank
     * @return whether it can be reached
     */
    boolean connect(URI uri, String key, String server, Consumer<Finding> findings) {
        // URI keeps the brackets of an IPv6 address.
        String host = uri.getHost().replaceAll("[\\[\\]]", "");
        Optional<ProxyAddress> proxy = http.proxies().leadingTo(uri.getScheme(), host, port(uri));
        if (proxy.isPresent()) {
            Finding connection = through(proxy.get(), uri, key, server + "connection");
            findings.accept(connection);
            return connection.level() != Level.PROBLEM;
        }
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            findings.accept(Finding.problem(server + "address",
                    "the host '" + host + "' has no address; check " + key + " and the DNS of this machine"));
            return false;
        }
        findings.accept(Finding.ok(server + "address", Arrays.stream(addresses).map(InetAddress::getHostAddress)
                .collect(Collectors.joining(", "))));
        Finding connection = connection(uri, key, host, addresses, server + "connection");
        findings.accept(connection);
        return connection.level() != Level.PROBLEM;
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    /** The proxy resolves whom it leads to: nobody is asked for an address here. Nothing is asked of whom it leads to. */
    private Finding through(ProxyAddress proxy, URI uri, String key, String subject) {
        HttpBounds bounds = HttpBounds.of(http, MOST_BYTES);
        List<Finding> made = new ArrayList<>();
        HttpClientBuilder client = HttpClientBuilder.create().setConnectionManager(bounds.connections(1));
        bounds.applyTo(client);
        client.addExecInterceptorAfter(ChainElement.CONNECT.name(), "connected", (request, scope, chain) -> {
            made.add(connected(Network.sessionOf(scope.clientContext), "through proxy " + proxy.name(), subject));
            scope.execRuntime.discardEndpoint();
            return new BasicClassicHttpResponse(HttpStatus.SC_NO_CONTENT);
        });
        try (CloseableHttpClient connecting = client.build()) {
            connecting.execute(new HttpGet(uri), answer -> answer.getCode());
            return made.get(0);
        } catch (ProxyException | TlsException e) {
            return Finding.problem(subject, e.getMessage());
        } catch (IOException e) {
            return Finding.problem(subject, "no connection to " + uri.getHost() + " through proxy " + proxy.name()
                    + ": " + e.getMessage() + "; check " + key + " and dcs.http.proxy");
        }
    }

    private Finding connected(Optional<SSLSession> session, String way, String subject) throws IOException {
        if (session.isEmpty()) {
            return Finding.warning(subject, way + ", plain http: whoever is on the way can read requests and answers;"
                    + " use https");
        }
        X509Certificate certificate = (X509Certificate) session.get().getPeerCertificates()[0];
        return certified(way + ", " + session.get().getProtocol(), certificate.getNotAfter().toInstant(), subject);
    }

    private Finding connection(URI uri, String key, String host, InetAddress[] addresses, String subject) {
        boolean secure = uri.getScheme().equalsIgnoreCase("https");
        int port = port(uri);
        try (Socket socket = open(addresses, port); Cutoff end = Cutoff.of(socket, http.responseTimeout())) {
            return secure ? secured(socket, host, port, subject) : plain(socket, subject);
        } catch (SSLException e) {
            SSLException known = TlsException.orSame(e, host + ":" + port, http.tls().shown());
            return Finding.problem(subject, known instanceof TlsException ? known.getMessage()
                    : "no secure connection to " + host + ":" + port + ": " + e.getMessage()
                            + "; check " + key
                            + ", dcs.tls.ca-file, and which certificates this Java trusts (-Djavax.net.ssl.trustStore=FILE"
                            + " in JAVA_OPTS)");
        } catch (IOException e) {
            return Finding.problem(subject, "no connection to " + host + ":" + port + ": " + e.getMessage()
                    + "; check " + key + " and the firewalls on the way");
        }
    }

    /** As the HTTP client does: one address after the other, until one answers. */
    private Socket open(InetAddress[] addresses, int port) throws IOException {
        IOException last = null;
        for (InetAddress address : addresses) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, port), Math.toIntExact(http.connectTimeout().toMillis()));
                socket.setSoTimeout(Math.toIntExact(http.responseTimeout().toMillis()));
                return socket;
            } catch (IOException e) {
                socket.close();
                last = e;
            }
        }
        throw last;
    }

    private static Finding plain(Socket socket, String subject) {
        if (socket.getInetAddress().isLoopbackAddress()) {
            return Finding.ok(subject, "plain http, which stays on this machine");
        }
        return Finding.warning(subject, "plain http: whoever is on the way can read requests and answers; use https");
    }

    private Finding secured(Socket socket, String host, int port, String subject) throws IOException {
        try (SSLSocket secure = (SSLSocket) tls.createSocket(socket, host, port, true)) {
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            X509Certificate certificate = (X509Certificate) secure.getSession().getPeerCertificates()[0];
            return certified(secure.getSession().getProtocol(), certificate.getNotAfter().toInstant(), subject);
        }
    }

    private Finding certified(String protocol, Instant end, String subject) {
        long days = Duration.between(clock.instant(), end).toDays();
        String text = protocol + ", certificate valid until " + end.atZone(ZoneOffset.UTC).toLocalDate() + ", "
                + days + (days == 1 ? " day" : " days");
        return clock.instant().plus(SOON).isBefore(end) ? Finding.ok(subject, text) : Finding.warning(subject, text);
    }
}
