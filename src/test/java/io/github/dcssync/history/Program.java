package io.github.dcssync.history;

import io.github.dcssync.app.Bundle;
import io.github.dcssync.database.Database;
import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.sync.SyncRequest;
import io.github.dcssync.sync.SyncRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The program as its users start it: the launcher, in a process of its own. */
final class Program {

    private static final Path HOME = Path.of(System.getProperty("dcs.home", "")).toAbsolutePath();
    private static final long LONGEST_RUN_SECONDS = 600;

    private static final int CONNECTIONS = 8;

    private final Path folder;
    private final DatabaseTarget target;
    private final Map<String, String> environment = new HashMap<>();

    /** @param folder an existing folder for what the processes say */
    Program(Path folder, Simulator simulator, DatabaseTarget target) {
        this.folder = folder;
        this.target = target;
        environment.putAll(Stage.connection(simulator));
        environment.put("DCS_DB_URL", target.url());
        environment.put("DCS_DB_USER", target.user());
        environment.put("DCS_DB_PASSWORD", target.password());
    }

    Program with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Starts a command; whoever asks for it ends it. */
    Started start(String... arguments) throws IOException {
        Path launcher = HOME.resolve("dcs-sync");
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments)).toList());
        builder.directory(folder.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("DCS_") || name.startsWith("CLOUD_SDK_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new Started(process, out, err);
    }

    /** Runs a command to its end. */
    Started run(String... arguments) throws IOException, InterruptedException {
        return start(arguments).ended();
    }

    /** Syncs in this process, with the same settings but those of Java: where it is not the start that counts. */
    SyncRun sync(SyncRequest request) throws Exception {
        Settings settings = Settings.load(null, environment, HOME);
        try (Database database = Database.open(target, CONNECTIONS);
                Bundle bundle = new Bundle(settings, database, HOME, false, Clock.systemUTC())) {
            database.migrate();
            bundle.prepare();
            bundle.start();
            return bundle.sync(request);
        }
    }

    /** A command under way or ended. */
    record Started(Process process, Path outFile, Path errFile) implements AutoCloseable {

        Started ended() throws IOException, InterruptedException {
            if (!process.waitFor(LONGEST_RUN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("Still running: " + err());
            }
            return this;
        }

        int exitCode() {
            return process.exitValue();
        }

        /** Lines on standard output. */
        List<String> out() throws IOException {
            return Files.readAllLines(outFile);
        }

        /** Lines on standard error. */
        List<String> err() throws IOException {
            return Files.readAllLines(errFile);
        }

        /** The last line on standard output. */
        String summary() throws IOException {
            List<String> lines = out();
            return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
