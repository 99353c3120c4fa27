package io.github.dcssync.settings;

/**
 * A setting as {@code check} shows it.
 *
 * @param key the key in full
 * @param value its text; {@code xxxxxx} when secret, {@code -} when unset
 * @param origin {@code default}, {@code config/application.properties:12} or {@code environment DCS_DB_URL}
 */
public record SettingEntry(String key, String value, String origin) {

    /** The origin of what nobody has set. */
    static final String DEFAULT = "default";
}
