package io.github.dcssync.client;

import java.io.IOException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.RouteInfo;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests, and tells what a proxy answers in its own name from what comes from behind it. Such an answer is not read
 * on.
 */
public class ProxyAnswers extends HttpRequestExecutor {

    /** Under which a request through a proxy has its route: the client itself knows it once it is connected. */
    static final String ROUTE = "dcs-sync.route";
    /** Under which a request has its {@link Network}. */
    static final String WAY = "dcs-sync.way";

    private final boolean unsetToo;

    /** Takes 407 for the word of a proxy, whether one is set or not. */
    public ProxyAnswers() {
        this(true);
    }

    /** @param unsetToo whether 407 is the word of a proxy where none is set, too */
    public ProxyAnswers(boolean unsetToo) {
        this.unsetToo = unsetToo;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, HttpClientConnection connection,
            HttpResponseInformationCallback informed, HttpContext context) throws IOException, HttpException {
        boolean isTunnel = isTunnel(request);
        RouteInfo route = (RouteInfo) context.getAttribute(ROUTE);
        HttpHost proxy = route == null ? null : route.getProxyHost();
        String target = proxy == null ? String.valueOf(request.getAuthority()) : route.getTargetHost().toHostString();
        ClassicHttpResponse answer;
        try {
            answer = super.execute(request, connection, informed, context);
        } catch (SSLException e) {
            // A server may say only now what it thinks of the certificate that it was shown, or not.
            Network way = (Network) context.getAttribute(WAY);
            throw TlsException.orSame(e, target, way == null ? Optional.empty() : way.shown());
        } catch (IOException e) {
            throw isTunnel && proxy != null ? ProxyException.brokenOff(proxy, target, e) : e;
        }
        if (proxy != null || unsetToo) {
            judge(answer.getCode(), isTunnel, proxy, target, request.containsHeader("Proxy-Authorization"));
        }
        return answer;
    }

    /** @return whether the request is to the proxy itself, which is to lead to somebody by it */
    static boolean isTunnel(ClassicHttpRequest request) {
        return Method.CONNECT.isSame(request.getMethod());
    }

    private static void judge(int status, boolean isTunnel, @Nullable HttpHost proxy, String target, boolean hasLogin)
            throws ProxyException {
        if (status == HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED) {
            throw ProxyRefusedException.of(proxy, target, status, hasLogin);
        }
        if (isTunnel && proxy != null && status >= HttpStatus.SC_SERVER_ERROR) {
            throw ProxyException.deadEnd(proxy, target, status);
        }
        if (isTunnel && status >= HttpStatus.SC_REDIRECTION) {
            throw ProxyRefusedException.of(proxy, target, status, hasLogin);
        }
    }
}
