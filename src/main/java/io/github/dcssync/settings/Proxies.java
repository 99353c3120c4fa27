package io.github.dcssync.settings;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which proxy leads to which host. This machine itself is never reached through one.
 *
 * @param ofHttps for https, or null for none
 * @param ofHttp  for plain http, or null for none
 * @param noProxy whom no proxy leads to
 * @param reread  the same with the address as its file has it now; null when none stands in a file
 */
public record Proxies(@Nullable ProxyAddress ofHttps, @Nullable ProxyAddress ofHttp, NoProxy noProxy,
        @Nullable Supplier<Proxies> reread) {

    /** All hosts are reached straight. */
    public static final Proxies NONE = new Proxies(null, null, NoProxy.NONE, null);

    /**
     * @param scheme {@code http} or {@code https}
     * @param host   a name or an address, with or without brackets; nobody is asked for its address
     * @param port   its port
     * @return the proxy that leads there now; empty where it is reached straight
     */
    public Optional<ProxyAddress> leadingTo(String scheme, String host, int port) {
        String bare = host.replaceAll("[\\[\\]]", "");
        return Hosts.isLoopback(bare) || noProxy.covers(bare, port) ? Optional.empty()
                : Optional.ofNullable(now().of(scheme));
    }

    private Proxies now() {
        return reread == null ? this : reread.get();
    }

    private @Nullable ProxyAddress of(String scheme) {
        return scheme.equalsIgnoreCase("https") ? ofHttps : ofHttp;
    }

    @Override
    public String toString() {
        return "Proxies[ofHttps=" + ofHttps + ", ofHttp=" + ofHttp + ", noProxy=" + noProxy + "]";
    }
}
