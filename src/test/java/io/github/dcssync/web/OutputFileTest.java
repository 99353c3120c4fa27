package io.github.dcssync.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

    private static final byte[] CONTENT = "new".repeat(100_000).getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private static void write(Path file) throws IOException {
        new OutputFile(file).write(CONTENT);
    }

    @Test
    void writesThroughLinks() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        Path near = Files.createSymbolicLink(folder.resolve("near"), Path.of("file"));
        Path far = Files.createSymbolicLink(folder.resolve("far"), near);
        Path ahead = Files.createSymbolicLink(folder.resolve("ahead"), Path.of("not-yet"));

        write(far);
        write(ahead);

        assertThat(far).isSymbolicLink();
        assertThat(near).isSymbolicLink();
        assertThat(ahead).isSymbolicLink();
        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(folder.resolve("not-yet")).hasBinaryContent(CONTENT);
    }

    @Test
    void writesToAPipeAndLeavesIt() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        CompletableFuture<byte[]> reader = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readAllBytes(pipe);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });

        write(pipe);

        assertThat(reader.get(60, TimeUnit.SECONDS)).isEqualTo(CONTENT);
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }

    @Test
    void saysThatADeviceIsFullAndLeavesIt() {
        Path full = Path.of("/dev/full");
        assertThatThrownBy(() -> write(full)).isInstanceOf(IOException.class).hasMessageContaining("No space left");
        assertThat(Files.isRegularFile(full)).isFalse();
        assertThat(Files.exists(full)).isTrue();
    }

    @Test
    void keepsTheModeOfAFileAndFollowsTheUmaskForANewOne() throws IOException {
        for (String mode : new String[] {"rw-------", "rw-rw-rw-", "rwxr-x---"}) {
            Path file = Files.writeString(folder.resolve(mode), "old");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            write(file);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo(mode);
            assertThat(file).hasBinaryContent(CONTENT);
        }
        Path made = folder.resolve("made");
        write(made);
        assertThat(Files.getPosixFilePermissions(made))
                .isEqualTo(Files.getPosixFilePermissions(Files.createFile(folder.resolve("other"))));
    }

    @Test
    void leavesNothingBehindWhereItCannotWrite() throws IOException {
        Path circle = folder.resolve("circle");
        Files.createSymbolicLink(circle, circle);
        for (Path file : new Path[] {folder, folder.resolve("no/file"), circle}) {
            assertThatThrownBy(() -> write(file)).isInstanceOf(IOException.class);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(circle);
        }
    }
}
