package io.github.dcssync.command;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Standard output, which belongs to results. Unlike {@code System.out} it does not hide that it cannot be written: it
 * remembers why. Serves many threads.
 */
final class StandardOutput extends OutputStream {

    private final OutputStream out;
    private @Nullable IOException failure;

    /** @param out where it goes */
    StandardOutput(OutputStream out) {
        this.out = out;
    }

    /** @return a writer onto it that is flushed after each line; UTF-8 unless a terminal wants something else */
    PrintWriter writer() {
        return new PrintWriter(this, true, charset());
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }

    /** @return why not everything could be written; empty, too, where nobody wanted to read on: that is no failure */
    synchronized Optional<WriteFailure> failure() {
        return failure == null || isReaderGone(failure) ? Optional.empty() : Optional.of(WriteFailure.of(failure));
    }

    /** In English, which the launcher has the system speak. */
    static boolean isReaderGone(IOException failure) {
        String reason = String.valueOf(failure.getMessage());
        return reason.contains("Broken pipe") || reason.contains("Connection reset");
    }

    private static Charset charset() {
        String known = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
        return Terminal.isTerminal() && known != null ? Charset.forName(known) : StandardCharsets.UTF_8;
    }
}
