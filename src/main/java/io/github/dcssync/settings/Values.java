package io.github.dcssync.settings;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What was given for each key: the environment beats the file, the file beats the default. */
final class Values {

    private final Map<String, Given> given = new TreeMap<>();
    private final Map<String, KeyName> names = new TreeMap<>();
    private final Placeholders placeholders;
    private final Faults faults;

    Values(Placeholders placeholders, Faults faults) {
        this.placeholders = placeholders;
        this.faults = faults;
    }

    /** Takes the text for a key instead of what was given before; nothing when the text comes to nothing. */
    void give(KeyName name, String text, String origin) {
        String filled = placeholders.fill(text);
        if (Placeholders.isMalformed(text)) {
            faults.wrong(name.key(), Faults.show(name.setting().secret(), text), origin,
                    "write {{env:NAME}} or {{env:NAME:default}}");
        } else if (filled != null) {
            given.put(name.key(), new Given(filled, origin));
            names.put(name.key(), name);
        }
    }

    /** Forgets what was given for some settings. */
    void drop(Predicate<Setting<?>> unwanted) {
        names.values().removeIf(name -> unwanted.test(name.setting()));
        given.keySet().retainAll(names.keySet());
    }

    /** All keys that were given, in alphabetical order. */
    List<KeyName> names() {
        return List.copyOf(names.values());
    }

    boolean isGiven(Setting<?> setting, String name) {
        return given.containsKey(setting.keyOf(name));
    }

    /** What counts for the key of a source or policy (plain: null): given, else the default, else null. */
    Given find(Setting<?> setting, String name) {
        Given explicit = given.get(setting.keyOf(name));
        return explicit == null && hasDefault(setting, name) ? defaultOf(setting) : explicit;
    }

    /** What a named source or policy leaves out it has from the plain key or the default policy. */
    private static boolean hasDefault(Setting<?> setting, String name) {
        return setting.defaultText() != null && (name == null || setting.reach() == Setting.Reach.SOURCE
                || setting.reach() == Setting.Reach.POLICY && name.equals(PolicyReader.DEFAULT));
    }

    private Given defaultOf(Setting<?> setting) {
        String filled = placeholders.fill(setting.defaultText());
        return filled == null ? null : new Given(filled, placeholders.originOfDefault(setting.defaultText()));
    }

    /** The value that counts, or null when there is none or it cannot be read, which is a fault. */
    <T> T read(Setting<T> setting, String name) {
        Given found = find(setting, name);
        try {
            return found == null ? null : setting.type().read(found.text());
        } catch (SettingType.Refusal refusal) {
            faults.wrong(setting, setting.keyOf(name), found,
                    refusal.getMessage() + " (" + setting.description() + ")");
            return null;
        }
    }

    <T> T read(Setting<T> setting) {
        return read(setting, null);
    }
}
