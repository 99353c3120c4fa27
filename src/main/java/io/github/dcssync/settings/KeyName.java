package io.github.dcssync.settings;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A known key as somebody wrote it, in the file or as an environment variable.
 *
 * @param setting what it sets
 * @param name of the source or policy it is for, lower case with hyphens; null for a plain key
 */
record KeyName(Setting<?> setting, String name) {

    private static final Map<String, Setting<?>> BY_KEY = plain(UnaryOperator.identity());
    private static final Map<String, Setting<?>> BY_VARIABLE = plain(Setting::variableOf);

    /** Longest first: DCS_SOURCE_A_IAM_ENDPOINT sets iam.endpoint of a, not endpoint of a-iam. */
    private static final List<Setting<?>> NAMED = SettingTable.ALL.stream()
            .filter(setting -> setting.reach() != Setting.Reach.PLAIN)
            .sorted(Comparator.comparing((Setting<?> setting) -> setting.suffix().length()).reversed()).toList();

    /** The key in full. */
    String key() {
        return setting.keyOf(name);
    }

    static Optional<KeyName> ofKey(String key) {
        return find(key, BY_KEY, UnaryOperator.identity());
    }

    static Optional<KeyName> ofVariable(String variable) {
        return find(variable, BY_VARIABLE, Setting::variableOf);
    }

    private static Optional<KeyName> find(String text, Map<String, Setting<?>> plain, UnaryOperator<String> spelling) {
        Setting<?> known = plain.get(text);
        if (known != null) {
            return Optional.of(new KeyName(known, null));
        }
        return NAMED.stream().map(setting -> named(text, setting, spelling)).flatMap(Optional::stream).findFirst();
    }

    private static Optional<KeyName> named(String text, Setting<?> setting, UnaryOperator<String> spelling) {
        String prefix = spelling.apply(setting.prefix());
        String suffix = spelling.apply("." + setting.suffix());
        int nameEnd = text.length() - suffix.length();
        if (nameEnd <= prefix.length() || !text.startsWith(prefix) || !text.endsWith(suffix)) {
            return Optional.empty();
        }
        String name = text.substring(prefix.length(), nameEnd);
        return Names.isName(name) ? Optional.of(new KeyName(setting, Names.normal(name))) : Optional.empty();
    }

    private static Map<String, Setting<?>> plain(UnaryOperator<String> spelling) {
        Map<String, Setting<?>> settings = new HashMap<>();
        SettingTable.ALL.stream().filter(Setting::isPlain)
                .forEach(setting -> settings.put(spelling.apply(setting.key()), setting));
        return Map.copyOf(settings);
    }
}
