package io.github.dcssync.settings;

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

    /** A file below the user's own folder; null when there is no such folder. */
    @Nullable
    Path ofUser(String path) {
        String home = get("HOME");
        return home == null ? null : Path.of(home).resolve(path);
    }
}
