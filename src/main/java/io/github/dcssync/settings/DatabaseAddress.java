package io.github.dcssync.settings;

import io.github.dcssync.secret.Secrets;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What of a database's URL may be shown: what was understood of it, which is scheme, host, port and database (of H2 its
 * path). Parameters never are, and of a URL that is not understood nothing but its scheme.
 */
public final class DatabaseAddress {

    private static final String HOST = "(?:\\w[\\w.-]*|\\[[0-9A-Fa-f:.%]+])(?::[0-9]{1,5})?";
    private static final String HOSTS = "(?:" + HOST + "(?:," + HOST + ")*)?";
    private static final String NAME = "[\\p{L}\\p{N}_.$%~+-]*";
    private static final String PARAMETERS = "(?<parameters>[?;](?:[\\w.-]+=.*)?)?";

    private static final Pattern SERVER = Pattern.compile("(?<shown>(?:jdbc:)?(?:postgres|postgresql|mariadb|mysql)"
            + "(?::[a-z0-9-]+)?:(?://" + HOSTS + "(?:/(?<database>" + NAME + "))?|/|(?<local>[\\p{L}\\p{N}_.$-]+)))"
            + PARAMETERS, Pattern.CASE_INSENSITIVE);
    private static final Pattern H2 = Pattern.compile("(?<shown>jdbc:h2:(?:(?:tcp|ssl)://" + HOSTS
            + "(?:/[^;?=&@]*)?|(?!(?:tcp|ssl):)[^;?=&@]*))(?<parameters>;.*)?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern SCHEME = Pattern.compile("(?:jdbc:[a-z0-9+.-]{1,30}:|[a-z][a-z0-9+.-]{1,30}:(?=//)).*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Text behind an @ that looks like a host and a path: what stands before it was no parameter but a password. */
    private static final Pattern LATE_HOST = Pattern.compile("@[^&;/]*/");
    private static final String SECRET_NAME = "[\\w.-]*(?:pass|pwd|secret|token|key)[\\w.-]*=";
    private static final Pattern SECRET = Pattern.compile("[?;&]" + SECRET_NAME, Pattern.CASE_INSENSITIVE);
    private static final Pattern OTHER_WITH_AT = Pattern.compile(
            "[?;&](?!user=|" + SECRET_NAME + ")[\\w.-]+=[^&;]*@", Pattern.CASE_INSENSITIVE);

    private final String url;
    private final Matcher understood;

    /** @param url any text */
    public DatabaseAddress(String url) {
        this.url = url;
        this.understood = understood(url);
    }

    private static Matcher understood(String url) {
        Matcher h2 = H2.matcher(url);
        if (h2.matches()) {
            return h2;
        }
        Matcher server = SERVER.matcher(url);
        if (!server.matches()) {
            return null;
        }
        String parameters = server.group("parameters");
        boolean late = parameters != null && LATE_HOST.matcher(parameters).find()
                && OTHER_WITH_AT.matcher(parameters).find();
        return late ? null : server;
    }

    /** The URL as it may be shown. */
    public String shown() {
        if (understood != null) {
            return understood.group("shown");
        }
        return scheme() + "...";
    }

    private String scheme() {
        Matcher scheme = SCHEME.matcher(url);
        if (!scheme.matches()) {
            return "";
        }
        int end = url.indexOf(':', url.regionMatches(true, 0, "jdbc:", 0, 5) ? 5 : 0);
        return url.substring(0, end + 1);
    }

    /** The name of the database on its server. */
    public Optional<String> database() {
        return understood == null || understood.pattern() == H2 ? Optional.empty()
                : Stream.of("database", "local").map(understood::group).filter(name -> name != null && !name.isEmpty())
                        .findFirst();
    }

    /** The user that the URL names, if it names one. */
    public Optional<String> user() {
        return parameter("user");
    }

    /** Whether the URL gives the user's password. */
    public boolean hasPassword() {
        return parameter("password").isPresent();
    }

    private Optional<String> parameter(String name) {
        String parameters = understood == null ? null : understood.group("parameters");
        if (parameters == null) {
            return Optional.empty();
        }
        boolean h2 = understood.pattern() == H2;
        return Stream.of(parameters.split(h2 ? "(?<!\\\\);" : "[?&]")).map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2 && pair[0].strip().equalsIgnoreCase(name))
                .map(pair -> h2 ? pair[1].replace("\\;", ";") : decoded(pair[1])).reduce((first, last) -> last);
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return value;
        }
    }

    /** Whether it was understood; of one that was not, a driver may quote any piece. */
    public boolean isUnderstood() {
        return understood != null;
    }

    /** Whether user and password seem to stand before the host, where no driver reads them. */
    boolean hasLogin() {
        return understood == null && url.contains("@");
    }

    /** Registers everything that must not be shown of this URL. */
    public void addTo(Secrets known) {
        secrets().forEach(known::add);
    }

    /** Everything that must not be shown: passwords, however they may be told from the rest, and what is around them. */
    private Set<String> secrets() {
        Set<String> secrets = new LinkedHashSet<>();
        String shown = shown();
        secrets.add(understood == null ? url.substring(scheme().length()) : url.substring(shown.length()));
        Matcher secret = SECRET.matcher(url);
        while (secret.find()) {
            String rest = url.substring(secret.end());
            for (String separator : new String[] {"&", "(?<!\\\\);", "[&;]"}) {
                addForms(secrets, rest.split(separator, 2)[0]);
            }
        }
        int login = url.indexOf(':', Math.max(0, url.indexOf("//")));
        for (int at = url.indexOf('@'); understood == null && login >= 0 && at >= 0; at = url.indexOf('@', at + 1)) {
            if (at > login) {
                addForms(secrets, url.substring(login + 1, at));
            }
        }
        return secrets;
    }

    private static void addForms(Set<String> secrets, String value) {
        secrets.add(value);
        secrets.add(value.replace("\\;", ";"));
        try {
            secrets.add(URLDecoder.decode(value, StandardCharsets.UTF_8));
            secrets.add(URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notEncoded) {
            // A percent sign of its own: the value is what it says.
        }
    }
}
