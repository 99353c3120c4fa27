package io.github.dcssync.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on a socket, without a library between: it keeps each request byte for byte, and answers as it is told. */
public final class RawSink implements AutoCloseable {

    private static final int DRIP_MILLIS = 20;
    private static final int BLOCK = 64 * 1024;

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger dropped = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile Answer answer = of("HTTP/1.1 204 No Content\r\n\r\n");

    /** A request; one byte of it is one character of the head. */
    public record Request(String head, byte[] body) {

        public String line() {
            return head.substring(0, head.indexOf("\r\n"));
        }

        /** The names and values of the headers, in order. */
        public List<String> headers() {
            return head.lines().skip(1).toList();
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** What a sink does once it has a request. */
    private interface Answer {
        void to(OutputStream out) throws IOException, InterruptedException;
    }

    public RawSink() throws IOException {
        daemon(this::accept);
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "raw-sink");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                daemon(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Request request = read(socket.getInputStream());
            requests.add(request);
            answer.to(socket.getOutputStream());
            socket.shutdownOutput();
            socket.getInputStream().read();
        } catch (IOException e) {
            dropped.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Request read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            bytes.write(next);
        }
        String head = bytes.toString(StandardCharsets.ISO_8859_1);
        String length = head.lines().filter(line -> line.toLowerCase(java.util.Locale.ROOT)
                .startsWith("content-length:")).findFirst().orElse("content-length: 0");
        return new Request(head.stripTrailing() + "\r\n",
                in.readNBytes(Integer.parseInt(length.substring(length.indexOf(':') + 1).strip())));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Answer of(String text) {
        return out -> out.write(bytes(text));
    }

    /** From now on answers this. */
    public void answer(String text) {
        answer = of(text);
    }

    /** From now on answers this, and then leaves the connection open without another byte. */
    public void hangAfter(String text) {
        answer = out -> {
            out.write(bytes(text));
            end.await();
        };
    }

    /** From now on answers with the start, and then with one byte of the drip after the other for ever. */
    public void drip(String start, String drip) {
        answer = out -> {
            out.write(bytes(start));
            for (int i = 0; !end.await(DRIP_MILLIS, TimeUnit.MILLISECONDS); i++) {
                out.write(bytes(drip)[i % drip.length()]);
            }
        };
    }

    /** From now on answers with the start, and then with the flood as fast as it is taken for ever. */
    public void flood(String start, String flood) {
        byte[] block = bytes(flood.repeat(BLOCK / flood.length()));
        answer = out -> {
            out.write(bytes(start));
            while (end.getCount() > 0) {
                out.write(block);
            }
        };
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Where it listens, without a path. */
    public String address() {
        return "http://127.0.0.1:" + port();
    }

    public List<Request> requests() {
        return requests;
    }

    /** How many connections the client has dropped before the answer's end. */
    public int dropped() {
        return dropped.get();
    }

    @Override
    public void close() throws IOException {
        end.countDown();
        server.close();
    }
}
