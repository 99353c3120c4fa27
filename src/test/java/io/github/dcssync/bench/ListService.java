package io.github.dcssync.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The service, for as little of the machine's time as can be: bytes that lie ready, a thread a connection. It knows the
 * lists and nothing else, and takes every signature for a good one.
 */
final class ListService implements AutoCloseable {

    private static final int LONGEST_REQUEST = 16 << 10;

    private final ServedFleet fleet;
    private final Duration latency;
    private final ServerSocketChannel server;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong firstRequest = new AtomicLong();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();

    private ListService(ServedFleet fleet, Duration latency) throws IOException {
        this.fleet = fleet;
        this.latency = latency;
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** Serves until it is closed, on a free port of the loopback address. */
    static ListService start(ServedFleet fleet, Duration latency) throws IOException {
        ListService service = new ListService(fleet, latency);
        daemon(service::accept);
        return service;
    }

    URI endpoint() throws IOException {
        return URI.create("http://127.0.0.1:" + ((InetSocketAddress) server.getLocalAddress()).getPort());
    }

    /** Begins to count anew. */
    void reset() {
        requests.set(0);
        firstRequest.set(0);
    }

    /** Since the last {@link #reset}. */
    int requests() {
        return requests.get();
    }

    /** When the first one came since the last {@link #reset}, in {@link System#nanoTime} */
    long firstRequest() {
        return firstRequest.get();
    }

    /** What was asked for and is no list. */
    List<String> refused() {
        return List.copyOf(refused);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "list-service");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                client.setOption(StandardSocketOptions.TCP_NODELAY, true);
                daemon(() -> serve(client));
            }
        } catch (IOException e) {
            if (server.isOpen()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(SocketChannel client) {
        ByteBuffer request = ByteBuffer.allocateDirect(LONGEST_REQUEST);
        byte[] head = new byte[LONGEST_REQUEST];
        try (client) {
            while (client.read(request) >= 0) {
                int length = request.position();
                request.get(0, head, 0, length);
                if (endsInBlankLine(head, length)) {
                    request.clear();
                    firstRequest.compareAndSet(0, System.nanoTime());
                    answer(client, new String(head, 0, length, StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException e) {
            // A client that ends resets its connections; what it then lacks it has not stored.
        }
    }

    private static boolean endsInBlankLine(byte[] head, int length) {
        return length > 3 && head[length - 1] == '\n' && head[length - 2] == '\r' && head[length - 3] == '\n';
    }

    private void answer(SocketChannel client, String head) throws IOException {
        long due = System.nanoTime() + latency.toNanos();
        String line = head.substring(0, head.indexOf('\r'));
        Request request = Request.of(line);
        ServedList list = list(request.path());
        requests.incrementAndGet();
        List<ByteBuffer> body = list == null ? List.of()
                : list.page(request.position(), request.limit(), request.since());
        if (list == null) {
            refused.add(line);
        }
        ByteBuffer[] pieces = Stream.concat(Stream.of(head(list == null ? "404 Not Found" : "200 OK", body)),
                body.stream()).toArray(ByteBuffer[]::new);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        while (pieces[pieces.length - 1].hasRemaining()) {
            client.write(pieces);
        }
    }

    private static ByteBuffer head(String status, List<ByteBuffer> body) {
        int length = body.stream().mapToInt(ByteBuffer::remaining).sum();
        return StandardCharsets.US_ASCII.encode("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\n"
                + "X-Request-Id: 0123456789abcdef0123456789abcdef\r\nContent-Length: " + length + "\r\n\r\n");
    }

    /** /v2/PROJECT/instances, /v1.0/PROJECT/instances/INSTANCE/backups, … */
    private ServedList list(String path) {
        String[] parts = path.split("/");
        if (parts.length == 4 && parts[3].equals("instances")) {
            return fleet.instances();
        }
        if (parts.length == 6 && parts[5].equals("backups")) {
            return fleet.backups().get(parts[4]);
        }
        return parts.length == 6 && parts[5].equals("restores") ? fleet.restores().get(parts[4]) : null;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
