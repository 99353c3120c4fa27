package io.github.dcssync.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts the program as its users do: the launcher, in a process of its own. */
final class Launcher {

    private static final long LONGEST_RUN_SECONDS = 600;

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
    record Result(int exitCode, List<String> out, List<String> err) {
        String lastOut() {
            return out.isEmpty() ? "" : out.get(out.size() - 1);
        }
    }

    private Launcher(Path script, Path outputs) {
        this.script = script;
        this.outputs = outputs;
        this.directory = outputs;
    }

    /** The checkout under test. */
    static Path checkout() {
        return Path.of(System.getProperty("dcs.home", "")).toAbsolutePath();
    }

    /** Makes a home with a copy of the launcher, and the built jar, routes and settings of the checkout. */
    static Path home(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.copy(checkout().resolve("dcs-sync"), folder.resolve("dcs-sync"));
        Files.createSymbolicLink(folder.resolve("target"), checkout().resolve("target"));
        for (String name : List.of("config", "routes")) {
            Path copies = Files.createDirectories(folder.resolve(name));
            try (DirectoryStream<Path> originals = Files.newDirectoryStream(checkout().resolve(name))) {
                for (Path original : originals) {
                    Files.copy(original, copies.resolve(original.getFileName()));
                }
            }
        }
        return folder;
    }

    /**
     * @param script  the launcher, or a link to it
     * @param outputs an existing folder for what the process says; also its current directory until told otherwise
     */
    static Launcher of(Path script, Path outputs) {
        return new Launcher(script, outputs);
    }

    Launcher in(Path currentDirectory) {
        directory = currentDirectory;
        return this;
    }

    Launcher with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Runs the command to its end. */
    Result run(String... arguments) throws IOException, InterruptedException {
        try (Started started = start(arguments)) {
            Process process = started.process();
            if (!process.waitFor(LONGEST_RUN_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("Still running: " + List.of(arguments) + "\n" + started.err());
            }
            return new Result(process.exitValue(), Files.readAllLines(started.outFile()),
                    Files.readAllLines(started.errFile()));
        }
    }

    /** Starts the command without anything on standard input; whoever asks for it ends it. */
    Started start(String... arguments) throws IOException {
        Path out = Files.createTempFile(outputs, "out", ".txt");
        Path err = Files.createTempFile(outputs, "err", ".txt");
        Process process = builder(arguments).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        process.getOutputStream().close();
        return new Started(process, out, err);
    }

    /** The command, to be started in a way of its own. */
    ProcessBuilder builder(String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(script.toString()), Stream.of(arguments)).toList());
        builder.directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("DCS_") || name.startsWith("CLOUD_SDK_")
                || name.endsWith("JAVA_OPTS") || name.endsWith("JAVA_OPTIONS") || name.equals("JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(environment);
        return builder;
    }

    /** Writes a shell script that can be run. */
    static Path script(Path file, String... lines) {
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
