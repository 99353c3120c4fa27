package io.github.dcssync.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What a container engine does, as far as a start of ours depends on it: the image's root, which nobody can write to, as the
 * whole file system, its user, variables and folder, and the program as the first of all processes. The network is this
 * machine's. It takes root and Linux.
 */
final class Container implements AutoCloseable {

    private static final String MOUNTS = """
            set -e
            mount --bind "$1" "$1" && mount -o remount,bind,ro "$1"
            mount --bind "$2" "$1/data" && mount --bind "$3" "$1/overlay" && mount --bind "$4" "$1/run/secrets"
            mount -t tmpfs -o mode=1777 tmpfs "$1/tmp"
            mount -t proc proc "$1/proc" && mount --bind /dev "$1/dev"
            root=$1 && shift 4
            exec /usr/bin/unshare "--root=$root" --wd=/data --setgid=10001 --setuid=10001 -- "$@"
            """;
    private static final long PATIENCE_MINUTES = 5;

    private final BuiltImage image;
    private final Path root;
    private final Path folder;
    private final Map<String, String> environment = new TreeMap<>();
    private Process process;

    /** @param folder for what is mounted: {@code data}, {@code overlay}, {@code secrets} */
    Container(BuiltImage image, Path root, Path folder) throws IOException {
        this.image = image;
        this.root = root;
        this.folder = folder;
        environment.putAll(image.environment());
        for (String mounted : List.of("data", "overlay", "secrets")) {
            Files.createDirectories(folder.resolve(mounted));
        }
        // As a volume that is empty takes it from the image.
        Files.setPosixFilePermissions(folder.resolve("data"), Files.getPosixFilePermissions(root.resolve("data")));
        // Engines make the places that they mount at.
        for (String place : List.of("proc", "dev", "run/secrets", "etc")) {
            Files.createDirectories(root.resolve(place));
        }
        Files.writeString(root.resolve("etc/hosts"), "127.0.0.1 localhost dcs.in-a-container.test\n");
    }

    Container with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** A secret for the user of the image alone, and the variable that names its file. */
    Container secret(String name, String value) throws IOException {
        Path file = Files.writeString(folder.resolve("secrets").resolve(name), value + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        Files.setAttribute(file, "unix:uid", 10001);
        return with(name + "_FILE", "/run/secrets/" + name);
    }

    Path data() {
        return folder.resolve("data");
    }

    Path overlay() {
        return folder.resolve("overlay");
    }

    /** Starts a command, none for the image's own. */
    Container start(String... command) throws IOException {
        List<String> words =
                new ArrayList<>(List.of("unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c",
                        MOUNTS, "sh", root.toString(), data().toString(), overlay().toString(),
                        folder.resolve("secrets").toString()));
        words.addAll(image.entrypoint());
        words.addAll(command.length == 0 ? image.texts("Cmd") : List.of(command));
        ProcessBuilder builder = new ProcessBuilder(words).redirectOutput(out().toFile()).redirectError(err().toFile())
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        process = builder.start();
        return this;
    }

    /** Sends SIGTERM to the program, as an engine does that stops it. */
    void terminate() {
        process.descendants().reduce((above, below) -> below).orElseThrow().destroy();
    }

    /** @return the exit code */
    int end() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).as("it ends").isTrue();
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    List<String> said() throws IOException {
        return Files.readAllLines(out());
    }

    List<String> complained() throws IOException {
        return Files.readAllLines(err());
    }

    private Path out() {
        return folder.resolve("out");
    }

    private Path err() {
        return folder.resolve("err");
    }

    @Override
    public void close() throws Exception {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    @Override
    public String toString() {
        try {
            return said() + " " + complained();
        } catch (IOException e) {
            return e.toString();
        }
    }
}
