package io.github.dcssync.client;

import io.github.dcssync.tls.TlsFiles;
import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.RouteInfo;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Speaks TLS as the files say. What is needed for it is built with the first connection that does. */
final class TlsConnections implements TlsSocketStrategy {

    /** Under which a request has the session of the connection that was made for it. */
    static final String SESSION = "dcs-sync.session";

    private final TlsFiles files;
    private final boolean showing;

    /** @param showing whether servers, proxies aside, may see the program's own certificate */
    TlsConnections(TlsFiles files, boolean showing) {
        this.files = files;
        this.showing = showing;
    }

    @Override
    public SSLSocket upgrade(Socket socket, String target, int port, Object attachment, HttpContext context)
            throws IOException {
        boolean shows = showing && !isProxy(target, port, context);
        try {
            // Java itself verifies no name with an underscore.
            SSLSocket secure = new DefaultClientTlsStrategy(files.context(shows), HostnameVerificationPolicy.CLIENT,
                    new DefaultHostnameVerifier()).upgrade(socket, target, port, attachment, context);
            context.setAttribute(SESSION, secure.getSession());
            return secure;
        } catch (SSLException e) {
            throw TlsException.orSame(e, target + ":" + port, shows ? files.shown() : Optional.empty());
        }
    }

    private static boolean isProxy(String target, int port, HttpContext context) {
        RouteInfo route = (RouteInfo) context.getAttribute(ProxyAnswers.ROUTE);
        HttpHost proxy = route == null ? null : route.getProxyHost();
        return proxy != null && proxy.getHostName().equals(target) && proxy.getPort() == port;
    }
}
