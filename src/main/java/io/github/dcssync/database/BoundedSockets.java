package io.github.dcssync.database;

import io.github.dcssync.thread.RepeatingTimer;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketOption;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of PostgreSQL's and MariaDB's drivers, which make this by its name. A socket's own timeout bounds what is
 * read; these bound what is written, too: a server that takes nothing more would hold a long statement or a COPY for
 * ever. A peer that has vanished is noticed within a minute, however long an answer may take.
 */
public final class BoundedSockets extends SocketFactory {

    /** Nothing written waits for longer: {@link JdbcUrl#SILENCE}. */
    private static final long LONGEST_SECONDS = JdbcUrl.SILENCE.toSeconds();
    /** In seconds, and how often; by name, because a trimmed Java may lack the module that has them. */
    private static final Map<String, Integer> KEEP_ALIVE =
            Map.of("TCP_KEEPIDLE", 30, "TCP_KEEPINTERVAL", 10, "TCP_KEEPCOUNT", 3);

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final RepeatingTimer TIMER = new RepeatingTimer("database-writes");

    @Override
    public Socket createSocket() throws IOException {
        Socket socket = new Bounded();
        for (SocketOption<?> option : socket.supportedOptions()) {
            Integer value = KEEP_ALIVE.get(option.name());
            if (value != null && option.type() == Integer.class) {
                @SuppressWarnings("unchecked")
                SocketOption<Integer> whole = (SocketOption<Integer>) option;
                socket.setOption(whole, value);
            }
        }
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw unconnected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw unconnected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw unconnected();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw unconnected();
    }

    private static UnsupportedOperationException unconnected() {
        return new UnsupportedOperationException("The drivers connect a socket themselves");
    }

    private static final class Bounded extends Socket {

        private @Nullable OutputStream out;

        @Override
        public synchronized OutputStream getOutputStream() throws IOException {
            if (out == null) {
                out = new BoundedOutput(this, super.getOutputStream());
            }
            return out;
        }
    }

    /** Closes the socket when a write takes too long, which ends that write. */
    private static final class BoundedOutput extends FilterOutputStream {

        private final Socket socket;
        private final Future<?> watch;
        private volatile long beganNanos;
        private volatile boolean writing;
        private volatile boolean late;

        BoundedOutput(Socket socket, OutputStream out) {
            super(out);
            this.socket = socket;
            watch = TIMER.repeat(LOOK, LOOK, "A database that takes nothing more is not given up", this::look);
        }

        private void look() {
            if (socket.isClosed()) {
                watch.cancel(false);
            } else if (writing && System.nanoTime() - beganNanos > TimeUnit.SECONDS.toNanos(LONGEST_SECONDS)) {
                late = true;
                try {
                    socket.close();
                } catch (IOException e) {
                    // It is of no use any more, closed or not.
                    watch.cancel(false);
                }
            }
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            beganNanos = System.nanoTime();
            writing = true;
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                throw late ? new SocketTimeoutException("Nothing was taken for " + LONGEST_SECONDS + " s") : e;
            } finally {
                writing = false;
            }
        }

        @Override
        public void close() throws IOException {
            watch.cancel(false);
            super.close();
        }
    }
}
