package io.github.dcssync.client;

import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** A proxy lets nobody through: it wants another login, or forbids the way. Asking on would not change its mind. */
public final class ProxyRefusedException extends ProxyException {

    private static final long serialVersionUID = 1L;

    private ProxyRefusedException(String message) {
        super(message, null);
    }

    /**
     * @param proxy  whose word it is; null for one that nobody has set
     * @param target whom it was to lead to
     */
    static ProxyRefusedException of(@Nullable HttpHost proxy, String target, int status, boolean hasLogin) {
        if (proxy == null) {
            return new ProxyRefusedException("a proxy on the way to " + target + " wants a login (407): name it as"
                    + " dcs.http.proxy, with user and password before its host");
        }
        String name = "the proxy " + proxy.toHostString();
        if (status != HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED) {
            return new ProxyRefusedException(name + " does not let through to " + target + ": it answered " + status
                    + "; have it allow that host");
        }
        return new ProxyRefusedException(name + (hasLogin
                ? " refuses the user or password of dcs.http.proxy (407): correct them, percent-encoded"
                : " wants a login (407): write user and password before its host in dcs.http.proxy"));
    }
}
