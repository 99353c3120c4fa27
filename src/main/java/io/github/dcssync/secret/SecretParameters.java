package io.github.dcssync.secret;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Secrets by their place in URLs: signatures, passwords and tokens as parameters, passwords before the host. */
final class SecretParameters {

    private static final Pattern SIGNATURE = Pattern.compile(
            "(signature(?:=|%3d|\\\\u003d))[0-9a-f]++", Pattern.CASE_INSENSITIVE);

    /** A password anywhere, in any URL also what is named a key, secret or token; Camel wraps some in RAW(). */
    private static final Pattern PARAMETER = Pattern.compile(
            "((?:(?:password|passwd|pwd)|[?&;][\\w.-]{0,40}(?:secret|token|passphrase|key))=(?:RAW\\()?)"
                    + "([^&;\\s\"']++)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern USER_INFO =
            Pattern.compile("(://[^/?#@:\\s\"']{0,255}:)([^/?#\\s\"']{1,255})(?=@)");

    private SecretParameters() {
    }

    static String mask(String text) {
        if (text.indexOf('=') < 0 && text.indexOf('@') < 0 && text.indexOf('%') < 0 && text.indexOf('\\') < 0) {
            return text;
        }
        String masked = SIGNATURE.matcher(text).replaceAll("$1" + Secrets.MASK);
        masked = PARAMETER.matcher(masked).replaceAll("$1" + Secrets.MASK);
        return USER_INFO.matcher(masked).replaceAll("$1" + Secrets.MASK);
    }

    /** The secrets in a URL, as they stand there. */
    static List<String> of(String url) {
        return List.of(PARAMETER, USER_INFO).stream().map(pattern -> pattern.matcher(url))
                .flatMap(Matcher::results).map(found -> found.group(2).replaceAll("\\)$", "")).toList();
    }
}
