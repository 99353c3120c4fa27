package io.github.dcssync.client;

import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/** A proxy stood in the way: it cannot be reached, says nothing, or cannot reach whom it leads to. */
public class ProxyException extends IOException {

    private static final long serialVersionUID = 1L;

    ProxyException(String message, @Nullable Exception cause) {
        super(message, cause);
    }

    static ProxyException unreachable(HttpHost proxy, IOException cause) {
        return new ProxyException("the proxy " + proxy.toHostString() + " cannot be reached: "
                + (cause instanceof UnknownHostException ? "it has no address" : reason(cause))
                + "; check dcs.http.proxy (or HTTPS_PROXY) and the firewalls on the way", cause);
    }

    static ProxyException silent(HttpHost proxy, Duration limit, @Nullable Exception cause) {
        return new ProxyException("the proxy " + proxy.toHostString() + " gave no answer within "
                + AnswerTimeoutException.text(limit), cause);
    }

    static ProxyException brokenOff(HttpHost proxy, String target, IOException cause) {
        return new ProxyException("the proxy " + proxy.toHostString() + " broke off on the way to " + target + ": "
                + reason(cause), cause);
    }

    static ProxyException deadEnd(HttpHost proxy, String target, int status) {
        return new ProxyException("the proxy " + proxy.toHostString() + " does not reach " + target + ": it answered "
                + status + "; check that name, and what keeps the proxy from it", null);
    }

    /** What the operating system said, without who was to be connected with. */
    private static String reason(IOException cause) {
        return String.valueOf(cause.getMessage()).replaceFirst("^Connect to .* failed: ", "");
    }
}
