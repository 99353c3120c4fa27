package io.github.dcssync.secret;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks the values of headers that carry secrets, wherever a text shows them: {@code Name: value},
 * {@code name:value|} (the gateway's canonical request), {@code "Name":"value"}, {@code Name=[value]}.
 */
final class SecretHeaders {

    /** The name, its closing quote (in JSON within JSON with backslashes before it), and the sign before the value. */
    private static final Pattern NAME = Pattern.compile(
            "(?:authorization|x-auth-token|x-security-token|x-subject-token)\\\\{0,9}[\"']?\\s{0,9}[:=][ \\t\\[]{0,9}",
            Pattern.CASE_INSENSITIVE);

    private SecretHeaders() {
    }

    static String mask(String text) {
        Matcher name = NAME.matcher(text);
        if (!name.find()) {
            return text;
        }
        StringBuilder masked = new StringBuilder(text.length());
        int done = 0;
        do {
            int start = startOfValue(text, name.end());
            int end = endOfValue(text, name.end(), start);
            masked.append(text, done, start).append(end > start ? Secrets.MASK : "");
            done = end;
        } while (name.find(done));
        return masked.append(text, done, text.length()).toString();
    }

    /** Behind the opening quote, if there is one. */
    private static int startOfValue(String text, int after) {
        int at = after;
        while (at < text.length() && text.charAt(at) == '\\') {
            at++;
        }
        return at < text.length() && isQuote(text.charAt(at)) ? at + 1 : after;
    }

    /** A quoted value ends at the quote it began with, any other at the end of the line, a bar or a quote. */
    private static int endOfValue(String text, int after, int start) {
        if (start == after) {
            int end = start;
            while (end < text.length() && "\r\n|\"".indexOf(text.charAt(end)) < 0) {
                end++;
            }
            return end;
        }
        return closingQuote(text, start, text.substring(after, start));
    }

    private static int closingQuote(String text, int start, String quote) {
        for (int at = text.indexOf(quote, start); at >= 0; at = text.indexOf(quote, at + 1)) {
            if (at == start || text.charAt(at - 1) != '\\') {
                return at;
            }
        }
        return text.length();
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }
}
