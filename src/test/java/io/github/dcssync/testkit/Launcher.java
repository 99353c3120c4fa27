package io.github.dcssync.testkit;

import io.github.dcssync.app.Bundle;
import io.github.dcssync.command.RootCommand;
import io.github.dcssync.database.Database;
import io.github.dcssync.database.DatabaseTarget;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.sync.SyncRequest;
import io.github.dcssync.sync.SyncRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Starts the program as its users do: the launcher, in a process of its own. */
public final class Launcher {

    private static final String HOME = "dcs.home";
    private static final int CONNECTIONS = 8;

    private final Path script;
    private final Path outputs;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private Path directory;

    /**
     * What a start came to.
     *
     * @param exitCode of the process
     * @param out      lines on standard output
     * @param err      lines on standard error
     */
    public record Result(int exitCode, List<String> out, List<String> err) {
        public String summary() {
            return out.isEmpty() ? "" : out.get(out.size() - 1);
        }
    }

    private Launcher(Path script, Path outputs) {
        this.script = script;
        this.outputs = outputs;
        this.directory = outputs;
    }

    /** The checkout under test. */
    public static Path checkout() {
        return Path.of(System.getProperty(HOME, "")).toAbsolutePath();
    }

    /** Makes a home with a copy of the launcher, and the built jar, routes and settings of the checkout. */
    static Path home(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.copy(checkout().resolve("dcs-sync"), folder.resolve("dcs-sync"));
        Files.createSymbolicLink(folder.resolve("target"), checkout().resolve("target"));
        for (String name : List.of("config", "config/alerts", "routes")) {
            Path copies = Files.createDirectories(folder.resolve(name));
            try (DirectoryStream<Path> originals = Files.newDirectoryStream(checkout().resolve(name))) {
                for (Path original : originals) {
                    if (Files.isRegularFile(original)) {
                        Files.copy(original, copies.resolve(original.getFileName()));
                    }
                }
            }
        }
        return folder;
    }

    /**
     * @param script  the launcher, or a link to it
     * @param outputs an existing folder for what the process says; also its current directory until told otherwise
     */
    public static Launcher of(Path script, Path outputs) {
        return new Launcher(script, outputs);
    }

    /** The launcher of the checkout, set to copy a simulator into a database. */
    public static Launcher of(Path outputs, Simulator simulator, DatabaseTarget target) {
        Launcher launcher = of(checkout().resolve("dcs-sync"), outputs).with("DCS_DB_URL", target.url())
                .with("DCS_DB_USER", target.user()).with("DCS_DB_PASSWORD", target.password());
        launcher.environment.putAll(SyncFixture.connection(simulator));
        return launcher;
    }

    public Launcher in(Path currentDirectory) {
        directory = currentDirectory;
        return this;
    }

    public Launcher with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Runs the command to its end. */
    public Result run(String... arguments) throws IOException, InterruptedException {
        try (Started started = start(arguments)) {
            return new Result(started.exitCode(), Files.readAllLines(started.outFile()),
                    Files.readAllLines(started.errFile()));
        }
    }

    /** The same in this process: where it is the command that counts, and neither the launcher nor what Java makes of it. */
    public Result call(String... arguments) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String home = System.getProperty(HOME, "");
        System.setProperty(HOME, script.getParent().toString());
        try (CapturedError err = CapturedError.begin()) {
            int exitCode = RootCommand.execute(environment, out, arguments);
            return new Result(exitCode, out.toString(StandardCharsets.UTF_8).lines().toList(), err.lines());
        } finally {
            System.setProperty(HOME, home);
        }
    }

    /** Syncs in this process, with the same settings but those of Java: where it is not the start that counts. */
    public SyncRun sync(SyncRequest request) throws Exception {
        Settings settings = Settings.load(null, environment, checkout());
        try (Database database = Database.open(new DatabaseTarget(environment.get("DCS_DB_URL"),
                environment.get("DCS_DB_USER"), environment.get("DCS_DB_PASSWORD")), CONNECTIONS);
                Bundle bundle = new Bundle(settings, database, false, Clock.systemUTC())) {
            database.migrate();
            bundle.prepare();
            bundle.start();
            return bundle.sync(request);
        }
    }

    /** Starts the command without anything on standard input; whoever asks for it ends it. */
    public Started start(String... arguments) throws IOException {
        Path out = Files.createTempFile(outputs, "out", ".txt");
        Path err = Files.createTempFile(outputs, "err", ".txt");
        Process process = builder(arguments).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        process.getOutputStream().close();
        return new Started(process, out, err);
    }

    /** The command, to be started in a way of its own. */
    public ProcessBuilder builder(String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(script.toString()), Stream.of(arguments)).toList());
        builder.directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("DCS_") || name.startsWith("CLOUD_SDK_")
                || name.endsWith("JAVA_OPTS") || name.endsWith("JAVA_OPTIONS") || name.equals("JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(environment);
        return builder;
    }

    /** Writes a shell script that can be run. */
    public static Path script(Path file, String... lines) {
        try {
            Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
            if (!file.toFile().setExecutable(true)) {
                throw new IOException(file + " cannot be made executable");
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
