package io.github.dcssync.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A line to a database server on this machine that can be frozen, cut and mended. */
public final class DatabaseLine implements AutoCloseable {

    private static final int BUFFER = 16_384;

    private final ServerSocket listener;
    private final int server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private boolean frozen;
    private volatile boolean cut;

    public DatabaseLine(int server) throws IOException {
        this.server = server;
        listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** From now on nothing passes, in either direction, and nothing ends: as when the server is stopped. */
    public synchronized void freeze() {
        frozen = true;
    }

    /** Ends all connections, and every new one at once. */
    public void cut() {
        cut = true;
        open.forEach(DatabaseLine::close);
    }

    /** What was held back passes, and new connections hold. */
    public synchronized void mend() {
        cut = false;
        frozen = false;
        notifyAll();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                if (cut) {
                    client.close();
                } else {
                    threads.execute(() -> connect(client));
                }
            } catch (IOException e) {
                // Closed; or the client has gone again.
            }
        }
    }

    private void connect(Socket client) {
        try (client; Socket behind = new Socket(InetAddress.getLoopbackAddress(), server)) {
            client.setTcpNoDelay(true);
            behind.setTcpNoDelay(true);
            open.add(client);
            open.add(behind);
            threads.execute(() -> pass(client, behind));
            pass(behind, client);
        } catch (IOException e) {
            // The server is not there.
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] bytes = new byte[BUFFER];
        try (from; to) {
            InputStream in = from.getInputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                awaitThaw();
                to.getOutputStream().write(bytes, 0, read);
            }
        } catch (IOException e) {
            // One of both sides has ended.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private synchronized void awaitThaw() throws InterruptedException {
        while (frozen) {
            wait();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed.
        }
    }

    @Override
    public void close() throws IOException {
        mend();
        listener.close();
        open.forEach(DatabaseLine::close);
        threads.shutdownNow();
    }
}
