package io.github.dcssync.settings;

/**
 * A text that somebody gave for a key.
 *
 * @param text trimmed, never empty, placeholders filled in
 * @param origin where it was given, as {@code check} shows it
 */
record Given(String text, String origin) {
}
