package io.github.dcssync.settings;

import io.github.dcssync.secret.PercentCodes;
import io.github.dcssync.secret.Secrets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where alerts go: an {@code http:} or {@code https:} address, by itself or behind the name of a product, a {@code mailto:},
 * or the endpoint of any other Camel component. All of it but scheme and host is secret, and printing it shows no more.
 *
 * @param text    as the operator wrote it
 * @param product whose messages it understands
 * @param http    what it is made of; empty where it is none of HTTP
 * @param mail    the same of a {@code mailto:}
 */
public record AlertAddress(String text, SinkProduct product, Optional<HttpAddress> http, Optional<MailAddress> mail) {

    private static final String WANTED = "an address such as https://host/path or a Camel endpoint such as"
            + " log:dcs.alert";
    static final SettingType<AlertAddress> TYPE = new SettingType<>(WANTED, AlertAddress::read, AlertAddress::shown);

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.+)", Pattern.DOTALL);
    private static final Pattern HTTP =
            Pattern.compile("(?:([a-z]+)\\+)?(https?:.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern MAIL = Pattern.compile("mailto:.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    /** Camel finds a component by a file of its scheme's name. */
    private static final String COMPONENTS = "META-INF/services/org/apache/camel/component/";

    /** @throws IllegalArgumentException when nothing can be sent to it */
    public static AlertAddress read(String text) {
        Matcher parts = SCHEME.matcher(text);
        SettingType.require(parts.matches());
        Matcher http = HTTP.matcher(text);
        if (http.matches() && productOf(http).isPresent()) {
            return readHttp(text, productOf(http).get(), HttpAddress.read(http.group(2)));
        }
        if (MAIL.matcher(text).matches()) {
            return new AlertAddress(text, SinkProduct.MAIL, Optional.empty(), Optional.of(MailAddress.read(text)));
        }
        SettingType.require(text.chars().noneMatch(Character::isISOControl));
        if (AlertAddress.class.getClassLoader().getResource(COMPONENTS + parts.group(1)) == null) {
            throw new SettingType.RefusedValue("give " + WANTED + ": there is no Camel component " + parts.group(1));
        }
        if (PercentCodes.decode(text).contains("{{")) {
            throw new SettingType.RefusedValue("give a Camel endpoint without two braces: Camel would put something in"
                    + " their place");
        }
        return new AlertAddress(text, SinkProduct.JSON, Optional.empty(), Optional.empty());
    }

    private static AlertAddress readHttp(String text, SinkProduct product, HttpAddress http) {
        if (product.isKeyed() && http.user().isEmpty()) {
            throw new SettingType.RefusedValue(
                    "give the key before the host: " + product.word() + "+https://KEY@" + http.host());
        }
        return new AlertAddress(text, product, Optional.of(http), Optional.empty());
    }

    /** @return the product that messages are for; empty for a scheme that only looks like one */
    private static Optional<SinkProduct> productOf(Matcher http) {
        return http.group(1) == null ? Optional.of(SinkProduct.JSON) : SinkProduct.of(http.group(1));
    }

    /** @return the scheme as it was written */
    public String scheme() {
        return text.substring(0, text.indexOf(':'));
    }

    /** @return whether messages are to be signed with the sink's secret */
    public boolean isSigned() {
        return http.filter(HttpAddress::isSigned).isPresent();
    }

    /** @return whether it is an endpoint of Camel's, whose address has more in it than the name of a logger */
    public boolean isSecretEndpoint() {
        return http.isEmpty() && mail.isEmpty() && !scheme().equals(AddressParts.LOG);
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
        Matcher http = HTTP.matcher(text);
        return (http.matches() && productOf(http).isPresent() ? shownHttp(http)
                : shownHost(parts.group(1), parts.group(2))).orElse(parts.group(1) + ":" + Secrets.MASK);
    }

    /** Where the host is in what is no address cannot be said. */
    private static Optional<String> shownHttp(Matcher http) {
        try {
            String product = http.group(1) == null ? "" : http.group(1).toLowerCase(Locale.ROOT) + "+";
            return Optional.of(product + HttpAddress.read(http.group(2)).shown());
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
