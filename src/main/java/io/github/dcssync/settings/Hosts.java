package io.github.dcssync.settings;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Hosts and the base addresses of services. */
public final class Hosts {

    static final SettingType<URI> ENDPOINT = new SettingType<>(
            "an address without path, query or user such as https://dcs.eu-de.otc.t-systems.com",
            text -> readEndpoint(text, Set.of("", "/")));

    /** The address is kept without its {@code /v3}. */
    static final SettingType<URI> IAM_ENDPOINT = new SettingType<>(
            "an address without path (but /v3), query or user such as https://iam.eu-de.otc.t-systems.com/v3",
            text -> readEndpoint(text, Set.of("", "/", "/v3", "/v3/")));

    static final SettingType<String> HOST = new SettingType<>(
            "a host name or address such as 127.0.0.1, without scheme and port", Hosts::readHost);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
    private static final Pattern ADDRESS_V6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\." + OCTET + "){3}");

    private Hosts() {
    }

    /** Whether the host names this machine, decided by its spelling alone: a name server is never asked. */
    public static boolean isLoopback(String host) {
        String bare = withoutBrackets(host);
        return bare.equalsIgnoreCase("localhost") || LOOPBACK_V4.matcher(bare).matches()
                || ADDRESS_V6.matcher(bare).matches() && addressOf(bare).isLoopbackAddress();
    }

    private static URI readEndpoint(String text, Set<String> paths) {
        URI uri = URI.create(text);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        SettingType.require(scheme.equals("https") || scheme.equals("http"));
        SettingType.require(uri.getHost() != null && uri.getRawUserInfo() == null);
        SettingType.require(uri.getPort() >= -1 && uri.getPort() != 0 && uri.getPort() <= 65535);
        SettingType.require(paths.contains(uri.getRawPath()) && uri.getRawQuery() == null
                && uri.getRawFragment() == null);
        return withoutPath(scheme, uri);
    }

    private static URI withoutPath(String scheme, URI uri) {
        try {
            return new URI(scheme, null, uri.getHost(), uri.getPort(), null, null, null);
        } catch (URISyntaxException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    private static String readHost(String text) {
        String host = withoutBrackets(text);
        if (host.indexOf(':') >= 0) {
            SettingType.require(ADDRESS_V6.matcher(host).matches());
            addressOf(host);
        } else {
            SettingType.require(NAME.matcher(host).matches());
        }
        return host;
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static InetAddress addressOf(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }
}
