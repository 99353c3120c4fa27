package io.github.dcssync.settings;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which proxy leads to which host. This machine itself is never reached through one.
 *
 * @param ofHttps for https, or null for none
 * @param ofHttp  for plain http, or null for none
 * @param noProxy whom no proxy leads to
 */
public record Proxies(@Nullable ProxyAddress ofHttps, @Nullable ProxyAddress ofHttp, NoProxy noProxy) {

    /** All hosts are reached straight. */
    public static final Proxies NONE = new Proxies(null, null, NoProxy.NONE);

    /**
     * @param scheme {@code http} or {@code https}
     * @param host   a name or an address, with or without brackets; nobody is asked for its address
     * @param port   its port
     * @return the proxy that leads there; empty where it is reached straight
     */
    public Optional<ProxyAddress> leadingTo(String scheme, String host, int port) {
        ProxyAddress proxy = scheme.equalsIgnoreCase("https") ? ofHttps : ofHttp;
        String bare = host.replaceAll("[\\[\\]]", "");
        return proxy == null || Hosts.isLoopback(bare) || noProxy.covers(bare, port) ? Optional.empty()
                : Optional.of(proxy);
    }
}
