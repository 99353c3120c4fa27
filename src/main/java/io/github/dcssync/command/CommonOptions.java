package io.github.dcssync.command;

import io.github.dcssync.logging.Logging;
import io.github.dcssync.operation.ErrorCodes;
import io.github.dcssync.rule.ErrorRules;
import io.github.dcssync.settings.OperatorFiles;
import io.github.dcssync.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command that has settings understands. */
final class CommonOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--config", paramLabel = "FILE",
            description = "Settings file (config/application.properties beside the program).")
    private @Nullable Path config;

    @Option(names = "--verbose", description = "Log in detail, and show where an error came from.")
    private boolean verbose;

    /** Loads the settings, refuses broken tables beside them, sets logging up and says what is odd. */
    Settings load(Settings.Purpose purpose) {
        return load(purpose, Map.of());
    }

    /** @param defaults variables for what the environment does not set */
    Settings load(Settings.Purpose purpose, Map<String, String> defaults) {
        Settings settings = read(purpose, defaults);
        settings.warnings().forEach(RootCommand.of(command).complaints()::warn);
        return settings;
    }

    /** The same; what is odd is left to the caller to say. */
    Settings read(Settings.Purpose purpose, Map<String, String> defaults) {
        Map<String, String> environment = new HashMap<>(defaults);
        environment.putAll(RootCommand.of(command).environment());
        if (config != null && !Files.isReadable(config)) {
            throw new ParameterException(command.commandLine(), "--config " + config + " cannot be read");
        }
        OperatorFiles files = OperatorFiles.of(Home.path(), environment);
        Path file = config == null ? files.file("config/application.properties") : config.toAbsolutePath();
        FutureTask<Boolean> tables = new FutureTask<>(() -> readTables(purpose, files));
        Thread reading = new Thread(tables, "tables");
        reading.setDaemon(true);
        reading.start();
        Settings settings = Settings.load(file, environment, Home.path(), purpose);
        StandardError complaints = RootCommand.of(command).complaints();
        complaints.speak(settings.logFormat(), verbose, settings.secrets());
        await(tables);
        Logging.watch(LastResort::judge);
        return settings;
    }

    /** The operator's files, for what needs no settings. */
    OperatorFiles files() {
        return OperatorFiles.checked(Home.path(), RootCommand.of(command).environment());
    }

    /** Beside the settings; what is wrong with those is said first. */
    private static boolean readTables(Settings.Purpose purpose, OperatorFiles files) {
        if (purpose == Settings.Purpose.REPORT) {
            return false;
        }
        ErrorRules.load(files.file("config/api-errors.yaml"));
        ErrorCodes.load(files.file("config/error-codes.yaml"));
        return true;
    }

    private static void await(FutureTask<Boolean> tables) {
        try {
            tables.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the tables beside the settings are read", e);
        }
    }
}
