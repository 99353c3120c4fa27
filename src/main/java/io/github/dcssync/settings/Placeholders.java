package io.github.dcssync.settings;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills {@code {{env:NAME}}} and {@code {{env:NAME:default}}} from the environment. Any other braces stay. */
final class Placeholders {

    private static final String OPENING = "{{env:";
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{\\{env:([A-Za-z_][A-Za-z0-9_.-]*)(?::(.*?))?}}", Pattern.DOTALL);

    private final Map<String, String> environment;

    Placeholders(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The text filled in and trimmed; null when it is empty or names a variable that is unset without a default. */
    String fill(String text) {
        Matcher placeholder = PLACEHOLDER.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (placeholder.find()) {
            String value = variable(placeholder.group(1));
            String replacement = value == null ? placeholder.group(2) : value;
            if (replacement == null) {
                return null;
            }
            placeholder.appendReplacement(filled, Matcher.quoteReplacement(replacement));
        }
        String whole = placeholder.appendTail(filled).toString().trim();
        return whole.isEmpty() ? null : whole;
    }

    /** The variable's value; null when it is unset or empty. */
    String variable(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value;
    }

    /** Whether the text opens a placeholder that cannot be read. */
    static boolean isMalformed(String text) {
        return PLACEHOLDER.matcher(text).replaceAll("").contains(OPENING);
    }

    /** Where the value of a default comes from: the variable it names, when that is all it is. */
    String originOfDefault(String defaultText) {
        Matcher placeholder = PLACEHOLDER.matcher(defaultText);
        return placeholder.matches() && variable(placeholder.group(1)) != null
                ? "environment " + placeholder.group(1) : Entry.DEFAULT;
    }
}
