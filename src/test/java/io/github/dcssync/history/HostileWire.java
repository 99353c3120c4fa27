package io.github.dcssync.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A line to an HTTP server on this machine that does harm to the answers, by seeded chance: another harm each
 * connection, from another byte on. It measures how long a client holds out where an answer does not end.
 */
final class HostileWire implements AutoCloseable {

    private static final int BUFFER = 8192;
    private static final int FURTHEST_BYTE = 4000;
    private static final Duration BETWEEN_DRIPS = Duration.ofMillis(300);
    private static final byte[] FILLING = " ".repeat(BUFFER).getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket listener;
    private final int server;
    private final AbuseFigures figures;
    private final String what;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Consumer<byte[]> reader;
    private Random random = new Random(0);
    private Mischief[] harms = {Mischief.NONE};

    /**
     * @param server what listens on 127.0.0.1
     * @param what   what the waits of its clients are counted as
     * @param reader is shown all that clients send
     */
    HostileWire(int server, String what, AbuseFigures figures, Consumer<byte[]> reader) throws IOException {
        this.server = server;
        this.what = what;
        this.figures = figures;
        this.reader = reader;
        listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** From now on each new connection suffers one of these. */
    synchronized void harm(long seed, Mischief... some) {
        random = new Random(seed);
        harms = some;
    }

    private synchronized Mischief next() {
        return harms[random.nextInt(harms.length)];
    }

    private synchronized int nextByte() {
        // Often in the status line and the headers, where most goes on.
        return random.nextBoolean() ? random.nextInt(300) : random.nextInt(FURTHEST_BYTE);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                threads.execute(() -> connect(client));
            } catch (IOException e) {
                // Closed; or the client has gone again.
            }
        }
    }

    private void connect(Socket client) {
        Mischief harm = next();
        figures.count("wire " + harm);
        Line line = new Line(client, harm, nextByte());
        try (client; Socket behind = new Socket(InetAddress.getLoopbackAddress(), server)) {
            client.setTcpNoDelay(true);
            behind.setTcpNoDelay(true);
            threads.execute(() -> line.requests(behind));
            line.answers(behind);
        } catch (IOException e) {
            // One of both sides has ended.
        }
    }

    @Override
    public void close() throws IOException {
        end.countDown();
        listener.close();
        threads.shutdownNow();
    }

    /** One connection. */
    private final class Line {

        private final Socket client;
        private final Mischief harm;
        private final int from;
        private final CountDownLatch clientGone = new CountDownLatch(1);
        private volatile long asked = System.nanoTime();

        Line(Socket client, Mischief harm, int from) {
            this.client = client;
            this.harm = harm;
            this.from = from;
        }

        void requests(Socket behind) {
            byte[] bytes = new byte[BUFFER];
            try {
                InputStream in = client.getInputStream();
                for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                    asked = System.nanoTime();
                    reader.accept(Arrays.copyOf(bytes, read));
                    behind.getOutputStream().write(bytes, 0, read);
                }
            } catch (IOException e) {
                // The client has gone, or the server.
            } finally {
                clientGone.countDown();
                close(behind);
            }
        }

        void answers(Socket behind) throws IOException {
            byte[] bytes = new byte[BUFFER];
            InputStream in = behind.getInputStream();
            OutputStream out = client.getOutputStream();
            int passed = 0;
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                if (harm == Mischief.NONE || passed + read <= from) {
                    out.write(bytes, 0, read);
                } else if (passed <= from) {
                    out.write(bytes, 0, from - passed);
                    if (!goesOn(out, bytes, from - passed, read)) {
                        return;
                    }
                } else {
                    out.write(bytes, 0, read);
                }
                passed += read;
            }
        }

        /** Does the harm. @return whether what follows goes through */
        private boolean goesOn(OutputStream out, byte[] bytes, int offset, int end) throws IOException {
            switch (harm) {
                case FLIP -> bytes[offset] ^= (byte) (1 << from % 7);
                case GARBAGE -> out.write(new byte[] {0, (byte) 0xff, '{', '}', '\r', '\n', '"', (byte) 0x80});
                case RESET -> client.setSoLinger(true, 0);
                case REDIRECT -> out.write(("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: http://127.0.0.1:"
                        + listener.getLocalPort() + "/elsewhere\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                case STALL, DRIP, INFORM, ENDLESS_HEADER, ENDLESS_BODY -> holdOut(out, bytes, offset);
                case NONE, CUT -> {
                    // Ends below, or does nothing.
                }
            }
            if (harm == Mischief.FLIP || harm == Mischief.GARBAGE) {
                out.write(bytes, offset, end - offset);
                return true;
            }
            return false;
        }

        private void holdOut(OutputStream out, byte[] bytes, int offset) {
            try {
                while (!isOver()) {
                    switch (harm) {
                        case DRIP -> out.write(bytes, offset, 1);
                        case INFORM -> out.write("HTTP/1.1 102 Processing\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                        case ENDLESS_HEADER -> out.write(("X-More: " + "x".repeat(1000) + "\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                        case ENDLESS_BODY -> out.write(FILLING);
                        default -> {}
                    }
                }
            } catch (IOException e) {
                // The client has had enough.
            }
            figures.waited(what, Duration.ofNanos(System.nanoTime() - asked));
        }

        private boolean isOver() {
            try {
                long pause = harm == Mischief.ENDLESS_BODY || harm == Mischief.INFORM ? 2 : BETWEEN_DRIPS.toMillis();
                return clientGone.await(pause, TimeUnit.MILLISECONDS) || end.getCount() == 0;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }

        private void close(Socket socket) {
            try {
                // A connection without harm ends with its server's side.
                if (!harm.isEndless()) {
                    socket.close();
                }
            } catch (IOException e) {
                // It is closed.
            }
        }
    }
}
