package io.github.dcssync.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables of the environment, whose names are the vendors' own. */
record Variables(Map<String, String> all) {

    /** The variable's value; null when it is unset or empty. */
    @Nullable
    String get(String name) {
        String value = all.get(name);
        return value == null || value.isBlank() ? null : value;
    }

    /**
     * The file that a variable names; null when it is unset or empty.
     *
     * @throws SettingType.RefusedValue when it names none
     */
    @Nullable
    Path file(String name) {
        String named = get(name);
        try {
            return named == null ? null : Path.of(named).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new SettingType.RefusedValue(name + " is no path: correct it, or unset it");
        }
    }

    /** A file below the user's own folder; null when there is no such folder. */
    @Nullable
    Path ofUser(String path) {
        String home = get("HOME");
        return home == null ? null : Path.of(home).resolve(path);
    }
}
