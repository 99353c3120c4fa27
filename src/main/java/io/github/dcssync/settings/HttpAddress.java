package io.github.dcssync.settings;

import io.github.dcssync.secret.PercentCodes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address that takes a message over HTTP. Nothing of it is decoded, completed or put in order: what stands behind
 * the host is the target of the request, byte for byte.
 *
 * @param isSecure whether it is https
 * @param user     {@code user:password} as it stands before the host, percent-encoded; empty for none
 * @param host     a name or an address; one of IPv6 without brackets
 * @param port     or -1 for the scheme's own
 * @param target   path and query
 * @param isSigned whether {@code #hmac} stands behind it, which is not sent
 */
public record HttpAddress(boolean isSecure, String user, String host, int port, String target, boolean isSigned) {

    private static final String FORM = "give https://HOST/PATH";
    private static final Pattern PARTS = Pattern.compile("https?://(?:([^/?#]*)@)?(\\[[0-9a-f:.]+]|[^/?#@:\\[\\]]*)"
            + "(?::([0-9]*))?([/?][^#]*)?(#.*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]+");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9._-]{0,251}[A-Za-z0-9_.])?");
    private static final Pattern USER = Pattern.compile("(?:[^%:]|%(?!3a)[0-9a-f]{2})*+(?::(?:[^%]|%[0-9a-f]{2})*+)?",
            Pattern.CASE_INSENSITIVE);
    private static final int HIGHEST_PORT = 65_535;

    /** @throws SettingType.RefusedValue when no request can be sent to it as it stands */
    static HttpAddress read(String text) {
        require(PRINTABLE.matcher(text).matches(), "give an address with blanks, and all that is not ASCII,"
                + " percent-encoded: it is sent as it stands");
        Matcher parts = PARTS.matcher(text);
        require(parts.matches(), FORM + ", with / # ? of a user name or password percent-encoded");
        String host = parts.group(2);
        require(host.startsWith("[") || HOST.matcher(host).matches(), FORM + " with a HOST of ASCII letters, digits,"
                + " dots, hyphens and underscores, or an address");
        String user = parts.group(1) == null ? "" : parts.group(1);
        require(USER.matcher(user).matches(), "give a user name without a colon, and % and @ in it and its password"
                + " as %25 and %40");
        return new HttpAddress(text.regionMatches(true, 0, "https:", 0, "https:".length()), user,
                host.replaceAll("[\\[\\]]", ""), port(parts.group(3)), target(parts.group(4)),
                "#hmac".equals(parts.group(5)));
    }

    private static int port(String text) {
        if (text == null || text.isEmpty()) {
            return -1;
        }
        int port = text.length() > 5 ? 0 : Integer.parseInt(text);
        require(port > 0 && port <= HIGHEST_PORT, "give a port from 1 to 65535");
        return port;
    }

    /** A request has a path: without one it asks for /. */
    private static String target(String text) {
        return text == null ? "/" : text.startsWith("/") ? text : "/" + text;
    }

    private static void require(boolean right, String remedy) {
        if (!right) {
            throw new SettingType.RefusedValue(remedy);
        }
    }

    /** @return what may be shown of it: scheme, host and port */
    public String shown() {
        return (isSecure ? "https://" : "http://") + (host.indexOf(':') < 0 ? host : "[" + host + "]")
                + (port < 0 ? "" : ":" + port);
    }

    /** @return the value of the header {@code Authorization} for the user and password in it; null without any */
    public String authorization() {
        if (user.isEmpty()) {
            return null;
        }
        String pair = PercentCodes.decode(user) + (user.indexOf(':') < 0 ? ":" : "");
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** @return the same without what stands before the host */
    public HttpAddress withoutUser() {
        return new HttpAddress(isSecure, "", host, port, target, isSigned);
    }

    /** @return what stands before the host, decoded: a key where it is no user and password */
    public String key() {
        return PercentCodes.decode(user);
    }

    @Override
    public String toString() {
        return shown();
    }
}
