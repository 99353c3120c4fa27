package io.github.dcssync.settings;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Somebody who sets things: a file's lines and environment variables, in a checkout of their own. */
final class Operator {

    static final String PROJECT = "0123456789abcdef0123456789abcdef";

    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private final StringBuilder file = new StringBuilder();

    private Operator(Path home) {
        this.home = home;
    }

    /** Has set nothing yet. */
    static Operator at(Path home) {
        return new Operator(home);
    }

    /** Has set what cannot be left out. */
    static Operator ready(Path home) {
        return at(home).variable("DCS_ENDPOINT", "https://dcs.example.com").variable("DCS_PROJECT_ID", PROJECT)
                .variable("CLOUD_SDK_AK", "AKEXAMPLE").variable("CLOUD_SDK_SK", "sk-of-the-environment");
    }

    Operator variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Operator line(String line) {
        file.append(line).append('\n');
        return this;
    }

    Settings load() {
        return load(Settings.Purpose.SYNC);
    }

    Settings load(Settings.Purpose purpose) {
        return Settings.load(written(), environment, home, purpose);
    }

    List<String> faults() {
        SettingsException refused = catchThrowableOfType(SettingsException.class, this::load);
        return refused == null ? List.of() : refused.faults();
    }

    private Path written() {
        try {
            Path path = Files.createDirectories(home.resolve("config")).resolve("application.properties");
            return Files.writeString(path, file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
