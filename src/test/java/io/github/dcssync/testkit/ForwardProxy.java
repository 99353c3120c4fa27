package io.github.dcssync.testkit;

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
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A forward proxy that alone knows where some hosts are, all of them on this machine. Takes requests in absolute form and
 * {@code CONNECT}.
 */
public final class ForwardProxy implements AutoCloseable {

    /** A name that no name server is ever asked for: its first label is longer than one can be. */
    public static final String NOWHERE = "known-to-the-proxy-alone-" + "x".repeat(50) + ".example.com";

    private static final Pattern REQUEST =
            Pattern.compile("(?<method>\\S+) (?:http://)?(?<host>[^/: ]+)(?::(?<port>\\d+))?(?<path>/\\S*)? HTTP/1.1");
    private static final int PIECE = 8192;
    private static final String CLOSE = "Connection: close\r\n\r\n";

    /** How it treats who comes. */
    public enum Mood {
        /** Leads to whom it knows, and answers 502 where it knows nobody. */
        HELPFUL,
        /** Answers 403. */
        FORBIDDING,
        /** Takes connections and says nothing. */
        SILENT,
        /** Breaks off in the middle of an answer. */
        DYING
    }

    private final ServerSocket listener;
    private final Map<String, Integer> known = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Closeable> open = new CopyOnWriteArrayList<>();
    private volatile Mood mood = Mood.HELPFUL;
    private volatile @Nullable String authorization;

    public ForwardProxy() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** Leads to this port for all ports of a host. */
    public ForwardProxy leads(String host, int port) {
        known.put(host, port);
        return this;
    }

    /** Answers 407 to everybody else. */
    public ForwardProxy wants(String user, String password) {
        authorization = Http.basic(user, password);
        return this;
    }

    public ForwardProxy is(Mood other) {
        mood = other;
        return this;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Its address, perhaps with {@code user:password@} before the host. */
    public String address(String login) {
        return "http://" + login + "127.0.0.1:" + port();
    }

    public String address() {
        return address("");
    }

    /** The first lines of all requests, without HTTP's version and the query. */
    public List<String> requests() {
        return requests;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                open.add(client);
                start(() -> serve(client));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            if (head.isEmpty()) {
                return;
            }
            String line = head.substring(0, head.indexOf("\r\n"));
            requests.add(line.replaceFirst(" HTTP/1.1$", "").replaceFirst("\\?.*", ""));
            Matcher request = REQUEST.matcher(line);
            if (mood == Mood.SILENT) {
                client.getInputStream().transferTo(OutputStream.nullOutputStream());
            } else if (authorization != null && !authorization.equals(header(head, "proxy-authorization"))) {
                answer(client, "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"corp\"");
            } else if (mood == Mood.FORBIDDING) {
                answer(client, "403 Forbidden");
            } else if (!request.matches() || !known.containsKey(request.group("host"))) {
                answer(client, "502 Bad Gateway");
            } else {
                lead(client, head, request);
            }
        } catch (IOException gone) {
            return;
        }
    }

    private void lead(Socket client, String head, Matcher request) throws IOException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), known.get(request.group("host")))) {
            open.add(server);
            if (request.group("method").equals("CONNECT")) {
                client.getOutputStream().write(ascii("HTTP/1.1 200 Connection established\r\n\r\n"));
            } else {
                String path = request.group("path") == null ? "/" : request.group("path");
                server.getOutputStream().write(ascii(request.group("method") + " " + path + " HTTP/1.1\r\n"
                        + head.substring(head.indexOf("\r\n") + 2)
                                .replaceAll("(?mi)^(proxy-[a-z]+|connection):.*\r\n", "")
                                .replaceFirst("\r\n\\z", CLOSE)));
            }
            start(() -> pump(client, server, Integer.MAX_VALUE));
            boolean isTunnel = request.group("method").equals("CONNECT");
            if (!isTunnel) {
                // One answer a connection, and nobody sends another request on it.
                client.getOutputStream().write(ascii(head(server.getInputStream())
                        .replaceAll("(?mi)^connection:.*\r\n", "").replaceFirst("\r\n\\z", CLOSE)));
            }
            pump(server, client, mood != Mood.DYING ? Integer.MAX_VALUE : isTunnel ? 1000 : 50);
        }
    }

    private static void pump(Socket from, Socket to, int most) {
        byte[] piece = new byte[PIECE];
        try {
            int left = most;
            for (int read = from.getInputStream().read(piece); read >= 0 && left > 0; left -= read, read =
                    from.getInputStream().read(piece)) {
                to.getOutputStream().write(piece, 0, Math.min(read, left));
            }
            to.shutdownOutput();
        } catch (IOException gone) {
            return;
        }
    }

    private static void answer(Socket client, String status) throws IOException {
        client.getOutputStream().write(ascii("HTTP/1.1 " + status + "\r\nContent-Length: 4\r\nConnection: close"
                + "\r\n\r\nnope"));
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            bytes.write(next);
            if (next == '\n' && bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                return bytes.toString(StandardCharsets.ISO_8859_1);
            }
        }
        return "";
    }

    private static @Nullable String header(String head, String name) {
        return head.lines().filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ": ")).findFirst()
                .map(line -> line.substring(name.length() + 2)).orElse(null);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "forward-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Closeable one : new ArrayList<>(open)) {
                one.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
