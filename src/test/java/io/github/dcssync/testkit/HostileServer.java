package io.github.dcssync.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Answers with whatever bytes it is told to, for as long as the other side lets it. Knows when that has cut the
 * connection.
 */
public final class HostileServer implements AutoCloseable {

    private static final long LONGEST_WAIT_SECONDS = 240;
    private static final int PACE_MILLIS = 20;

    private final ServerSocket listening;
    private final Hostility hostility;
    private final String instances;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean reformed = new AtomicBoolean();
    private final Semaphore cut = new Semaphore(0);
    private final Semaphore answering = new Semaphore(0);

    private HostileServer(Hostility hostility, String instances) throws IOException {
        this.hostility = hostility;
        this.instances = instances;
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.submit(this::accept);
    }

    /** A server that is so to every request. */
    public static HostileServer start(Hostility hostility) throws IOException {
        return new HostileServer(hostility, null);
    }

    /**
     * A server that is so to every request but the list of instances.
     *
     * @param ids what that has, each behind the first digit of the project that is asked for
     */
    public static HostileServer listing(Hostility hostility, String... ids) throws IOException {
        StringBuilder list = new StringBuilder("{\"instance_num\":" + ids.length + ",\"instances\":[");
        for (int i = 0; i < ids.length; i++) {
            list.append(i == 0 ? "" : ",").append("{\"instance_id\":\"@").append(ids[i]).append("\",\"name\":\"dcs-")
                    .append(i).append("\",\"status\":\"RUNNING\"}");
        }
        return new HostileServer(hostility, list.append("]}").toString());
    }

    /** The address, with http or https. */
    public URI uri() {
        String scheme = hostility.isOfTls() ? "https" : "http";
        return URI.create(scheme + "://127.0.0.1:" + listening.getLocalPort());
    }

    /** From now on every answer is {@code {}}. */
    public void reform() {
        reformed.set(true);
    }

    /** Waits until so many connections were cut by the other side in the middle of an answer. */
    public void awaitCut(int connections) throws InterruptedException {
        if (!cut.tryAcquire(connections, LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("The connection was not cut");
        }
    }

    /** Waits until so many answers that never end have begun. */
    public void awaitAnswering(int answers) throws InterruptedException {
        if (!answering.tryAcquire(answers, LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("Nobody asked");
        }
    }

    private Void accept() throws IOException {
        while (true) {
            Socket socket = listening.accept();
            open.add(socket);
            threads.submit(() -> serve(socket));
        }
    }

    private Void serve(Socket socket) throws IOException {
        try (socket) {
            Wire wire = new Wire(socket);
            if (hostility.isOfTls()) {
                hostility.answer(wire);
            }
            while (true) {
                String request = wire.head();
                if (reformed.get()) {
                    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
                } else if (instances != null && request.contains("/instances?")) {
                    boolean first = request.contains("offset=0");
                    String body = first ? instances.replace('@', request.charAt(request.indexOf("/v2/") + 4))
                            : "{\"instance_num\":0,\"instances\":[]}";
                    wire.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                            + "\r\n\r\n" + body);
                } else {
                    answering.release();
                    hostility.answer(wire);
                }
            }
        } catch (Wire.CutException e) {
            cut.release();
        } finally {
            open.remove(socket);
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }

    /** One connection. */
    static final class Wire {

        /** The other side has closed it. */
        static final class CutException extends IOException {
            private static final long serialVersionUID = 1L;
        }

        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        Wire(Socket socket) throws IOException {
            this.socket = socket;
            in = socket.getInputStream();
            out = socket.getOutputStream();
        }

        /** Reads a request's head, and leaves its body to be taken for nothing. */
        String head() throws IOException {
            socket.setSoTimeout(0);
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("Closed between two requests");
                }
                head.append((char) next);
            }
            return head.toString();
        }

        void send(String text) throws CutException {
            send(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void send(byte[] bytes) throws CutException {
            try {
                out.write(bytes);
            } catch (IOException e) {
                throw new CutException();
            }
        }

        /** Sends this over and over, as fast as it is read. */
        void flood(String text) throws CutException {
            byte[] bytes = text.repeat(1 + 8192 / text.length()).getBytes(StandardCharsets.ISO_8859_1);
            while (true) {
                send(bytes);
            }
        }

        /** Sends this over and over, a byte at a time. */
        void drip(String text) throws CutException {
            while (true) {
                for (char letter : text.toCharArray()) {
                    send(String.valueOf(letter));
                    pause();
                }
            }
        }

        /** Says nothing more. */
        void fallSilent() throws CutException {
            while (true) {
                pause();
            }
        }

        /** What else the other side sends is read meanwhile. */
        private void pause() throws CutException {
            try {
                socket.setSoTimeout(PACE_MILLIS);
                if (in.read() < 0) {
                    throw new CutException();
                }
            } catch (SocketTimeoutException e) {
                return;
            } catch (CutException e) {
                throw e;
            } catch (IOException e) {
                throw new CutException();
            }
        }
    }
}
