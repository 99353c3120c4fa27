package io.github.dcssync.settings;

import io.github.dcssync.secret.PercentCodes;
import io.github.dcssync.secret.Secrets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where alerts go: an {@code http:} or {@code https:} address, or the endpoint of any other Camel component. All of it
 * but scheme and host is secret, and printing it shows no more.
 *
 * @param text as the operator wrote it
 * @param http what it is made of; empty for an endpoint of Camel's
 */
public record AlertAddress(String text, Optional<HttpAddress> http) {

    private static final String WANTED = "an address such as https://host/path or a Camel endpoint such as"
            + " log:dcs.alert";
    static final SettingType<AlertAddress> TYPE = new SettingType<>(WANTED, AlertAddress::read, AlertAddress::shown);

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.+)", Pattern.DOTALL);
    private static final Pattern HTTP = Pattern.compile("https?:.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    /** Camel finds a component by a file of its scheme's name. */
    private static final String COMPONENTS = "META-INF/services/org/apache/camel/component/";

    /** @throws IllegalArgumentException when nothing can be sent to it */
    public static AlertAddress read(String text) {
        Matcher parts = SCHEME.matcher(text);
        SettingType.require(parts.matches());
        if (HTTP.matcher(text).matches()) {
            return new AlertAddress(text, Optional.of(HttpAddress.read(text)));
        }
        SettingType.require(text.chars().noneMatch(Character::isISOControl));
        if (AlertAddress.class.getClassLoader().getResource(COMPONENTS + parts.group(1)) == null) {
            throw new SettingType.RefusedValue("give " + WANTED + ": there is no Camel component " + parts.group(1));
        }
        if (PercentCodes.decode(text).contains("{{")) {
            throw new SettingType.RefusedValue("give a Camel endpoint without two braces: Camel would put something in"
                    + " their place");
        }
        return new AlertAddress(text, Optional.empty());
    }

    /** @return the scheme as it was written */
    public String scheme() {
        return text.substring(0, text.indexOf(':'));
    }

    /** @return what may be shown of it */
    public String shown() {
        return shown(text);
    }

    /** The same of a text that may be no address at all. */
    private static String shown(String text) {
        Matcher parts = SCHEME.matcher(text);
        if (!parts.matches()) {
            return Secrets.MASK;
        }
        if (parts.group(1).equals(AddressParts.LOG)) {
            // The name of a logger is no secret.
            return text.replaceFirst("(?s)\\?.*", "");
        }
        return (HTTP.matcher(text).matches() ? shownHttp(text) : shownHost(parts.group(1), parts.group(2)))
                .orElse(parts.group(1) + ":" + Secrets.MASK);
    }

    /** Where the host is in what is no address cannot be said. */
    private static Optional<String> shownHttp(String text) {
        try {
            return Optional.of(HttpAddress.read(text).shown());
        } catch (SettingType.RefusedValue refused) {
            return Optional.empty();
        }
    }

    private static Optional<String> shownHost(String scheme, String rest) {
        Matcher behind = AddressParts.BEHIND_SCHEME.matcher(rest);
        return behind.matches() && behind.group("host") != null && behind.group("rest").indexOf('@') < 0
                ? Optional.of(scheme + "://" + behind.group("host")) : Optional.empty();
    }

    /** Registers what nobody could guess of it. */
    void addTo(Secrets secrets) {
        secrets.addFrom(text);
        AddressParts.of(this).stream().filter(AddressParts::isUnusual).forEach(secrets::add);
    }

    /** @return knows every part of it but scheme and host, the usual words as well: for what the sink itself says */
    public Secrets secrets() {
        Secrets secrets = new Secrets();
        secrets.addFrom(text);
        AddressParts.of(this).forEach(secrets::add);
        return secrets;
    }

    @Override
    public String toString() {
        return shown();
    }
}
