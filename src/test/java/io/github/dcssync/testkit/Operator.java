package io.github.dcssync.testkit;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.SettingsException;
import io.github.dcssync.simulator.Simulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody who sets things: a file's lines and environment variables, in a checkout of their own. */
public final class Operator {

    public static final String PROJECT = "0123456789abcdef0123456789abcdef";

    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private final StringBuilder file = new StringBuilder();

    private Operator(Path home) {
        this.home = home;
    }

    /** Has set nothing yet. */
    public static Operator at(Path home) {
        return new Operator(home);
    }

    /** Has set what cannot be left out. */
    public static Operator ready(Path home) {
        return at(home).variable("DCS_ENDPOINT", "https://dcs.example.com").variable("DCS_PROJECT_ID", PROJECT)
                .variable("CLOUD_SDK_AK", "AKEXAMPLE").variable("CLOUD_SDK_SK", "sk-of-the-environment");
    }

    /** Has set what cannot be left out, for a source whose service this is. */
    public static Operator of(Path home, Simulator simulator) {
        return ready(home).variable("DCS_ENDPOINT", simulator.endpoint().toString())
                .variable("DCS_PROJECT_ID", simulator.fleet().projectId())
                .variable("CLOUD_SDK_AK", simulator.accessKey()).variable("CLOUD_SDK_SK", simulator.secretKey());
    }

    public Operator variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    public Operator line(String line) {
        file.append(line).append('\n');
        return this;
    }

    /** Has the table of regions as it is shipped. */
    public Operator regions() throws IOException {
        Files.copy(Path.of("config/regions.yaml"),
                Files.createDirectories(home.resolve("config")).resolve("regions.yaml"));
        return this;
    }

    public Settings load() {
        return load(Settings.Purpose.SYNC);
    }

    public Settings load(Settings.Purpose purpose) {
        return Settings.load(written(), environment, home, purpose);
    }

    public List<String> faults() {
        SettingsException refused = catchThrowableOfType(SettingsException.class, this::load);
        return refused == null ? List.of() : refused.faults();
    }

    private @Nullable Path written() {
        if (file.isEmpty()) {
            return null;
        }
        try {
            Path path = Files.createDirectories(home.resolve("config")).resolve("application.properties");
            return Files.writeString(path, file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
