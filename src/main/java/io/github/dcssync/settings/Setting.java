package io.github.dcssync.settings;

import java.util.Locale;

/**
 * One key an operator may set.
 *
 * @param key the key as it stands in the file; NAME stands for the name of a source, a policy or a sink
 * @param reach where the key may be given
 * @param type how its text is read
 * @param defaultText the text that counts when none is given, or null when the key is then unset
 * @param secret whether its value is hidden wherever settings are shown
 * @param description one line on what it is
 */
record Setting<T>(String key, Reach reach, SettingType<T> type, String defaultText, boolean secret,
        String description) {

    /** Where a key may be given. */
    enum Reach {
        /** Once. */
        PLAIN,
        /** Once for all sources, and again for each source. */
        SHARED_BY_SOURCES,
        /** For each source. */
        SOURCE,
        /** For each policy. */
        POLICY,
        /** For each sink of alerts. */
        SINK
    }

    static final String PREFIX = "dcs.";

    boolean isPlain() {
        return reach == Reach.PLAIN || reach == Reach.SHARED_BY_SOURCES;
    }

    boolean isOfSource() {
        return reach == Reach.SHARED_BY_SOURCES || reach == Reach.SOURCE;
    }

    /** The key of a named source or policy; of nothing named (null), the plain key. */
    String keyOf(String name) {
        return name == null ? key : prefix() + name + "." + suffix();
    }

    /** What stands before the name in a key that has one: {@code dcs.source.}, {@code dcs.policy.} or {@code dcs.alert.}. */
    String prefix() {
        return switch (reach) {
            case POLICY -> "dcs.policy.";
            case SINK -> "dcs.alert.";
            case PLAIN, SHARED_BY_SOURCES, SOURCE -> "dcs.source.";
        };
    }

    /** What stands behind the name in a key that has one. */
    String suffix() {
        return reach == Reach.SHARED_BY_SOURCES ? key.substring(PREFIX.length())
                : key.substring(key.indexOf(".NAME.") + ".NAME.".length());
    }

    /** A text given for this key as it may be shown. */
    String show(String text) {
        return Violations.show(secret, secret ? text : type.shown().apply(text));
    }

    /** The environment variable that overrides a key. */
    static String variableOf(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
