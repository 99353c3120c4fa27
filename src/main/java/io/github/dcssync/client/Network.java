package io.github.dcssync.client;

import io.github.dcssync.settings.Proxies;
import io.github.dcssync.settings.ProxyAddress;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.tls.TlsFiles;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.auth.BasicScheme;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** The way from this machine to whom it asks: straight, or through a proxy. Stands behind every HTTP client. */
public final class Network {

    /** Under which a request has the proxy it is led through. Its file may have another by the next request. */
    private static final String PROXY = "dcs-sync.proxy";
    private static final Network STRAIGHT = new Network(Proxies.NONE, TlsFiles.NONE, false);

    private final Proxies proxies;
    private final TlsFiles tls;
    private final boolean showing;

    private Network(Proxies proxies, TlsFiles tls, boolean showing) {
        this.proxies = proxies;
        this.tls = tls;
        this.showing = showing;
    }

    /** @return the way that the settings say to the sources and their IAM */
    public static Network of(Settings.Http http) {
        return new Network(http.proxies(), http.tls(), true);
    }

    /** @return the same way to anybody else, who is shown no certificate */
    public static Network toOthers(Settings.Http http) {
        return new Network(http.proxies(), http.tls(), false);
    }

    /** @return to all hosts straight, whatever the settings say */
    public static Network straight() {
        return STRAIGHT;
    }

    /** @return what was agreed on when a connection was made for a request; empty for plain http */
    public static Optional<SSLSession> sessionOf(HttpContext context) {
        return Optional.ofNullable((SSLSession) context.getAttribute(TlsConnections.SESSION));
    }

    /** @return to whom no proxy is to come between, and who is shown no certificate */
    Network withoutProxy() {
        return new Network(Proxies.NONE, tls, false);
    }

    /** @return how TLS is spoken on this way */
    public TlsSocketStrategy tls() {
        return new TlsConnections(tls, showing);
    }

    /** @return of whoever asks this way: what is shown to a server that asks who it is; empty for nothing */
    Optional<String> shown() {
        return showing ? tls.shown() : Optional.empty();
    }

    /**
     * Has the clients that the builder makes go this way. Their request executor must be one of {@link ProxyAnswers}.
     */
    public void applyTo(HttpClientBuilder client) {
        client.setRoutePlanner(new ProxyRoutes()).addExecInterceptorFirst("proxy", this::proceed);
    }

    private ClassicHttpResponse proceed(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        HttpHost proxy = scope.route.getProxyHost();
        scope.clientContext.setAttribute(ProxyAnswers.WAY, this);
        if (proxy == null) {
            return chain.proceed(request, scope);
        }
        scope.clientContext.setAttribute(ProxyAnswers.ROUTE, scope.route);
        logIn(scope, proxy, (ProxyAddress) scope.clientContext.getAttribute(PROXY));
        try {
            return chain.proceed(request, scope);
        } catch (ConnectException | ConnectTimeoutException | UnknownHostException | NoRouteToHostException e) {
            // Nobody else is connected with by this machine.
            throw ProxyException.unreachable(proxy, e);
        }
    }

    /** At once: to be asked for it first would be a request more each time. */
    private static void logIn(ExecChain.Scope scope, HttpHost proxy, ProxyAddress address) {
        String user = address.user();
        if (user != null) {
            BasicScheme basic = new BasicScheme();
            basic.initPreemptive(new UsernamePasswordCredentials(user, address.password().toCharArray()));
            scope.clientContext.resetAuthExchange(proxy, basic);
        }
    }

    private Optional<ProxyAddress> leadingTo(HttpHost target) {
        int port = DefaultSchemePortResolver.INSTANCE.resolve(target);
        return proxies.leadingTo(target.getSchemeName(), target.getHostName(), port);
    }

    private final class ProxyRoutes extends DefaultRoutePlanner {

        ProxyRoutes() {
            super(DefaultSchemePortResolver.INSTANCE);
        }

        @Override
        protected @Nullable HttpHost determineProxy(HttpHost target, HttpContext context) {
            ProxyAddress proxy = leadingTo(target).orElse(null);
            context.setAttribute(PROXY, proxy);
            return proxy == null ? null
                    : new HttpHost(proxy.isSecure() ? "https" : "http", proxy.host(), proxy.port());
        }
    }
}
