package io.github.dcssync.settings;

import io.github.dcssync.secret.Secrets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What was given for each key: the environment beats the file, the file beats the default. */
final class Values {

    private final Map<String, RawValue> given = new TreeMap<>();
    private final Map<String, KeyName> names = new TreeMap<>();
    private final Map<Path, String> openFiles = new LinkedHashMap<>();
    private final Placeholders placeholders;
    private final Violations faults;

    Values(Placeholders placeholders, Violations faults) {
        this.placeholders = placeholders;
        this.faults = faults;
    }

    /** Takes the text for a key instead of what was given before; nothing when the text comes to nothing. */
    void give(KeyName name, String text, String origin) {
        RawValue filled = filled(name.setting(), name.key(), text, origin);
        if (filled != null) {
            given.put(name.key(), filled);
            names.put(name.key(), name);
        }
    }

    /** Takes a text for a key that was not given, as it stands. */
    void supply(Setting<?> setting, String name, String text, String origin) {
        given.put(setting.keyOf(name), new RawValue(text, origin));
    }

    /** Forgets what was supplied. */
    void withdraw(Setting<?> setting, String name) {
        given.remove(setting.keyOf(name));
    }

    /**
     * What was given, where what came out of files is read once more for some keys; what is wrong with that goes to
     * {@code others}.
     */
    Values reread(Violations others, Predicate<KeyName> keys) {
        Values now = new Values(placeholders, others);
        given.forEach((key, value) -> {
            if (value.fromFiles().isEmpty() || !keys.test(names.get(key))) {
                now.given.put(key, value);
                // What was supplied has none.
                Optional.ofNullable(names.get(key)).ifPresent(name -> now.names.put(key, name));
            } else {
                now.give(names.get(key), value.written(), value.origin());
            }
        });
        return now;
    }

    /** What a text comes to; null when that is nothing. A secret may begin or end with a blank, nothing else does. */
    private RawValue filled(Setting<?> setting, String key, String text, String origin) {
        try {
            Placeholders.Text filled = placeholders.fill(text);
            if (setting.secret() || SettingTable.ADDRESSES.contains(setting)) {
                filled.fromFiles().keySet().forEach(file -> noteIfOpen(file, key));
            }
            String value = filled.value() == null ? "" : setting.secret() ? filled.value() : filled.value().trim();
            return value.isEmpty() ? null
                    : new RawValue(value, origin, filled.fromFiles().isEmpty() ? value : text,
                            List.copyOf(filled.fromFiles().values()));
        } catch (SettingType.RefusedValue refusal) {
            faults.wrong(key, setting.show(text), origin, refusal.getMessage());
            return RawValue.broken(origin);
        }
    }

    /** Notes that a file with the secret of a key may be read by everybody, if so it is. */
    void noteIfOpen(Path file, String key) {
        SecretFile.warning(file, key).ifPresent(warning -> openFiles.putIfAbsent(file, warning));
    }

    /** A warning for each file with a secret, of the values that were looked for until now, which everybody may read. */
    Collection<String> openFiles() {
        return openFiles.values();
    }

    /** All keys that were given, in alphabetical order. */
    List<KeyName> names() {
        return List.copyOf(names.values());
    }

    boolean isGiven(Setting<?> setting, String name) {
        return given.containsKey(setting.keyOf(name));
    }

    /** Whose key counts for a source: its own when it is given, else the plain one (null). */
    String owner(Setting<?> setting, String source) {
        return source != null && isGiven(setting, source) ? source : null;
    }

    /** What counts for the key of a source or policy (plain: null): given, else the default, else null. */
    RawValue find(Setting<?> setting, String name) {
        RawValue explicit = given.get(setting.keyOf(name));
        return explicit == null && hasDefault(setting, name) ? defaultOf(setting) : explicit;
    }

    /** What a named source or policy leaves out it has from the plain key or the default policy. */
    private static boolean hasDefault(Setting<?> setting, String name) {
        return setting.defaultText() != null && (name == null || setting.reach() == Setting.Reach.SOURCE
                || setting.reach() == Setting.Reach.POLICY && name.equals(ProtectionPolicyReader.DEFAULT));
    }

    private RawValue defaultOf(Setting<?> setting) {
        return filled(setting, setting.key(), setting.defaultText(),
                placeholders.originOfDefault(setting.defaultText()));
    }

    /** The value that counts, or null when there is none or it cannot be read, which is a fault. */
    <T> T read(Setting<T> setting, String name) {
        RawValue found = find(setting, name);
        try {
            return found == null || found.text().isEmpty() ? null : setting.type().read(found.text());
        } catch (SettingType.RefusedValue refusal) {
            faults.wrong(setting, setting.keyOf(name), found,
                    refusal.getMessage() + " (" + setting.description() + ")");
            return null;
        }
    }

    /** The value that counts, whose files are read again; of null where there is none. */
    <T> Fresh<T> fresh(Setting<T> setting, Secrets secrets) {
        T value = read(setting);
        RawValue found = find(setting, null);
        return Fresh.of(setting,
                found == null || value == null ? RawValue.broken("not set") : found, value, placeholders, secrets);
    }

    <T> T read(Setting<T> setting) {
        return read(setting, null);
    }
}
