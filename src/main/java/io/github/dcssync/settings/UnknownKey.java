package io.github.dcssync.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What to tell somebody about a key that is not known. */
final class UnknownKey {

    private static final Pattern NAMED = Pattern.compile("dcs\\.(source|policy|alert)\\.([^.]+)\\..*");
    private static final Pattern SENSITIVE =
            Pattern.compile(".*(secret|pass|pwd|token|cred|auth|key).*|(.*[._-])?(ak|sk|pw)");

    private UnknownKey() {
    }

    static void report(PropertiesFile.Line line, String origin, Violations faults) {
        Optional<String> nearest = nearest(line.key());
        boolean secret = isSensitive(line.key())
                || nearest.flatMap(KeyName::ofKey).map(known -> known.setting().secret()).orElse(false);
        String shown = line.value().isBlank() ? "" : Violations.show(secret, line.value());
        faults.wrong(Violations.show(false, line.key()), shown, origin, "unknown key; "
                + nearest.map(key -> "did you mean " + key + "?")
                        .orElse("take it out, or see src/site/markdown/settings.md for all keys"));
    }

    private static boolean isSensitive(String key) {
        return SENSITIVE.matcher(key.toLowerCase(Locale.ROOT)).matches();
    }

    private static Optional<String> nearest(String key) {
        String spelled = key.toLowerCase(Locale.ROOT).replace('_', '.');
        return DidYouMean.to(spelled, candidates(spelled));
    }

    private static Stream<String> candidates(String key) {
        Stream<String> plain = SettingTable.ALL.stream().filter(Setting::isPlain).map(Setting::key);
        Matcher named = NAMED.matcher(key);
        if (!named.matches() || !Names.isName(named.group(2))) {
            return plain;
        }
        String prefix = "dcs." + named.group(1) + ".";
        return Stream.concat(plain, SettingTable.ALL.stream()
                .filter(setting -> setting.reach() != Setting.Reach.PLAIN && setting.prefix().equals(prefix))
                .map(setting -> setting.keyOf(named.group(2))));
    }
}
