package io.github.dcssync.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An answer that is being made. A long one goes to a temporary file: a slow reader then holds neither memory nor a
 * connection to the database.
 */
final class Spool extends OutputStream {

    private static final int MOST_IN_MEMORY = 1 << 20;

    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private OutputStream out = memory;
    private Path file;

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (file == null && memory.size() + length > MOST_IN_MEMORY) {
            spill();
        }
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw new SpoolException(e);
        }
    }

    private void spill() throws SpoolException {
        try {
            file = Files.createTempFile("dcs-sync-report", null);
            out = Files.newOutputStream(file);
            memory.writeTo(out);
            memory = null;
        } catch (IOException e) {
            throw new SpoolException(e);
        }
    }

    /** Whether what was written is in memory, and not in a file. */
    boolean isShort() {
        return file == null;
    }

    /** @return a short answer */
    ByteBuffer inMemory() {
        return ByteBuffer.wrap(memory.toByteArray());
    }

    /** @return a long answer, whole */
    Path file() throws IOException {
        out.close();
        return file;
    }

    /** Takes the file's name away: who has opened it by now still reads it. */
    @Override
    public void close() throws IOException {
        out.close();
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
