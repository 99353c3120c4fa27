package io.github.dcssync.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command under way or ended. What it says goes to files, so that nobody waits for a line that never comes.
 *
 * @param process of the launcher, which is the program's
 * @param outFile standard output
 * @param errFile standard error
 */
public record Started(Process process, Path outFile, Path errFile) implements AutoCloseable {

    private static final long LONGEST_END_MINUTES = 10;

    /** What is looked for in the lines that a process has said. */
    public interface Sign {
        boolean isIn(List<String> lines);
    }

    /** @return the first line on standard error with this text, once it is there */
    public String says(String text) throws IOException {
        return await("standard error", errFile, text, lines -> lines.stream().anyMatch(line -> line.contains(text)))
                .stream().filter(line -> line.contains(text)).findFirst().orElseThrow();
    }

    /** @return the lines on standard output, once this is in them */
    public List<String> prints(String what, Sign sign) throws IOException {
        return await("standard output", outFile, what, sign);
    }

    private List<String> await(String where, Path file, String what, Sign sign) throws IOException {
        Waiting.until(what + " on " + where, () -> {
            boolean hasEnded = !process.isAlive();
            boolean isThere = sign.isIn(lines(file));
            if (hasEnded && !isThere) {
                throw new AssertionError("Ended without " + what + " on " + where + ":\n" + String.join("\n", err()));
            }
            return isThere;
        });
        return lines(file);
    }

    /** Asks it to end, as the operator or the system does, and waits until it has. */
    public int exitCodeAfterSigterm() throws InterruptedException {
        process.destroy();
        return exitCode();
    }

    /** Waits until it has ended by itself. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(LONGEST_END_MINUTES, TimeUnit.MINUTES)) {
            throw new AssertionError("Does not end");
        }
        return process.exitValue();
    }

    /** Whole lines on standard output so far. */
    public List<String> out() throws IOException {
        return lines(outFile);
    }

    /** Whole lines on standard error so far. */
    public List<String> err() throws IOException {
        return lines(errFile);
    }

    private static List<String> lines(Path file) throws IOException {
        byte[] said = Files.readAllBytes(file);
        int length = said.length;
        while (length > 0 && said[length - 1] != '\n') {
            length--;
        }
        return new String(said, 0, length, StandardCharsets.UTF_8).lines().toList();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
