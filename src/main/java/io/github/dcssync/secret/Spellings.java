package io.github.dcssync.secret;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The ways a value may be spelled in a request, an answer or a log line. */
final class Spellings {

    private static final Pattern PERCENT_CODE = Pattern.compile("%[0-9A-F]{2}");
    private static final Pattern HTML_MARK = Pattern.compile("[<>&='+]");
    private static final Pattern NOT_ASCII = Pattern.compile("[^\\x00-\\x7e]");

    private Spellings() {
    }

    static Set<String> of(String value) {
        Set<String> spellings = new LinkedHashSet<>();
        spellings.add(value);
        addUrlForms(spellings, URLEncoder.encode(value, StandardCharsets.UTF_8));
        String json = new String(JsonStringEncoder.getInstance().quoteAsString(value));
        addJsonForms(spellings, json);
        addJsonForms(spellings, json.replace("/", "\\/"));
        return spellings;
    }

    /** Forms write a blank as +, paths and signed queries as %20; libraries differ in the marks they leave alone. */
    private static void addUrlForms(Set<String> spellings, String form) {
        String strict = form.replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
        String component = strict.replace("%2A", "*").replace("%21", "!").replace("%27", "'")
                .replace("%28", "(").replace("%29", ")");
        for (String encoded : new String[] {form, strict, component}) {
            spellings.add(encoded);
            spellings.add(PERCENT_CODE.matcher(encoded).replaceAll(code -> code.group().toLowerCase(Locale.ROOT)));
        }
    }

    /** Writers of JSON may also escape the marks of HTML and all that is not ASCII. */
    private static void addJsonForms(Set<String> spellings, String json) {
        String safeInHtml = escape(json, HTML_MARK, "\\u%04x");
        for (String form : new String[] {json, safeInHtml}) {
            spellings.add(form);
            spellings.add(escape(form, NOT_ASCII, "\\u%04x"));
            spellings.add(escape(form, NOT_ASCII, "\\u%04X"));
        }
    }

    /** Escapes UTF-16 unit by unit, as JSON does. */
    private static String escape(String text, Pattern marks, String code) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean marked = marks.matcher(String.valueOf(c)).matches();
            escaped.append(marked ? String.format(code, (int) c) : String.valueOf(c));
        }
        return escaped.toString();
    }
}
