package io.github.dcssync.bench.contender;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** HTTP/1.1 by hand: one connection that stays open, GET alone, answers that tell their length. */
public final class RawConnection implements AutoCloseable {

    private static final int FIRST_SIZE = 1 << 16;
    private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OK = "HTTP/1.1 200 ".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final InputStream in;
    private final String rest;
    /** The answer as it came: bytes up to {@link #filled}, the body from {@link #body}. */
    private byte[] answer = new byte[FIRST_SIZE];
    private int filled;
    private int body;

    /** Connects. */
    public RawConnection(URI endpoint) throws IOException {
        socket = new Socket(endpoint.getHost(), endpoint.getPort());
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
        rest = " HTTP/1.1\r\nHost: " + endpoint.getAuthority() + "\r\n\r\n";
    }

    /**
     * Asks and waits for the whole answer, which is there until the next one is asked for.
     *
     * @param target path and query
     * @throws IOException also when the answer is not 200
     */
    public void get(String target) throws IOException {
        socket.getOutputStream().write(("GET " + target + rest).getBytes(StandardCharsets.US_ASCII));
        filled = 0;
        body = -1;
        while (body < 0) {
            int seen = filled;
            receive();
            body = afterHead(Math.max(0, seen - 3));
        }
        if (!startsWith(OK, 0)) {
            throw new IOException(target + ": " + new String(answer, 0, body, StandardCharsets.US_ASCII));
        }
        int whole = body + length();
        answer = whole > answer.length ? Arrays.copyOf(answer, whole) : answer;
        while (filled < whole) {
            receive();
        }
    }

    /** The bytes of the answer from {@link #body()} to {@link #end()}. */
    public byte[] answer() {
        return answer;
    }

    /** Where in the bytes of the answer its body begins. */
    public int body() {
        return body;
    }

    /** Where in the bytes of the answer its body ends. */
    public int end() {
        return filled;
    }

    private void receive() throws IOException {
        int read = in.read(answer, filled, answer.length - filled);
        if (read <= 0) {
            throw new EOFException("The service closed the connection, or its answer's head is too long");
        }
        filled += read;
    }

    private int afterHead(int from) {
        for (int i = from; i + 3 < filled; i++) {
            if (answer[i] == '\r' && answer[i + 1] == '\n' && answer[i + 2] == '\r' && answer[i + 3] == '\n') {
                return i + 4;
            }
        }
        return -1;
    }

    private int length() throws IOException {
        for (int i = 0; i < body; i++) {
            if (answer[i] == '\r' && startsWith(LENGTH, i)) {
                int length = 0;
                for (int at = i + LENGTH.length; answer[at] != '\r'; at++) {
                    length = answer[at] == ' ' ? length : length * 10 + answer[at] - '0';
                }
                return length;
            }
        }
        throw new IOException("An answer does not tell its length");
    }

    private boolean startsWith(byte[] lower, int from) {
        for (int i = 0; i < lower.length; i++) {
            byte c = answer[from + i];
            if (c != lower[i] && (c < 'A' || c > 'Z' || c + 32 != lower[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
