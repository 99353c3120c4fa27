package io.github.dcssync.settings;

import io.github.dcssync.secret.PercentCodes;
import io.github.dcssync.secret.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A forward proxy. Printing it shows neither user nor password.
 *
 * @param isSecure whether TLS is spoken with the proxy itself
 * @param user     decoded, or null where it asks for none
 * @param password decoded, perhaps empty
 * @param host     a name or an address; one of IPv6 without brackets
 * @param port     of the proxy
 */
public record ProxyAddress(boolean isSecure, @Nullable String user, String password, String host, int port) {

    static final SettingType<ProxyAddress> TYPE = new SettingType<>(
            "the address of an HTTP proxy such as http://proxy.example.com:3128", ProxyAddress::read,
            ProxyAddress::shown);

    private static final Pattern PARTS = Pattern.compile("(?:(?<scheme>[a-z][a-z0-9+.-]*)://)?(?:(?<user>[^@/?#:]*)"
            + "(?::(?<password>[^@/?#]*))?@)?(?<host>\\[[0-9a-f:.]+]|[a-z0-9_](?:[a-z0-9._-]{0,251}[a-z0-9_.])?)"
            + "(?::(?<port>[0-9]{1,5}))?/?", Pattern.CASE_INSENSITIVE);
    private static final Pattern ENCODED = Pattern.compile("(?:[\\x21-\\x7e&&[^%]]|%[0-9a-f]{2})*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[^{}]*}}");
    private static final int HIGHEST_PORT = 65_535;

    /** Without a scheme it is {@code http:}, as other programs read the variables. */
    private static ProxyAddress read(String text) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw new SettingType.RefusedValue("give the address of an HTTP proxy such as"
                    + " http://proxy.example.com:3128, with @ : / ? # and the percent sign of a user name or"
                    + " password percent-encoded");
        }
        String scheme = Objects.requireNonNullElse(parts.group("scheme"), "http").toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new SettingType.RefusedValue("give the address of an HTTP proxy, with http:// or https://; "
                    + scheme + " is not spoken");
        }
        boolean secure = scheme.equals("https");
        return new ProxyAddress(secure, decoded(parts.group("user")),
                Objects.requireNonNullElse(decoded(parts.group("password")), ""),
                parts.group("host").replaceAll("[\\[\\]]", ""), port(parts.group("port"), secure));
    }

    private static @Nullable String decoded(@Nullable String encoded) {
        if (encoded == null) {
            return null;
        }
        if (!ENCODED.matcher(encoded).matches()) {
            throw new SettingType.RefusedValue("write % of the user name or password as %25, and blanks and all that is"
                    + " not ASCII percent-encoded");
        }
        return PercentCodes.decode(encoded);
    }

    private static int port(@Nullable String text, boolean secure) {
        if (text == null) {
            return secure ? 443 : 80;
        }
        int port = Integer.parseInt(text);
        if (port == 0 || port > HIGHEST_PORT) {
            throw new SettingType.RefusedValue("give a port from 1 to 65535");
        }
        return port;
    }

    /** What is no address may be a password. */
    private static String shown(String text) {
        try {
            return PLACEHOLDER.matcher(text).matches() ? text : read(text).toString();
        } catch (SettingType.RefusedValue refused) {
            return Secrets.MASK;
        }
    }

    /** Registers what must not be shown of it. */
    void addTo(Secrets secrets) {
        if (user != null) {
            secrets.add(password);
            secrets.add(Base64.getEncoder()
                    .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** @return host and port, as messages name it */
    public String name() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    @Override
    public String toString() {
        return (isSecure ? "https://" : "http://") + name();
    }
}
