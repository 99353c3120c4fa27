package io.github.dcssync.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client that sends what it likes, byte for byte. */
public final class Raw implements AutoCloseable {

    private static final int LONGEST_WAIT_MILLIS = 120_000;
    private static final int SMALL = 4 * 1024;

    private final Socket socket = new Socket();

    /** Connects, and reads little ahead. */
    public Raw(URI base) throws IOException {
        socket.setReceiveBufferSize(SMALL);
        socket.setSoTimeout(LONGEST_WAIT_MILLIS);
        socket.connect(new InetSocketAddress(base.getHost(), base.getPort()), LONGEST_WAIT_MILLIS);
    }

    /** Sends text, a byte a character. */
    public Raw send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** Reads so many bytes, or fewer where the server has closed before. */
    public String read(int length) throws IOException {
        return new String(socket.getInputStream().readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    /** Reads until the server closes the connection, in whatever way. */
    public String readToTheEnd() throws IOException {
        StringBuilder text = new StringBuilder();
        InputStream in = socket.getInputStream();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                text.append((char) next);
            }
        } catch (SocketException e) {
            return text.toString();
        }
        return text.toString();
    }

    /** @return the whole answer to a request with this first line, and further headers */
    public static String ask(URI base, String line, String... headers) throws IOException {
        try (Raw raw = new Raw(base)) {
            String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
            return raw.send(line + "\r\nHost: localhost\r\nConnection: close\r\n" + more + "\r\n").readToTheEnd();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
