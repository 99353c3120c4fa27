package io.github.dcssync.testkit;

import io.github.dcssync.database.DatabaseTarget;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A way to a database server that can be closed: connections are still taken, and nothing passes in either direction,
 * as with a server that was stopped by SIGSTOP or a firewall that forgets. What was sent meanwhile passes afterwards.
 * It can be cut, too.
 */
public final class StallingProxy implements AutoCloseable {

    private static final int PIECE = 4096;

    private final ServerSocket listener;
    private final int port;
    private final Object gate = new Object();
    private final List<Closeable> open = new ArrayList<>();
    private boolean stalled;
    private boolean isCut;
    private String held;
    private boolean hasHeld;

    /** @param target a database whose URL names a host and a port */
    public StallingProxy(DatabaseTarget target) throws IOException {
        port = Integer.parseInt(target.url().replaceFirst("^jdbc:\\w+://[^:/]+:(\\d+)/.*$", "$1"));
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** The same database, on this way. */
    public DatabaseTarget of(DatabaseTarget target) {
        String url = target.url().replaceFirst("//[^/]+/", "//127.0.0.1:" + listener.getLocalPort() + "/");
        return new DatabaseTarget(url, target.user(), target.password());
    }

    /** Nothing passes any more. */
    public void stall() {
        synchronized (gate) {
            stalled = true;
        }
    }

    /**
     * What a client sends from this text on stays here until the same client gives up waiting for an answer: until it
     * rolls back or goes away.
     */
    public void hold(String text) {
        synchronized (gate) {
            held = text;
        }
    }

    /** Whether the text that was to be held has come by. */
    public boolean hasHeld() {
        synchronized (gate) {
            return hasHeld;
        }
    }

    /** Ends all connections, and every new one at once. */
    public void cut() {
        synchronized (gate) {
            isCut = true;
        }
        try {
            closeAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All passes again, and new connections hold. */
    public void resume() {
        synchronized (gate) {
            stalled = false;
            isCut = false;
            gate.notifyAll();
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = keep(listener.accept());
            if (isCut()) {
                client.close();
                continue;
            }
            Socket server = keep(new Socket(InetAddress.getLoopbackAddress(), port));
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            start(() -> pass(client, server));
            start(() -> pass(server, client));
        }
    }

    private boolean isCut() {
        synchronized (gate) {
            return isCut;
        }
    }

    private void pass(Socket from, Socket to) throws IOException {
        byte[] piece = new byte[PIECE];
        ByteArrayOutputStream pending = new ByteArrayOutputStream();
        boolean isHolding = false;
        try (from; to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                awaitPassage();
                String text = new String(piece, 0, length, StandardCharsets.UTF_8);
                isHolding = isHolding ? !text.contains("ROLLBACK") : isHeld(text);
                pending.write(piece, 0, length);
                if (!isHolding) {
                    pending.writeTo(out);
                    pending.reset();
                }
            }
            awaitPassage();
            pending.writeTo(out);
        }
    }

    private boolean isHeld(String text) {
        synchronized (gate) {
            if (held == null || !text.contains(held)) {
                return false;
            }
            held = null;
            hasHeld = true;
            return true;
        }
    }

    private void awaitPassage() throws IOException {
        synchronized (gate) {
            while (stalled) {
                try {
                    gate.wait();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        }
    }

    private <T extends Closeable> T keep(T closeable) {
        synchronized (open) {
            open.add(closeable);
        }
        return closeable;
    }

    /** What is passed on until a connection ends. */
    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // One side has ended, and the other hears of it.
                Thread.currentThread().interrupt();
            }
        }, "stalling-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        resume();
        listener.close();
        closeAll();
    }

    private void closeAll() throws IOException {
        synchronized (open) {
            for (Closeable one : open) {
                one.close();
            }
            open.clear();
        }
    }
}
