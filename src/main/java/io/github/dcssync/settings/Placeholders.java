package io.github.dcssync.settings;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills {@code {{env:NAME}}}, {@code {{env:NAME:default}}} and {@code {{file:PATH}}}. <code>{{{{</code> writes two
 * braces; braces without a function stay. What is filled in is not looked at again.
 */
final class Placeholders {

    /** What a variable ends in that names the file of another. */
    static final String FILE = "_FILE";
    /** The vendor's own variables, which are no keys, may be files too. */
    static final String VENDOR = "CLOUD_SDK_";
    private static final Pattern MARK =
            Pattern.compile("(?<literal>\\{\\{\\{\\{)|\\{\\{(?<function>\\s*[A-Za-z][A-Za-z0-9_-]*\\s*):");
    private static final Pattern VARIABLE =
            Pattern.compile("([A-Za-z_][A-Za-z0-9_.-]*)(?::(.*))?", Pattern.DOTALL);

    private final Map<String, String> environment;
    private final Path home;

    /**
     * A text that was filled in.
     *
     * @param value the whole, or null when a variable in it is unset and has no default
     * @param fromFiles what of it came out of which file
     */
    record Text(String value, Map<Path, String> fromFiles) {
    }

    /** @param home what a relative path is below */
    Placeholders(Map<String, String> environment, Path home) {
        this.environment = environment;
        this.home = home;
    }

    /** @throws SettingType.RefusedValue for a function that is not known or cannot be read, and for a file without value */
    Text fill(String text) {
        Matcher mark = MARK.matcher(text);
        StringBuilder filled = new StringBuilder();
        Map<Path, String> fromFiles = new LinkedHashMap<>();
        int done = 0;
        while (mark.find(done)) {
            filled.append(text, done, mark.start());
            if (mark.group("literal") != null) {
                filled.append("{{");
                done = mark.end();
            } else {
                int end = endOf(text, mark.end());
                String value = resolve(mark.group("function"), text.substring(mark.end(), end), fromFiles);
                if (value == null) {
                    return new Text(null, fromFiles);
                }
                filled.append(value);
                done = end + 2;
            }
        }
        return new Text(filled.append(text, done, text.length()).toString(), fromFiles);
    }

    /** A placeholder ends at the first two braces, and has none inside. */
    private static int endOf(String text, int from) {
        int end = text.indexOf("}}", from);
        if (end < 0 || text.substring(from, end).contains("{{")) {
            throw new SettingType.RefusedValue("end each placeholder with }}, and put none into another");
        }
        return end;
    }

    private String resolve(String function, String argument, Map<Path, String> fromFiles) {
        return switch (function) {
            case "env" -> fromEnvironment(argument, fromFiles);
            case "file" -> fromFile(argument, fromFiles);
            default -> throw new SettingType.RefusedValue("{{" + function.strip() + ": is no function here; write"
                    + " {{env:NAME}} or {{file:PATH}}, and {{{{ for two braces");
        };
    }

    private String fromEnvironment(String argument, Map<Path, String> fromFiles) {
        Matcher parts = VARIABLE.matcher(argument);
        if (!parts.matches()) {
            throw new SettingType.RefusedValue("write {{env:NAME}} or {{env:NAME:default}}");
        }
        String name = parts.group(1);
        if (isFile(name)) {
            return fromFile(variable(name + FILE), fromFiles);
        }
        String value = variable(name);
        return value == null ? parts.group(2) : value;
    }

    private String fromFile(String path, Map<Path, String> fromFiles) {
        String value = ValueFile.read(home, path);
        fromFiles.put(home.resolve(path), value);
        return value;
    }

    private boolean isFile(String name) {
        return name.startsWith(VENDOR) && variable(name) == null && variable(name + FILE) != null;
    }

    /** The variable's value; null when it is unset or empty. */
    private String variable(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value;
    }

    /** Where the value of a default comes from: the variable it names, when that is all it is. */
    String originOfDefault(String defaultText) {
        Matcher placeholder = Pattern.compile("\\{\\{env:(" + VENDOR + "[A-Z_]+)}}").matcher(defaultText);
        if (!placeholder.matches()) {
            return SettingEntry.DEFAULT;
        }
        String name = placeholder.group(1);
        return isFile(name) ? "environment " + name + FILE
                : variable(name) == null ? SettingEntry.DEFAULT : "environment " + name;
    }
}
